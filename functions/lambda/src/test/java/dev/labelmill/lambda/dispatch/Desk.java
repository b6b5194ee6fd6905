package dev.labelmill.lambda.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A batch of twenty items whose tasks wait, and what its vendors found in their outboxes. */
final class Desk {

    static final Prelabel PRELABEL = Prelabel.of(new double[] {0.3, 0.7});

    final Stage stage;
    private final List<ItemPlace> places = new ArrayList<>();

    Desk(String settings) {
        this(settings, new Stage());
    }

    Desk(String settings, Stage stage) {
        this.stage = stage;
        stage.batches().insert(Samples.labelling("b", settings));
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String line = "{\"id\":\"i" + i + "\",\"source\":\"text \u00e9 " + i + "\",\"secret\":\"known\"}";
            int start = manifest.toString().getBytes(StandardCharsets.UTF_8).length;
            places.add(new ItemPlace(0, start, line.getBytes(StandardCharsets.UTF_8).length));
            manifest.append(line).append('\n');
        }
        stage.upload(Layout.manifest("b"), manifest.toString());
        stage.chunks().cut(List.of(Chunk.cut("b", 0, Layout.manifest("b"), 0, manifest.length(), "etag")));
    }

    /** One with a snapshot of skills that knows of nobody in particular. */
    static Desk knowingNobody(String settings) {
        Desk desk = new Desk(settings);
        desk.stage
                .bucket()
                .put("work/b/skills/0.json", "application/json", SkillsFile.write(Skills.uninformed(2, 0.8)));
        return desk;
    }

    /** Where the items' lines lie. */
    List<ItemPlace> places() {
        return places;
    }

    Batch batch() {
        return stage.batches().get("b").orElseThrow();
    }

    private int slices() {
        return batch().settings().slices();
    }

    void people(int i, double priority) {
        stage.tasks().insert(Task.forPeople("b", "i" + i, places.get(i), 0, priority, PRELABEL, 2), slices());
    }

    void secondWave(int i, double priority) {
        stage.tasks().insert(Task.forPeople("b", "i" + i, places.get(i), 1, priority, PRELABEL, 2), slices());
    }

    void gold(int i, double priority) {
        stage.tasks().insert(Task.gold("b", "i" + i, places.get(i), priority, PRELABEL, 1, 2), slices());
    }

    void audit(int i) {
        Resolution resolution = new Resolution(1, 0.7, Resolution.By.PRELABEL);
        stage.tasks().insert(Task.auditOfAccepted("b", "i" + i, places.get(i), 0.5, PRELABEL, resolution), slices());
    }

    Task task(int i) {
        return stage.tasks().get("b", "i" + i).orElseThrow();
    }

    void dispatch() {
        stage.services().dispatch().handle(Events.tick());
    }

    Reservations reservations() {
        return reservations(stage.table());
    }

    private Reservations reservations(Table table) {
        return new Reservations(new DispatchStore(table), new BudgetStore(table), () -> stage.now);
    }

    /** Takes back what is past its deadline at {@code now}. */
    void sweep(Instant now) {
        sweep(now, stage.table());
    }

    /** The same by an environment that has the table so. */
    void sweep(Instant now, Table table) {
        EventCounts events = stage.events();
        new Sweeper(
                        new TaskStore(table),
                        new LabelStore(table),
                        new DispatchStore(table),
                        reservations(table),
                        events,
                        stage.meter)
                .sweep(batch(), now);
        events.write();
    }

    /** A vendor's label as the webhook stores it, and as score takes it in. */
    void label(int i, String vendor, String annotator, int answer) {
        Task task = task(i);
        String dispatch = task.claims().get(task.claims().size() - 1).dispatch();
        stage.labels()
                .store(Samples.label(
                        "b", "i" + i, vendor, annotator, OptionalInt.of(answer), 1, dispatch, Purpose.LABEL));
    }

    /** Two annotators answer a task and do not agree, so that it wants one more label. */
    void disagree(int i) {
        label(i, "crowd", "w1", 0);
        label(i, "crowd", "w2", 1);
        hear(i);
    }

    /** As score takes in what was stored of a task. */
    void hear(int i) {
        stage.labels()
                .of("b", "i" + i)
                .forEach(label ->
                        stage.tasks().update("b", "i" + i, slices(), task -> task.receive(label, Samples.judge(0))));
    }

    /** Lets the tally catch up. */
    void tally() {
        stage.services().tally().handle(Events.windowed("shard", stage.changes()));
    }

    /** The lines in a vendor's outbox, file by file. */
    List<List<JsonNode>> files(String vendor) {
        return stage.bucket()
                .list("outbox/" + vendor + "/b/")
                .map(object -> Stream.of(stage.text(object.key()).split("\n"))
                        .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                        .toList())
                .toList();
    }

    /** All lines in a vendor's outbox. */
    List<JsonNode> lines(String vendor) {
        return files(vendor).stream().flatMap(List::stream).toList();
    }

    List<String> items(String vendor) {
        return lines(vendor).stream().map(line -> line.path("task").asText()).toList();
    }

    List<Dispatch> open() {
        return stage.dispatches().open("b").stream()
                .map(open -> stage.dispatches().get(open.id()).orElseThrow())
                .toList();
    }
}
