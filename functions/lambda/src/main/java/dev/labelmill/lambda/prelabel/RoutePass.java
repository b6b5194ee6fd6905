package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.Temperature;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.routing.RoundRoutes;
import dev.labelmill.core.routing.Route;
import dev.labelmill.core.routing.Router;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.Unclassed;
import dev.labelmill.core.weak.PosteriorTable;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ReopenedIds;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.store.TaskStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Pass 2 over one chunk: each item's route by the batch's plan. Auto-accepted items cost a line in the
 * bucket; the others, and audited ones, a task row. Tasks are inserted if absent, so that a repetition
 * after a crash adds nothing and changes nothing.
 */
final class RoutePass {

    /** Task rows written at a time. */
    private static final int PAGE = 200;

    private final Bucket bucket;
    private final TaskStore tasks;
    private final GoldAnswers gold;
    private final Batch batch;
    private final Checks<?> checks;
    private final RefusedClasses refused;
    private final Router router;
    private final Optional<RoundRoutes> rounds;
    private final Optional<PosteriorTable> rules;
    private final Set<Long> duplicates;
    private final NearDuplicates near;
    private final RejectedLines rejected = new RejectedLines();
    private final List<RoutedIds.Routed> routed = new ArrayList<>();
    private final List<ScoreLine> waiting = new ArrayList<>();
    private final List<ScoreLine> reopened = new ArrayList<>();
    private final List<Task> page = new ArrayList<>();
    private long accepted;
    private long audited;
    private long violating;
    private long people;
    private long known;

    /**
     * @param duplicates offsets of the chunk's lines whose id an earlier chunk has
     * @param near       the chunk's items that take the label of another one
     */
    RoutePass(
            Bucket bucket, TaskStore tasks, GoldAnswers gold, Batch batch, Set<Long> duplicates, NearDuplicates near) {
        this.bucket = bucket;
        this.tasks = tasks;
        this.gold = gold;
        this.batch = batch;
        this.checks = batch.settings().checks();
        this.refused = new RefusedClasses(batch.settings());
        this.router = new Router(
                batch.id(),
                batch.plan(),
                new Draw(batch.settings().seed()),
                batch.settings().gold().isPresent());
        this.rounds = batch.plan().round().map(plan -> new RoundRoutes(batch));
        this.rules = new RuleFiles(bucket).model(batch).map(PosteriorTable::new);
        this.duplicates = duplicates;
        this.near = near;
    }

