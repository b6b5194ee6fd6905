package dev.labelmill.lambda.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A batch that goes through the real functions, from its upload to its results. */
public final class WholeBatch {

    private static final String FORGETFUL = "\"excludes\":false,";

    private static final int ROUNDS = 200;

    /** In how many rounds all changes are told once more. */
    private static final int EVERYTHING = 8;

    public final Stage stage = new Stage();
    private final Flow flow = new Flow(stage);
    private final Answering answering = new Answering(stage);
    /** How many changes there were at each reading of them, of which a round has two. */
    private final List<Integer> readings = new ArrayList<>();

    /** What an annotator says about an item: a {@code value}, or for Label Studio a {@code result}; null for nothing. */
    public interface Answers {
        String of(String annotator, String item);
    }

    /**
     * Uploads a batch whose crowd gives two to three labels, with experts behind.
     *
     * @param labelType as batch.json has it
     * @param more      further settings, each with a comma behind
     * @param crowd     further settings of the crowd vendor, each with a comma behind
     */
    public WholeBatch(String labelType, String more, String crowd, String... lines) {
        this(labelType, more, crowd, List.of(lines), "", null);
    }

    /**
     * The same with a file beside batch.json.
     *
     * @param file    its name; empty for none
     * @param content null if it is not there, and the batch has to wait for it
     */
    public WholeBatch(String labelType, String more, String crowd, List<String> lines, String file, String content) {
        this(
                WholeSettings.of(
                        labelType,
                        more,
                        WholeSettings.vendor("crowd", "crowd", crowd, "0.01", 864_000) + ","
                                + WholeSettings.vendor("experts", "expert", "", "0.1", 864_000)),
                crowd.contains("label-studio"),
                lines,
                file,
                content);
    }

    /** One whose crowd cannot be kept from what it knows and has half an hour for each task, without any experts. */
    public static WholeBatch ofForgetfulCrowd(String labelType, String more, String... lines) {
        return ofForgetfulCrowd(labelType, more, List.of(lines), "", null);
    }

    /** The same with a file beside batch.json. */
    public static WholeBatch ofForgetfulCrowd(
            String labelType, String more, List<String> lines, String file, String content) {
        String crowd = WholeSettings.vendor("crowd", "crowd", FORGETFUL, "0.01", 1800);
        return new WholeBatch(WholeSettings.of(labelType, more, crowd), false, lines, file, content);
    }

    /** One of which nobody can be kept from what they know, experts neither, with half an hour for each task. */
    public static WholeBatch ofForgetfulVendors(String labelType, String more, String... lines) {
        String vendors = WholeSettings.vendor("crowd", "crowd", FORGETFUL, "0.01", 1800) + ","
                + WholeSettings.vendor("experts", "expert", FORGETFUL, "0.1", 1800);
        return new WholeBatch(WholeSettings.of(labelType, more, vendors), false, List.of(lines), "", null);
    }

    private WholeBatch(String settings, boolean studio, List<String> lines, String file, String content) {
        stage.secrets = WholeSettings.secrets(studio);
        stage.upload("batches/b/batch.json", settings);
        stage.upload("batches/b/manifest.jsonl", String.join("\n", lines) + "\n");
        if (content != null) {
            stage.upload("batches/b/" + file, content);
        }
        flow.uploaded("batches/b/batch.json");
        if (file.isEmpty() || content != null) {
            assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);
        }
    }

    /** Lets a vendor answer no earlier than so long after it finds a task. */
    public WholeBatch late(String vendor, Duration delay) {
        answering.late(vendor, delay);
        return this;
    }

    /** Runs the functions in turn, every change delivered again and again, until the results are there. */
    public WholeBatch run(Answers answers) {
        for (int round = 0; round < ROUNDS && batch().phase() != Phase.DONE; round++) {
            flow.services().dispatch().handle(Events.tick());
            batch().settings().vendors().forEach(vendor -> answer(vendor, answers));
            assertThat(Events.failures(stage.services().score().handle(Events.changed(changes(round)))))
                    .isZero();
            flow.services().tally().handle(Events.windowed("shard", changes(round)));
            flow.services().advance().handle(Events.tick());
            flow.work();
            stage.drain(stage.trainQueue)
                    .forEach(message -> flow.services().train().handle(Events.queued(List.of(message))));
            stage.drain(stage.finishQueue)
                    .forEach(message -> flow.services().finish().handle(Events.queued(List.of(message))));
            stage.now = stage.now.plus(Duration.ofMinutes(6));
        }
        assertThat(batch().phase()).as(batch().note()).isEqualTo(Phase.DONE);
        return this;
    }

    /** What was not there two rounds ago: each change is told twice, and in every eighth round all of them once more. */
    private List<JsonNode> changes(int round) {
        List<JsonNode> all = stage.changes();
        boolean everything = readings.size() < 4 || round % EVERYTHING == EVERYTHING - 1;
        int from = everything ? 0 : readings.get(readings.size() - 4);
        readings.add(all.size());
        return all.subList(from, all.size());
    }

    private Batch batch() {
        return stage.batches().get("b").orElseThrow();
    }

    /** The lines in a vendor's outbox. */
    public List<JsonNode> outbox(String vendor) {
        return stage.bucket()
                .list("outbox/" + vendor + "/b/")
                .flatMap(object -> Stream.of(stage.text(object.key()).split("\n")))
                .map(WholeBatch::json)
                .toList();
    }

    /** Sends tasks out, without anybody answering them. */
    public WholeBatch dispatched() {
        flow.services().dispatch().handle(Events.tick());
        return this;
    }

    private void answer(Vendor vendor, Answers answers) {
        if (vendor.delivery().way() == Delivery.Way.PULL) {
            answering.pull(vendor.name(), answers);
        }
        answering.answer(vendor.name(), outbox(vendor.name()), answers);
    }

    /** Sends an answer in the form of the line, with what proves its sender, and gives the webhook's answer. */
    public JsonNode send(String vendor, JsonNode line, String annotator, String value) {
        return answering.send(vendor, line, annotator, value);
    }

    /** A result's line. */
    public JsonNode result(String item) {
        return results().stream()
                .filter(line -> line.get("id").textValue().equals(item))
                .findFirst()
                .orElseThrow();
    }

    /** All lines of labels.jsonl. */
    public List<JsonNode> results() {
        return stage.text("results/b/labels.jsonl")
                .lines()
                .map(WholeBatch::json)
                .toList();
    }

    public JsonNode report() {
        return ReportSchema.parse(stage.text("results/b/report.json"));
    }

    public String page() {
        return stage.text("results/b/report.html").replace('\u00A0', ' ');
    }

    public List<Rejection> rejections(String source) {
        return stage.rejections(source);
    }

    public static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The labels attribute's metadata of a line. */
    public static JsonNode metadata(JsonNode line) {
        return line.get("label-metadata");
    }

    /** Whole numbers of a list. */
    public static List<Integer> numbers(JsonNode array) {
        return Stream.of((ArrayNode) array)
                .flatMap(list -> IntStream.range(0, list.size()).mapToObj(list::get))
                .map(JsonNode::intValue)
                .toList();
    }
}
