package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.geometry.ScoredBox;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.routing.Planner;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.ItemLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both passes over items whose boxes a detector finds. */
class DetectedPrelabelsTest {

    private static final Box DOG = Box.ofSize(1, 2, 30, 40, 0);
    private static final Box BONE = Box.ofSize(5, 5, 3, 4, 1);

    private static final BatchSettings SETTINGS = BatchSettingsReader.read(
            "b",
            ("{\"project\":\"demo\",\"labelType\":{\"kind\":\"boxes\",\"classes\":[\"dog\",\"bone\"]},"
                            + "\"prelabel\":{\"labeler\":\"onnx\",\"model\":\"detector.onnx\"},\"maxLineBytes\":280,"
                            + "\"overlap\":{\"min\":1,\"max\":1,\"targetConfidence\":0.9},\"vendors\":[{\"name\":\"crowd\","
                            + "\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":9,\"deadlineSeconds\":60}]}")
                    .getBytes(StandardCharsets.UTF_8));

    private static final String IMAGE = "\"source\":\"data:image/png;base64,";

    /** Base64 of what the detector below knows. */
    private static final String MANIFEST = String.join(
                    "\n",
                    "{\"id\":\"two\"," + IMAGE + "VFdP\"}",
                    "{\"id\":\"unread\"," + IMAGE + "WFhY\"}",
                    "{\"id\":\"infinite\"," + IMAGE + "SU5G\"}",
                    "{\"id\":\"nothing\"," + IMAGE + "Tk9O\"}  ",
                    "{\"id\":\"other-size\"," + IMAGE + "VFdP\",\"image_size\":{\"width\":64,\"height\":48}}",
                    "{\"id\":\"long\"," + IMAGE + "VFdP\",\"note\":\"" + "x".repeat(100) + "\"}")
            + "\n";

    private final Stage stage = new Stage();
    private Chunk cut;

    private static Detector.Detections look(Content content) throws UnusableContent {
        String bytes = new String(((Content.Bytes) content).data(), StandardCharsets.UTF_8);
        if (bytes.equals("XXX")) {
            throw new UnusableContent("The image is damaged.");
        }
        if (bytes.equals("INF")) {
            throw new IllegalArgumentException("the model gives an infinite box");
        }
        List<ScoredBox> found = List.of(new ScoredBox(DOG, 0.75), new ScoredBox(BONE, 0.5));
        return new Detector.Detections(128, 96, bytes.equals("TWO") ? found : List.of());
    }

    @BeforeEach
    void upload() {
        stage.upload(Layout.manifest("b"), MANIFEST);
        cut = Chunk.cut(
                "b",
                0,
                Layout.manifest("b"),
                0,
                MANIFEST.length(),
                stage.bucket().head(Layout.manifest("b")).orElseThrow().etag());
    }

    @Test
    void boxes_found_go_into_the_items_lines_and_the_least_sure_decides_who_comes_first() throws IOException {
        Chunk scored = scored();
        Task two = routed(scored, "two");

        assertThat(scored.items()).isEqualTo(5);
        assertThat(scored.rejected()).isEqualTo(1);
        assertThat(two.priority()).isEqualTo(0.5);
        assertThat(prelabel(two))
                .contains(new ImportedPrelabel(new Drawing(List.of(DOG, BONE)), OptionalDouble.of(0.5)));
        assertThat(prelabel(routed(scored, "nothing")))
                .contains(new ImportedPrelabel(new Drawing(List.of()), OptionalDouble.empty()));
    }

    @Test
    void where_an_image_is_not_as_large_as_its_line_says_or_found_boxes_or_their_line_are_no_use_people_start_anew()
            throws IOException {
        Chunk scored = scored();

        assertThat(prelabel(routed(scored, "other-size"))).isEmpty();
        assertThat(prelabel(routed(scored, "long"))).isEmpty();
        assertThat(prelabel(routed(scored, "infinite"))).isEmpty();
        assertThat(stage.text("rejected/b/prelabel-000000.jsonl"))
                .contains("image_size says 64 x 48 pixels, but the image has 128 x 96")
                .contains("the model gives an infinite box");
        assertThat(stage.text("rejected/b/score-000000.jsonl")).contains("The image is damaged.");
    }

    @Test
    void a_repeated_pass_writes_the_same_elsewhere_and_cutting_the_same_manifest_again_leaves_the_chunk_as_it_is()
            throws IOException {
        Chunk scored = scored();
        String lines = stage.text(scored.key());
        stage.chunks().cut(List.of(cut));
        Chunk stored = stage.chunks().get("b", 0).orElseThrow();
        stage.chunks().replace(stored, scored.at(stored.version()));

        stage.chunks().cut(List.of(cut));

        Chunk again = scored();
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("key", "attempts")
                .isEqualTo(scored);
        assertThat(again.key()).isNotEqualTo(scored.key());
        assertThat(stage.text(again.key())).isEqualTo(lines);
        assertThat(stage.chunks().get("b", 0).orElseThrow().state()).isEqualTo(Chunk.State.SCORED);
    }

    private Batch batch() {
        return Batch.received(SETTINGS, "", cut.etag(), stage.now).cutInto(1, cut.etag());
    }

    private Chunk scored() throws IOException {
        return new ScorePass(
                        stage.bucket(),
                        new ItemContent(stage.s3),
                        Optional.empty(),
                        Map.of(),
                        Optional.of(DetectedPrelabelsTest::look),
                        Optional.empty(),
                        GoldAnswers.load(stage.bucket(), SETTINGS),
                        batch())
                .run(cut);
    }

    private Task routed(Chunk scored, String item) throws IOException {
        stage.chunks().cut(List.of(scored));
        Batch planned = batch().planned(Planner.plan(SETTINGS, List.of(scored), Duplicates.NONE));
        new RoutePass(
                        stage.bucket(),
                        stage.tasks(),
                        GoldAnswers.load(stage.bucket(), SETTINGS),
                        planned,
                        Set.of(),
                        NearDuplicates.NONE)
                .run(scored);
        return stage.tasks().get("b", item).orElseThrow();
    }

    private Optional<ImportedPrelabel> prelabel(Task task) {
        JsonNode line = new ItemLines(stage.chunks(), stage.bucket()).of(task);
        assertThat(line.get("id").textValue()).isEqualTo(task.item());
        return ImportedPrelabel.usable(SETTINGS, line);
    }
}
