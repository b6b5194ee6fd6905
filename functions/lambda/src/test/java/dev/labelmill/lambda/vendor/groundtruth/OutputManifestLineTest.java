package dev.labelmill.lambda.vendor.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.vendor.Returned;
import dev.labelmill.lambda.vendor.table.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class OutputManifestLineTest {

    private static final String CLASS =
            "\"sport\":0,\"sport-metadata\":{\"class-name\":\"football\",\"type\":\"groundtruth/image-classification\","
                    + "\"human-annotated\":\"yes\",\"creation-date\":\"2018-10-18T22:18:13.527256\"}";

    private static Returned read(String... lines) throws IOException, UnusableContent {
        return Returned.by(new JsonLines(new OutputManifestLine()), "by/w1/output.manifest", String.join("\n", lines));
    }

    private static String line(String members) {
        return "{\"source-ref\":\"s3://b/1.jpg\",\"labelmill-task\":\"a\"," + members + "}";
    }

    @Test
    void each_kind_of_label_of_aws_own_examples_is_read() throws Exception {
        Returned read = read(Files.readString(Events.FOLDER.resolve("ground-truth/output.manifest")));

        assertThat(read.problems()).isEmpty();
        assertThat(read.said("a")).isEqualTo("football");
        assertThat(read.said("b")).isEqualTo("positive");
        assertThat(read.said("c")).isEqualTo("[\"bicycle\",\"person\",\"clothing\"]");
        assertThat(read.said("e")).startsWith("[{\"label\":\"Thing\",\"start\":22,\"end\":53}");
    }

    @Test
    void boxes_that_another_job_has_adjusted_are_the_newer_jobs() throws Exception {
        Returned read = read(Files.readString(Events.FOLDER.resolve("ground-truth/output.manifest")));

        assertThat(read.said("d"))
                .startsWith("[{\"label\":\"dog\",\"left\":110.0,\"top\":135.0,\"width\":61.0,\"height\":128.0}")
                .contains("{\"label\":\"bone\",\"left\":10.0");
    }

    @Test
    void what_a_job_says_of_anothers_label_is_no_label() throws Exception {
        Returned read = read(Files.readString(Events.FOLDER.resolve("ground-truth/output.manifest")));

        assertThat(read.said("f")).startsWith("[{\"label\":\"dog\",\"left\":111.0");
    }

    @Test
    void a_labels_date_is_its_revision_and_the_files_folder_names_the_annotator() throws Exception {
        IncomingLabel label = read(line(CLASS)).labels().get(0);

        assertThat(label.revision()).isEqualTo(1_539_901_093_527_256L);
        assertThat(label.annotator()).isEqualTo("w1");
        assertThat(label.milliseconds()).isNull();
        assertThat(read(line(CLASS.replace("T22:18:13.527256", "T22:18:13-01:00")))
                        .labels()
                        .get(0)
                        .revision())
                .isEqualTo(1_539_904_693_000_000L);
        assertThat(read(line(CLASS.replace(",\"creation-date\":\"2018-10-18T22:18:13.527256\"", "")))
                        .labels()
                        .get(0)
                        .revision())
                .isEqualTo(Returned.CAME);
    }

    @Test
    void a_line_without_our_task_is_known_by_its_address() throws Exception {
        assertThat(read("{\"source-ref\":\"s3://b/1.jpg\"," + CLASS + "}").said("s3://b/1.jpg"))
                .isEqualTo("football");
        assertThat(read("{\"source\":\"good\"," + CLASS + "}").problems())
                .containsExactly("line 1: the body has neither labelmill-task nor source-ref, which tell its item");
    }

    @Test
    void what_people_have_not_said_is_refused() throws Exception {
        String machine = CLASS.replace("\"yes\"", "\"no\"");

        assertThat(read(line(machine), line(CLASS)).problems())
                .containsExactly(
                        "line 1: the metadata.human-annotated is not yes: a machine's label is none of the vendor's"
                                + " annotators");
        assertThat(read(line("\"sport-metadata\":{\"failure-reason\":\"x\"}")).problems())
                .containsExactly("line 1: the body has no label");
    }

    @Test
    void labels_that_are_files_and_labels_of_several_types_are_refused() throws Exception {
        String mask =
                "\"m-ref\":\"s3://b/m.png\",\"m-ref-metadata\":{\"human-annotated\":\"yes\",\"type\":\"groundtruth/x\"}";
        String later = CLASS.replace("sport", "mood").replace("2018", "2019").replace("image-", "text-");
        String sameTime = CLASS.replace("sport", "mood");

        assertThat(read(line(mask), line(CLASS + "," + later), line(CLASS + "," + sameTime))
                        .problems())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .contains("line 1: ", "masks, video frames and point clouds are not taken"),
                        two -> assertThat(two).contains("line 2: ", "labels of several types"),
                        three -> assertThat(three).contains("line 3: ", "which of several labels is the newest"));
    }

    @Test
    void a_class_that_the_map_lacks_and_a_line_of_another_batch_are_refused() throws Exception {
        String several = "\"s\":[1,7],\"s-metadata\":{\"class-map\":{\"1\":\"x\"},\"human-annotated\":\"yes\"}";

        assertThat(read(line(several), line("\"labelmill-batch\":\"c\"," + CLASS), line("\"x\":1"))
                        .problems())
                .containsExactly(
                        "line 1: the label[1] is not in the metadata's class-map",
                        "line 2: labelmill-batch is another than the file's folder says",
                        "line 3: the body has no label");
    }
}
