package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.vendor.SmallBatch.TaskFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch whose tasks go out in a task file, and whose labels come back in the files that its vendor writes of them. */
class FilesThereAndBackTest {

    /** How a vendor works through a task file. */
    interface FileVendor {
        void work(TaskFile file, SmallBatch batch);
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                vendor("JSON lines", "labelmill", FileVendors::jsonLines),
                vendor("CSV", "labelmill", FileVendors::spreadsheet),
                vendor("Toloka's table", "toloka", FileVendors::tolokaPool),
                vendor("Label Studio's export", "label-studio", FileVendors::labelStudio),
                vendor("Ground Truth's labeling job", "ground-truth", FileVendors::groundTruthJob),
                vendor("Ground Truth's output manifest", "ground-truth", FileVendors::outputManifests),
                vendor("Amazon A2I's human loops", "ground-truth", FileVendors::humanLoops));
    }

    static Stream<Arguments> boxes() {
        return Stream.of(
                vendor("COCO", "labelmill", FileVendors::coco), vendor("CVAT's XML", "cvat", FileVendors::cvatXml));
    }

    private static Arguments vendor(String name, String format, FileVendor vendor) {
        return Arguments.of(Named.of(name, vendor), format);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void classes_come_back_in_files_and_end_the_batch(FileVendor vendor, String format) {
        SmallBatch batch = ended(SmallBatch.CHOICE, vendor, format);

        assertThat(batch.result("a/1").at("/label-metadata/class-name").asText())
                .isEqualTo("yes");
        assertThat(batch.result("b 2").at("/label-metadata/class-name").asText())
                .isEqualTo("no");
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void boxes_come_back_in_files_and_end_the_batch(FileVendor vendor, String format) {
        SmallBatch batch = ended(SmallBatch.BOXES, vendor, format);

        JsonNode box = batch.result("a/1").at("/label/annotations");
        assertThat(box).hasSize(1);
        assertThat(box.get(0).path("left").asDouble()).isEqualTo(10.5);
        assertThat(box.get(0).path("width").asDouble()).isEqualTo(100);
        assertThat(batch.result("b 2").at("/label/annotations")).isEmpty();
    }

    private static SmallBatch ended(String labelType, FileVendor vendor, String format) {
        SmallBatch batch = new SmallBatch(labelType, "\"format\":\"" + format + "\",");

        batch.run(() -> batch.taskFiles().forEach(file -> vendor.work(file, batch)));

        for (String item : SmallBatch.IMAGES.keySet()) {
            assertThat(batch.stage.tasks().get("b", item).orElseThrow().state()).isEqualTo(TaskState.RESOLVED);
            assertThat(batch.stage.labels().of("b", item))
                    .as("of two people, once each")
                    .hasSize(2)
                    .extracting(Label::priceNanos)
                    .containsOnly(20_000_000L);
        }
        assertThat(batch.stage.rows()).noneMatch(row -> row.pk().startsWith("REJECTED#"));
        return batch;
    }
}
