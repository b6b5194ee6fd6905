package dev.labelmill.lambda.vendor.cvat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.vendor.Returned;
import dev.labelmill.lambda.vendor.TaskKey;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CvatXmlTest {

    private static Returned read(String content) throws IOException, UnusableContent {
        return Returned.by(
                new CvatXml(),
                "by/w1/annotations.xml",
                "<annotations><version>1.1</version>" + content + "</annotations>");
    }

    private static String image(String name, String content) {
        return "<image id=\"0\" name=\"" + name + "\" width=\"9\" height=\"9\">" + content + "</image>";
    }

    private static String box(String label, String more) {
        return "<box label=\"" + label + "\" xtl=\"1\" ytl=\"2\" xbr=\"4.5\" ybr=\"8\"" + more + "></box>";
    }

    private static String tag(String label) {
        return "<tag label=\"" + label + "\" source=\"manual\"><attribute name=\"x\">y</attribute></tag>";
    }

    @Test
    void the_boxes_of_an_image_are_one_label_and_a_polygon_lets_its_image_be_none() throws Exception {
        Returned read = Returned.by(
                new CvatXml(), "annotations.xml", Files.readString(Events.FOLDER.resolve("cvat/annotations.xml")));

        assertThat(read.said("a/1.jpg"))
                .isEqualTo("[{\"label\":\"dog\",\"left\":111.0,\"top\":134.25,\"width\":61.5,\"height\":127.75},"
                        + "{\"label\":\"bone\",\"left\":161.0,\"top\":250.0,\"width\":30.0,\"height\":30.0}]");
        assertThat(read.labels()).extracting(IncomingLabel::annotator).containsExactly("crowd");
        assertThat(read.labels()).extracting(IncomingLabel::revision).containsExactly(Returned.CAME);
        assertThat(read.problems()).containsExactly("image at line 30: it has another shape than a box at line 31");
    }

    @Test
    void tags_are_classes_and_nothing_is_an_image_without_boxes() throws Exception {
        Returned read = read(image("1", tag("cat")) + image("2", tag("cat") + tag("dog")) + image("3", ""));

        assertThat(read.problems()).isEmpty();
        assertThat(read.said("1")).isEqualTo("cat");
        assertThat(read.said("2")).isEqualTo("[\"cat\",\"dog\"]");
        assertThat(read.said("3")).isEqualTo("[]");
        assertThat(read.labels()).extracting(IncomingLabel::annotator).containsOnly("w1");
    }

    @Test
    void an_image_of_a_task_that_labelmill_made_is_that_tasks_item() throws Exception {
        String key = new TaskKey("b", "d-1", "a/ä.jpg").text();
        String meta = "<meta><task><id>7</id><name>" + key
                + "</name><labels><label><name>x</name></label></labels></task></meta>";

        Returned read = read(meta + image("1.jpg", tag("cat")) + image("2.jpg", tag("dog")));

        assertThat(read.said("a/ä.jpg")).isEqualTo("cat");
        assertThat(read.labels()).extracting(IncomingLabel::dispatch).containsExactly("d-1");
        assertThat(read.problems())
                .containsExactly("image at line 1: image is the second one of a task that has one image");
    }

    @Test
    void images_of_a_projects_export_name_their_tasks() throws Exception {
        String tasks = "<task><id>7</id><name>" + new TaskKey("b", "d-1", "i1").text()
                + "</name></task><task><id>8</id><name>" + new TaskKey("c", "d-1", "i2").text()
                + "</name></task><task><id>9</id><name>other</name></task>";
        String meta = "<meta><project><id>1</id><name>p</name><tasks>" + tasks
                + "</tasks></project><dumped>x</dumped></meta>";

        Returned read = read(meta
                + image("1.jpg", tag("cat")).replace("<image", "<image task_id=\"7\"")
                + image("1.jpg", tag("dog")).replace("<image", "<image task_id=\"8\"")
                + image("1.jpg", tag("cow")).replace("<image", "<image task_id=\"9\"")
                + image("2.jpg", tag("pig")));

        assertThat(read.said("i1")).isEqualTo("cat");
        assertThat(read.said("1.jpg")).isEqualTo("cow");
        assertThat(read.problems())
                .containsExactly(
                        "image at line 1: the image's task is of another batch than the file's folder says",
                        "image at line 1: image has no task_id, and the file is of several tasks");
    }

    @Test
    void what_labels_cannot_be_is_refused_with_its_image_alone() throws Exception {
        Returned read = read(image("1", box("dog", " rotation=\"10.00\""))
                + image("2", box("dog", "") + tag("cat"))
                + image("3", "<mask label=\"dog\" rle=\"1, 2\" left=\"1\" top=\"1\" width=\"2\" height=\"2\"/>")
                + image("4", "<box label=\"dog\" xtl=\"NaN\" ytl=\"2\" xbr=\"4.5\" ybr=\"8\"/>")
                + image("5", box("", ""))
                + "<image id=\"6\"/>"
                + image("7", box("dog", " rotation=\"0.00\"")));

        assertThat(read.said("7")).startsWith("[{\"label\":\"dog\",\"left\":1.0");
        assertThat(read.labels()).hasSize(1);
        assertThat(read.problems())
                .containsExactly(
                        "image at line 1: box.rotation is not 0: boxes stand upright",
                        "image at line 1: it has tags and boxes: labels of one type are one or the other",
                        "image at line 1: it has another shape than a box at line 1",
                        "image at line 1: box.xtl is not a number",
                        "image at line 1: box.label is empty",
                        "image at line 1: image.name is missing");
    }

    @Test
    void an_image_with_more_boxes_than_a_label_may_have_is_refused_alone() throws Exception {
        Returned read = read(image("1", box("dog", "").repeat(1001))
                + image("2", box("dog", "").repeat(1000)));

        assertThat(read.labels()).extracting(IncomingLabel::task).containsExactly("2");
        assertThat(read.problems()).containsExactly("image at line 1: it has more than 1000 tags and boxes");
        assertThatThrownBy(() -> read("<meta><task><id>" + "1".repeat(21) + "</id></task></meta>"))
                .hasMessage("the file has a task whose id is no number");
    }

    @Test
    void files_of_other_forms_are_refused_as_a_whole() {
        assertThatThrownBy(() -> read("<track id=\"0\" label=\"dog\"/>")).hasMessageContaining("CVAT for images");
        assertThatThrownBy(() -> Returned.by(new CvatXml(), "a.xml", "<annotation/>"))
                .hasMessage("the file's root is not annotations, as CVAT's is");
        assertThatThrownBy(() -> Returned.by(new CvatXml(), "a.xml", "<annotations><version>2</version></annotations>"))
                .hasMessage("the file's version is not 1.1");
        assertThatThrownBy(() ->
                        Returned.by(new CvatXml(), "a.xml", "<!DOCTYPE annotations [<!ENTITY x \"y\">]><annotations/>"))
                .hasMessageContaining("document type");
    }
}