    /** Routes the chunk; what it gives back is the chunk's row after pass 2, except for the money. */
    Chunk run(Chunk chunk) throws IOException {
        try (BufferedReader scores = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(bucket.open(Layout.scores(chunk, chunk.round())), 64 << 10),
                StandardCharsets.UTF_8))) {
            bucket.write(
                    Layout.accepted(chunk.batch(), chunk.round(), chunk.number()),
                    "application/gzip",
                    out -> route(chunk, scores, out));
        }
        RoutedIds.write(bucket, chunk.batch(), chunk.round(), chunk.number(), routed);
        if (!reopened.isEmpty()) {
            reopen(chunk);
        }
        if (rounds.isPresent()) {
            WaitingItems.write(bucket, chunk, waiting);
        }
        if (chunk.round() > 0) {
            return chunk.routedAgain(accepted, audited, violating, people);
        }
        rejected.store(bucket, chunk.batch(), "route", chunk.number());
        if (batch.settings().nearDuplicates().isPresent()) {
            near.write(bucket, chunk.batch(), chunk.number());
        }
        return chunk.routed(rejected.count(), accepted, audited, violating, people, known)
                .represented(near.represented().size());
    }

    private void route(Chunk chunk, BufferedReader scores, OutputStream out) throws IOException {
        try (Writer lines = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(out, 64 << 10), StandardCharsets.UTF_8))) {
            for (String line = scores.readLine(); line != null; line = scores.readLine()) {
                ScoreLine score = ScoreLine.read(line);
                route(chunk.number(), rules.isPresent() ? score.weighed(rules.get()) : score, lines);
            }
            insertPage();
        }
    }

    private void route(int chunk, ScoreLine score, Writer lines) throws IOException {
        if (duplicates.contains(score.offset())) {
            ScoreLine.Upload line = score.uploaded();
            rejected.add(
                    line.offset(), line.length(), "id \"" + score.id() + "\" is used by a line of an earlier chunk");
            return;
        }
        if (score.isDoubted()) {
            doubt(score);
            return;
        }
        if (near.contains(score.offset())) {
            return;
        }
        if (score.calibrates()) {
            waiting.add(score.waiting(true));
            return;
        }
        Route route = route(score);
        if (route instanceof Route.Wait) {
            waiting.add(score.waiting(false));
            return;
        }
        if (route instanceof Route.Accept accept && !accept.audited()) {
            accepted++;
            if (score.distribution() == null) {
                new AcceptedLine(score.offset(), Unclassed.VALUE, score.imported()).write(lines);
                return;
            }
            Prelabel prelabel = prelabel(score);
            violating += breaksCheck(prelabel) ? 1 : 0;
            new AcceptedLine(score.offset(), prelabel).write(lines);
            return;
        }
        insert(task(chunk, score, route).demanding(score.demand()));
    }

    /** An item that people have labelled is chosen for one more label like any other, and keeps its answer if it is not. */
    private void doubt(ScoreLine score) {
        boolean learns = batch.plan().round().orElseThrow().stage() == Stage.LEARN;
        if (learns && route(score) instanceof Route.ToPeople) {
            reopened.add(score);
        }
    }

    /** Written down first, so that whoever ends the round knows whom to wait for. */
    private void reopen(Chunk chunk) {
        ReopenedIds.write(
                bucket,
                batch.id(),
                chunk.round(),
                chunk.number(),
                reopened.stream().map(ScoreLine::id).toList());
        InParallel.map(reopened, score -> {
            ScoreLine.Doubted doubted = score.learning().doubted();
            return tasks.update(
                    batch.id(),
                    score.id(),
                    batch.settings().slices(),
                    task -> task.reopen(doubted.labels(), doubted.crowdClaims()));
        });
    }

    private Route route(ScoreLine score) {
        OptionalDouble confidence = isRefused(score) ? OptionalDouble.empty() : score.confidence();
        return rounds.isPresent() && score.learning() != null
                ? rounds.get()
                        .route(
                                score.id(),
                                confidence,
                                score.learning().cell(),
                                score.learning().score())
                : router.route(score.id(), gold.of(score.id()), confidence);
    }

    /**
     * What is to teach or to judge a head is decided by people alone: with the head's opinion as a prior it would learn, or be
     * judged by, its own words.
     */
    private Task task(int chunk, ScoreLine score, Route route) {
        ItemPlace place = new ItemPlace(chunk, score.offset(), score.length());
        boolean unseen = score.distribution() == null
                || isRefused(score)
                || !batch.plan().isLast();
        Prelabel prelabel = unseen ? null : prelabel(score);
        if (route instanceof Route.Calibrate calibrate) {
            waiting.add(score.waiting(true));
            return forPeople(score, place, calibrate.wave(), calibrate.priority(), prelabel);
        }
        if (route instanceof Route.ToPeople toPeople) {
            return forPeople(score, place, toPeople.wave(), toPeople.priority(), prelabel);
        }
        if (route instanceof Route.Gold goldRoute) {
            known++;
            int overlap = batch.settings().gold().orElseThrow().overlap();
            return goldRoute.held()
                    ? Task.heldGold(
                            batch.id(), score.id(), place, goldRoute.priority(), prelabel, goldRoute.known(), overlap)
                    : Task.gold(
                            batch.id(), score.id(), place, goldRoute.priority(), prelabel, goldRoute.known(), overlap);
        }
        accepted++;
        audited++;
        Resolution resolution = prelabel == null
                ? new Resolution(Unclassed.VALUE, score.imported(), Resolution.By.PRELABEL)
                : new Resolution(
                        prelabel.answer(), prelabel.confidence(), Resolution.By.PRELABEL, breaksCheck(prelabel));
        violating += resolution.breaksCheck() ? 1 : 0;
        double priority = new Draw(batch.settings().seed()).uniform("priority", batch.id(), score.id());
        return Task.auditOfAccepted(batch.id(), score.id(), place, priority, prelabel, resolution);
    }

    private Task forPeople(ScoreLine score, ItemPlace place, int wave, double priority, Prelabel prelabel) {
        people++;
        int labels = batch.settings().overlap().min();
        return Task.forPeople(batch.id(), score.id(), place, wave, priority, prelabel, labels);
    }

    /** A pre-label that goes back is none: people label the item as if it had none. */
    private boolean isRefused(ScoreLine score) {
        return score.distribution() != null && refused.have(score.distribution());
    }

    private boolean breaksCheck(Prelabel prelabel) {
        return !checks.violationsOf(new Choice(prelabel.answer()), Subject.UNKNOWN)
                .isEmpty();
    }

    private Prelabel prelabel(ScoreLine score) {
        return Prelabel.of(Temperature.apply(score.distribution(), batch.plan().temperature()));
    }

    private void insert(Task task) {
        routed.add(new RoutedIds.Routed(task.place().offset(), task.item()));
        page.add(task);
        if (page.size() == PAGE) {
            insertPage();
        }
    }

    private void insertPage() {
        InParallel.map(page, task -> tasks.insert(task, batch.settings().slices()));
        page.clear();
    }
}
