package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.publish.BatchMetrics;
import dev.labelmill.lambda.publish.Comparison;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.MetricHours;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.ReportSchema;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.RejectedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A batch in phase FINISHING as the functions before it leave it: a manifest in chunks of a kilobyte, accepted parts,
 * routed ids, tasks answered through their own transitions, labels, all in real stores.
 */
final class LabelledBatch {

    /** Audits of both strata at 90 % confidence. */
    static final String AUDITED = Samples.SETTINGS.replace(
            "\"vendors\"", "\"audit\":{\"autoAccepted\":5,\"human\":5,\"confidence\":0.9},\"vendors\"");

    private static final int YES = 1;
    private static final String CROWD = "crowd";
    private static final String EXPERTS = "experts";
    private static final Plan PLAN = new Plan(OptionalInt.of(60), "because", 1.0, 0.5, 0.5, 1);

    final Stage stage = new Stage();
    final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    final String id;

    private final String settings;
    private final StringBuilder manifest = new StringBuilder();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();

    private enum Kind {
        REJECTED,
        ACCEPTED,
        AUDITED_ACCEPTED,
        GOLD,
        PEOPLE
    }

    private record Item(Kind kind, String id, long offset, int length, int[] answers, OptionalInt audit) {}

    LabelledBatch(String settings) {
        this("b", settings);
    }

    LabelledBatch(String id, String settings) {
        this.id = id;
        this.settings = settings;
    }

    /** A manifest line as it was uploaded that nobody can use. */
    LabelledBatch broken(String line) {
        return add(Kind.REJECTED, "", line, OptionalInt.empty());
    }

    /** An item whose pre-label "no" stands. */
    LabelledBatch accepted(String item) {
        return add(Kind.ACCEPTED, item, line(item), OptionalInt.empty());
    }

    /** The same, audited. */
    LabelledBatch accepted(String item, int audit) {
        return add(Kind.AUDITED_ACCEPTED, item, line(item), OptionalInt.of(audit));
    }

    /** An item known to be a yes, and the crowd's answers. */
    LabelledBatch gold(String item, int... answers) {
        return add(Kind.GOLD, item, line(item), OptionalInt.empty(), answers);
    }

    /** An item the crowd decides; after three that leave it open the fourth answer is the expert's. */
    LabelledBatch people(String item, int... answers) {
        return add(Kind.PEOPLE, item, line(item), OptionalInt.empty(), answers);
    }

    /** An item the crowd decides and an expert audits. */
    LabelledBatch people(String item, OptionalInt audit, int... answers) {
        return add(Kind.PEOPLE, item, line(item), audit, answers);
    }

    /** An item of the crowd's with a line of one's own. */
    LabelledBatch peopleLine(String item, String line, int... answers) {
        return add(Kind.PEOPLE, item, line, OptionalInt.empty(), answers);
    }

    private static String line(String item) {
        return "{\"id\":\"" + item + "\", \"source\":\"text of " + item + "\",\"mine\":1.50}";
    }

    private LabelledBatch add(Kind kind, String item, String line, OptionalInt audit, int... answers) {
        long offset = manifest.toString().getBytes(StandardCharsets.UTF_8).length;
        int length = line.getBytes(StandardCharsets.UTF_8).length;
        items.add(new Item(kind, item, offset, length, answers, audit));
        manifest.append(line).append('\n');
        return this;
    }

    /** Stores everything. */
    LabelledBatch stored() {
        String key = Layout.manifest(id);
        stage.upload(key, manifest.toString());
        String etag = stage.bucket().head(key).orElseThrow().etag();
        List<ByteRange> ranges = ByteRange.cut(manifest.toString().getBytes(StandardCharsets.UTF_8).length, 1024);
        for (int n = 0; n < ranges.size(); n++) {
            store(n, Chunk.cut(id, n, key, ranges.get(n).start(), ranges.get(n).end(), etag));
        }
        Batch batch = Samples.received(id, settings)
                .cutInto(ranges.size(), etag)
                .planned(PLAN)
                .enter(Phase.FINISHING, Stage.START.plusSeconds(90));
        stage.batches().insert(batch);
        tasks.forEach(Runnable::run);
        return this;
    }

    private void store(int number, Chunk cut) {
        List<Item> own = items.stream()
                .filter(item -> item.offset() >= cut.start() && item.offset() < cut.end())
                .toList();
        StringBuilder acceptedLines = new StringBuilder();
        List<RoutedIds.Routed> ids = new ArrayList<>();
        for (Item item : own) {
            if (item.kind() == Kind.ACCEPTED) {
                acceptedLines.append(item.offset()).append("\t0\t0.98\n");
            } else if (item.kind() != Kind.REJECTED) {
                ids.add(new RoutedIds.Routed(item.offset(), item.id()));
                tasks.add(() -> store(number, item));
            }
        }
        RoutedIds.write(stage.bucket(), id, 0, number, ids);
        stage.bucket().put(Layout.accepted(id, 0, number), "application/gzip", gzip(acceptedLines.toString()));
        long audited = count(own, Kind.AUDITED_ACCEPTED);
        Chunk scored = cut.scored(
                cut.counts(),
                cut.scores(),
                own.size() - count(own, Kind.REJECTED),
                count(own, Kind.REJECTED),
                count(own, Kind.GOLD));
        stage.chunks()
                .cut(scored.routed(
                                0,
                                count(own, Kind.ACCEPTED) + audited,
                                audited,
                                0,
                                count(own, Kind.PEOPLE),
                                count(own, Kind.GOLD))
                        .spend(Samples.spent(1000)));
    }

