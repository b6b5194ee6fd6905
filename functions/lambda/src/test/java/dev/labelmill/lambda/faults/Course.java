package dev.labelmill.lambda.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TaskRows;
import dev.labelmill.lambda.vendor.ApiAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** One batch's way through the cloud, from its upload until nothing moves any more. */
final class Course {

    private static final int MOST_STEPS = 3000;
    private static final int STEPS_TO_REDRIVE = 100;

    /** After so many steps it is as much later as a night is long, where a batch takes days. */
    private static final int STEPS_TO_A_NIGHT = 12;

    private static final Duration NIGHT = Duration.ofHours(7);

    final SimulatedCloud cloud;
    final TextBatch batch;
    private final Heard heard = new Heard();
    private final TaskApi api;
    private final Post post;
    private final PushedCrowd pushed;
    private final LeaseBook leases;
    private final PauseBook pauses;
    private final List<People> people;

    Course(TextBatch batch, FaultPlan plan) {
        this.batch = batch;
        api = new TaskApi(plan);
        cloud = new SimulatedCloud(
                plan,
                batch.vendors(),
                batch.vendors().stream().filter(batch::pushes).collect(toMap(api)));
        Outages outages = new Outages(plan, () -> cloud.stage.now);
        api.downWhile(() -> outages.isDown("north"));
        post = new Post(cloud, outages);
        pushed = new PushedCrowd(cloud, batch, api, post, heard);
        leases = new LeaseBook(
                () -> cloud.stage.now,
                item -> cloud.stage.tasks().get(batch.id(), item),
                !plan.mayStrike(FaultKind.CLOCK_SKEW));
        pauses = new PauseBook(cloud.stage, batch);
        people = new ArrayList<>(List.of(new Crowd(cloud, batch, outages, post, heard)));
        if (batch.way() == Way.PUSH) {
            people.add(pushed);
        }
        if (batch.pulls(PullingCrowd.VENDOR)) {
            people.add(new PullingCrowd(cloud, batch, post, heard, leases, pauses));
        }
    }

    private static Collector<String, ?, Map<String, ApiAccess>> toMap(TaskApi api) {
        return Collectors.toMap(vendor -> vendor, vendor -> api.access());
    }

    /** To its end. */
    Course run() {
        try (cloud;
                api) {
            batch.upload(cloud);
            for (int step = 0; step < MOST_STEPS && !isOver(); step++) {
                cloud.step();
                pauses.look();
                people.forEach(People::work);
                post.send();
                if (step % STEPS_TO_REDRIVE == 0) {
                    cloud.queues.redrive();
                }
                if (batch.way() == Way.DAYS && step % STEPS_TO_A_NIGHT == STEPS_TO_A_NIGHT - 1) {
                    cloud.stage.now = cloud.stage.now.plus(NIGHT);
                }
            }
            assertThat(isOver())
                    .as("%s with %s, rejected %s", state(), cloud.plan.injected(), rejected())
                    .isTrue();
        }
        return this;
    }

    private boolean isOver() {
        boolean over = state().filter(now -> now.phase().isFinal()).isPresent();
        return over && post.isEmpty() && cloud.isIdle() && cloud.queues.redrive() == 0;
    }

    private Optional<Batch> state() {
        return cloud.stage.batches().get(batch.id());
    }

    /** Why anything was set aside, in sentences; samples of requests signed with a secret that is not valid any more are not. */
    List<String> rejected() {
        return cloud.stage.rows().stream()
                .filter(row ->
                        row.pk().startsWith(Keys.REJECTED) && !row.pk().startsWith(Keys.REJECTED + "webhook-refused"))
                .map(row -> row.pk() + " " + row.string("reason"))
                .sorted()
                .toList();
    }

    /** In what it differs from a calm run, of which it must be equal, in sentences. */
    List<String> differences(String name, Course calm) {
        List<String> differences = new ArrayList<>(wrongs(name));
        heard.refusals().forEach(refusal -> differences.add(name + ": a label was refused: " + refusal));
        rejected().forEach(reason -> differences.add(name + ": something was set aside: " + reason));
        differences.addAll(calm.outcome().differences(name, outcome()));
        Outcome.differing(calm.cloud.listener.told(), cloud.listener.told())
                .forEach(line -> differences.add(name + ": notice " + line));
        return differences;
    }

    /** What holds of any run and does not of this one, in sentences. */
    List<String> wrongs(String name) {
        List<String> wrongs = new ArrayList<>();
        Outcome outcome = outcome();
        Outcome.differing(Outcome.scanned(cloud.stage), Outcome.folded(cloud.stage))
                .forEach(line -> wrongs.add(name + ": tallies are not what a scan counts: " + line));
        Books.wrongs(cloud.stage, batch).forEach(wrong -> wrongs.add(name + ": " + wrong));
        heard.wrongs().forEach(wrong -> wrongs.add(name + ": " + wrong));
        leases.wrongs().forEach(wrong -> wrongs.add(name + ": " + wrong));
        pauses.wrongs().forEach(wrong -> wrongs.add(name + ": " + wrong));
        if (batch.way() == Way.PUSH) {
            pushed.wrongs().forEach(wrong -> wrongs.add(name + ": " + wrong));
        }
        cloud.ledger().wrong(outcome.spentNanos()).ifPresent(wrong -> wrongs.add(name + ": " + wrong));
        heard.lost(cloud.stage, batch.id())
                .forEach(label -> wrongs.add(name + ": a label was acknowledged and is not stored: " + label));
        Outcome.twice(cloud.stage).forEach(label -> wrongs.add(name + ": a label is stored twice: " + label));
        if (cloud.queues.poisonGone() != 0) {
            wrongs.add(name + ": " + cloud.queues.poisonGone() + " messages that nobody can read are no dead letters");
        }
        if (outcome.results().size() + outcome.unlabelled() != batch.items()) {
            wrongs.add(name + ": " + outcome.results().size() + " results and " + outcome.unlabelled()
                    + " items without a label of " + batch.items() + " items");
        }
        return wrongs;
    }

    /** How often there was what a way is about, by what that is. */
    Map<String, Integer> seen() {
        long later = cloud.stage.rows().stream()
                .filter(row -> row.sk().equals(Keys.TASK_SK))
                .map(TaskRows::read)
                .filter(task -> task.stratum() == Stratum.GOLD && task.wave() > 0)
                .filter(task -> !task.claims().isEmpty())
                .count();
        int days = batch.way() == Way.DAYS
                ? (int) Duration.between(Stage.START, cloud.stage.now).toDays() + 1
                : 0;
        return Map.of(
                "known items beside later tasks", (int) later, "annotators paused", pauses.paused(), "days", days);
    }

    /** What it has come to. */
    Outcome outcome() {
        return Outcome.of(cloud.stage, batch.id());
    }
}
