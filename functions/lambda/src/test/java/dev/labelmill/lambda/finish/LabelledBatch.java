package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.lambda.finish.AnsweredChunks.Item;
import dev.labelmill.lambda.finish.AnsweredChunks.Kind;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A batch in phase FINISHING as the functions before it leave it: a manifest in chunks of a kilobyte, accepted parts,
 * routed ids, tasks answered through their own transitions, labels, all in real stores; and what finish makes of it.
 */
final class LabelledBatch {

    /** Audits of both strata at 90 % confidence. */
    static final String AUDITED = Samples.SETTINGS.replace(
            "\"vendors\"", "\"audit\":{\"autoAccepted\":5,\"human\":5,\"confidence\":0.9},\"vendors\"");

    private static final Plan PLAN = new Plan(OptionalInt.of(60), "because", 1.0, 0.5, 0.5, 1);

    final Stage stage = new Stage();
    final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    final String id;

    private final String settings;
    private final StringBuilder manifest = new StringBuilder();
    private final List<Item> items = new ArrayList<>();

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

    /** An item known to be a yes, and the crowd's answers; without any it is held back, and never went out. */
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
        AnsweredChunks chunks = new AnsweredChunks(stage, id);
        for (int n = 0; n < ranges.size(); n++) {
            chunks.store(
                    Chunk.cut(id, n, key, ranges.get(n).start(), ranges.get(n).end(), etag), items);
        }
        Batch batch = Samples.received(id, settings)
                .cutInto(ranges.size(), etag)
                .planned(PLAN)
                .enter(Phase.FINISHING, Stage.START.plusSeconds(90));
        stage.batches().insert(batch);
        chunks.storeTasks();
        return this;
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

    /** A file of the results as it is read: one cannot see whether a line may end at a space. */
    String text(String name) {
        return stage.text(Layout.result(id, name)).replace('\u00A0', ' ');
    }
}
