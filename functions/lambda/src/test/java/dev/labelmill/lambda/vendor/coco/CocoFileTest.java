package dev.labelmill.lambda.vendor.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange.Valued;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.vendor.Returned;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CocoFileTest {

    private static final String CATEGORIES =
            "\"categories\":[{\"id\":1,\"name\":\"dog\"},{\"id\":2,\"name\":\"bone\"}]";

    private static Returned read(String... members) throws IOException, UnusableContent {
        return Returned.by(new CocoFile(), "by/w1/boxes.json", "{" + String.join(",", members) + "}");
    }

    private static String images(String... names) {
        return IntStream.range(0, names.length)
                .mapToObj(i -> "{\"id\":" + i + ",\"file_name\":\"" + names[i] + "\"}")
                .collect(Collectors.joining(",", "\"images\":[", "]"));
    }

    private static String annotations(String... annotations) {
        return "\"annotations\":[" + String.join(",", annotations) + "]";
    }

    private static String box(Object image, int category, int left) {
        return "{\"image_id\":" + image + ",\"category_id\":" + category + ",\"bbox\":[" + left + ",2,30.5,40]}";
    }

    @Test
    void all_boxes_of_an_image_are_one_label_and_an_image_without_any_is_one_too() throws Exception {
        Returned read = Returned.by(
                new CocoFile(), "a.json", Events.sample("coco/instances.json").toString());

        assertThat(read.problems()).isEmpty();
        assertThat(read.said("000000397133.jpg"))
                .isEqualTo("[{\"label\":\"person\",\"left\":217.5,\"top\":240.25,\"width\":38.5,\"height\":57.75},"
                        + "{\"label\":\"bottle\",\"left\":1.0,\"top\":240.25,\"width\":346.5,\"height\":186.75}]");
        assertThat(read.said("000000037777.jpg")).isEqualTo("[]");
        assertThat(read.labels()).extracting(IncomingLabel::annotator).containsOnly("crowd");
        assertThat(read.labels()).extracting(IncomingLabel::revision).containsOnly(Returned.CAME);
    }

    @Test
    void the_lists_may_come_in_any_order_and_ids_as_texts() throws Exception {
        Returned read =
                read(annotations(box("\"0\"", 2, 5), box(1, 1, 6), box(0, 1, 7)), CATEGORIES, images("a.jpg", "b.jpg"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.said("a.jpg"))
                .contains("bone\",\"left\":5.0", "dog\",\"left\":7.0")
                .doesNotContain("6.0");
        assertThat(read.said("b.jpg")).contains("dog\",\"left\":6.0").doesNotContain("7.0");
        assertThat(read.labels()).extracting(IncomingLabel::annotator).containsOnly("w1");
    }

    @Test
    void an_image_with_a_box_that_cannot_be_taken_is_no_label_and_spoils_no_other() throws Exception {
        Returned read = read(
                images("crowd.jpg", "good.jpg", "lost.jpg", "mask.jpg", "short.jpg"),
                CATEGORIES,
                annotations(
                        box(0, 1, 1),
                        box(0, 1, 1).replace("}", ",\"iscrowd\":1,\"segmentation\":{\"counts\":[3],\"size\":[2,2]}}"),
                        box(1, 1, 1).replace("}", ",\"iscrowd\":0}"),
                        box(2, 3, 1),
                        "{\"image_id\":3,\"category_id\":1,\"segmentation\":[[1,2,3,4,5,6]]}",
                        box(4, 1, 1).replace(",40]", "]")));

        assertThat(read.said("good.jpg")).contains("dog");
        assertThat(read.labels()).hasSize(1);
        assertThat(read.problems())
                .containsExactly(
                        "images[0] at line 1: annotations[1] at line 1: iscrowd is 1: what is around a crowd is no box of"
                                + " one object",
                        "images[2] at line 1: the category_id of one of its boxes is that of no category of the file",
                        "images[3] at line 1: annotations[4] at line 1: bbox is missing",
                        "images[4] at line 1: annotations[5] at line 1: bbox is not left, top, width and height");
    }

    @Test
    void annotations_of_images_that_are_not_listed_are_told_once_for_each() throws Exception {
        Returned read = read(annotations(box(0, 1, 1), box(8, 1, 1), box(8, 1, 2)), CATEGORIES, images("a.jpg"));

        assertThat(read.said("a.jpg")).contains("dog");
        assertThat(read.problems())
                .containsExactly("annotations[1] at line 1: image_id is that of no image of the file");
    }

    @Test
    void images_that_cannot_be_told_apart_are_refused() throws Exception {
        Returned read = read(
                "\"images\":[{\"id\":1,\"file_name\":\"a\"},{\"id\":1,\"file_name\":\"b\"},{\"id\":2,\"file_name\":\"c\"},"
                        + "{\"id\":3,\"file_name\":\"c\"},{\"id\":4}]",
                CATEGORIES);

        assertThat(read.labels()).extracting(IncomingLabel::task).containsExactly("c");
        assertThat(read.problems())
                .containsExactly(
                        "images[0] at line 1: its id is that of several images",
                        "images[1] at line 1: its id is that of several images",
                        "images[3] at line 1: an image further up has the same file_name",
                        "images[4] at line 1: file_name is missing");
    }

    @Test
    void an_image_with_more_boxes_than_a_label_may_have_and_a_name_without_end_are_refused_alone() throws Exception {
        String[] boxes = new String[1002];
        Arrays.fill(boxes, box(0, 1, 1));
        boxes[1001] = box(1, 1, 1);

        Returned read = read(annotations(boxes), CATEGORIES, images("many", "one", "x".repeat(1201)));

        assertThat(read.labels()).extracting(IncomingLabel::task).containsExactly("one");
        assertThat(read.problems())
                .containsExactly(
                        "images[0] at line 1: the image has more than 1000 boxes",
                        "images[2] at line 1: file_name is longer than 1200 characters");
    }

    @Test
    void a_box_that_may_be_any_images_lets_no_label_of_the_file_pass() {
        assertThatThrownBy(() -> read(images("a.jpg"), CATEGORIES, annotations("{\"bbox\":[1,2,3,4]}")))
                .hasMessageStartingWith("annotations[0] at line 1: image_id is missing; it may be any image's");
        assertThatThrownBy(() -> read(images("a.jpg"), CATEGORIES, "\"annotations\":{}"))
                .hasMessage("annotations is not a list");
        assertThatThrownBy(() -> read("\"categories\":[{\"id\":1}]"))
                .hasMessage("categories[0] at line 1: name is missing; the file's boxes need it");
        assertThatThrownBy(() -> Returned.by(new CocoFile(), "a.json", "{" + images("a.jpg") + ",\"annotations\":[{"))
                .hasMessageContaining("breaks off");
    }

    @Property(tries = 20)
    void every_box_is_its_own_images_however_they_are_mixed(
            @ForAll @IntRange(min = 5, max = 9) int images, @ForAll @IntRange(max = 5000) int count) throws Exception {
        String[] boxes = new String[count];
        for (int i = 0; i < count; i++) {
            boxes[i] = box(i % images, 1, i);
        }
        String[] names = IntStream.range(0, images).mapToObj(i -> i + ".jpg").toArray(String[]::new);
        Returned read = read(annotations(boxes), CATEGORIES, images(names));

        assertThat(read.labels()).hasSize(images);
        for (int image = 0; image < images; image++) {
            var label = ((Valued) read.labels().get(image).change()).value();
            int at = image;
            assertThat(label.size()).isEqualTo((count - image + images - 1) / images);
            for (var one : label) {
                assertThat(one.get("left").intValue()).isEqualTo(at);
                at += images;
            }
        }
    }
}