    private static long count(List<Item> items, Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).count();
    }

    private void store(int chunk, Item item) {
        ItemPlace place = new ItemPlace(chunk, item.offset(), item.length());
        Prelabel prelabel = Prelabel.of(new double[] {0.96, 0.04});
        Task task = switch (item.kind()) {
            case GOLD -> Task.gold(id, item.id(), place, 0.5, prelabel, YES, item.answers().length);
            case PEOPLE -> Task.forPeople(id, item.id(), place, 0, 0.5, prelabel, 2);
            default ->
                Task.auditOfAccepted(
                        id, item.id(), place, 0.5, prelabel, new Resolution(0, 0.96, Resolution.By.PRELABEL));
        };
        stage.tasks().insert(task, 2);
        for (int n = 0; n < item.answers().length; n++) {
            boolean expert = n == 3;
            Purpose purpose = item.kind() == Kind.GOLD ? Purpose.GOLD : expert ? Purpose.ADJUDICATION : Purpose.LABEL;
            answer(item, expert ? EXPERTS : CROWD, expert ? "x0" : "w" + n, item.answers()[n], purpose);
        }
        item.audit().ifPresent(answer -> answer(item, EXPERTS, "x1", answer, Purpose.AUDIT));
    }

    private void answer(Item item, String vendor, String annotator, int answer, Purpose purpose) {
        Label label = new Label(
                id,
                "demo",
                item.id(),
                vendor,
                annotator,
                OptionalInt.of(answer),
                1,
                "delivery",
                "d-" + purpose,
                purpose,
                vendor.equals(CROWD) ? 10_000_000 : 100_000_000,
                1500,
                item.kind() == Kind.GOLD ? OptionalInt.of(YES) : OptionalInt.empty(),
                Samples.spent(3));
        stage.labels().store(label);
        // Pre-labels were shown, so that two equal answers settle a task and nothing else does.
        Judge judge = new Judge(
                2,
                new StopRule(2, 3, 0.9, true),
                Skills.uninformed(2, 0.8),
                new Draw(7),
                item.audit().isPresent() ? 1 : 0,
                Set.of());
        stage.tasks()
                .update(
                        id,
                        item.id(),
                        2,
                        task -> (task.need().isPresent() ? task.claim("d-" + purpose, vendor, true) : task)
                                .receive(label, judge));
    }

    /** The function as a new environment has it. */
    Finishing finishing() {
        return finishing(() -> stage.now);
    }

    /** The same on a clock of one's own. */
    Finishing finishing(InstantSource clock) {
        EmfLog log = new EmfLog(new PrintStream(metrics, true, StandardCharsets.UTF_8), () -> stage.now, bytes -> {});
        return new Finishing(
                stage.bucket(),
                stage.batches(),
                stage.chunks(),
                stage.tasks(),
                stage.labels(),
                stage.tallies(),
                new MetricHours(new HourStore(stage.table()), stage.meter),
                new AnnotatorStore(stage.table()),
                new RejectedStore(stage.table()),
                new BatchMetrics(log, "test"),
                new Comparison(log),
                stage.meter,
                clock);
    }

    /** Asks for every chunk's gathering; answers how many failed. */
    int gather() {
        return Events.failures(finishing()
                .handle(Events.queued(stage.chunks().of(id).stream()
                        .map(chunk -> new ChunkMessage(id, chunk.number(), 0, Step.GATHER).toJson())
                        .toList())));
    }

    /** Asks for the conclusion; answers how many messages failed. */
    int conclude() {
        return Events.failures(finishing()
                .handle(Events.queued(List.of(new ChunkMessage(id, 0, 0, Step.CONCLUDE).toJson()))));
    }

    /** Lets the totals catch up. */
    LabelledBatch tallied() {
        stage.services().tally().handle(Events.windowed("shard-1", stage.changes()));
        return this;
    }

    /** The last line of metrics. */
    JsonNode lastMetrics() {
        return metrics.toString(StandardCharsets.UTF_8)
                .lines()
                .reduce((earlier, later) -> later)
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    Batch batch() {
        return stage.batches().get(id).orElseThrow();
    }

    /** The lines of labels.jsonl. */
    List<JsonNode> labels() {
        return lines("labels.jsonl");
    }

    /** The lines of a file of the results. */
    List<JsonNode> lines(String name) {
        return text(name)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    JsonNode report() {
        return ReportSchema.parse(text("report.json"));
    }

    /** A file of the results. */
    String text(String name) {
        return stage.text(Layout.result(id, name));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
