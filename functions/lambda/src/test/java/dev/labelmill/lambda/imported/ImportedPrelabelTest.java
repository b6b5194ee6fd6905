package dev.labelmill.lambda.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.span.Span;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImportedPrelabelTest {

    private static final String ATTRIBUTE = "\"field\":\"bounding-box-attribute-name\"";

    @Test
    void ground_truths_boxes_are_read_by_their_class_map_and_are_as_sure_as_the_least_sure() {
        BatchSettings settings = boxes("ground-truth", ATTRIBUTE + ",\"classes\":{\"bone\":\"toy\"}", "dog", "toy");

        ImportedPrelabel prelabel = own(settings, fixture("ground-truth-boxes"));

        assertThat(prelabel.value())
                .isEqualTo(new Drawing(List.of(
                        Box.ofSize(111, 134, 61, 128, 0),
                        Box.ofSize(161, 250, 30, 30, 1),
                        Box.ofSize(20, 20, 30, 30, 1))));
        assertThat(prelabel.confidence()).hasValue(0.8);
    }

    @Test
    void ground_truths_entities_end_behind_their_last_character() {
        JsonNode line = fixture("ground-truth-entities");
        BatchSettings settings = spans(
                "ground-truth", "\"field\":\"ner-labeling-job-attribute-name\"", "Date", "Verb", "Thing", "People");

        ImportedPrelabel prelabel = own(settings, line);

        List<Span> spans = ((Markup) prelabel.value()).spans();
        assertThat(line.get("source")
                        .textValue()
                        .substring(spans.get(0).start(), spans.get(0).end()))
                .isEqualTo("cloud machine-learning platform");
        assertThat(spans).hasSize(7);
        assertThat(prelabel.confidence()).hasValue(0);
    }

    @Test
    void label_studios_percent_become_pixels_of_the_image_and_other_regions_are_passed_over() {
        ImportedPrelabel prelabel =
                own(boxes("label-studio", "", "Car", "Airplane"), fixture("label-studio-prediction"));

        List<Box> boxes = ((Drawing) prelabel.value()).boxes();
        assertThat(boxes).extracting(Box::category).containsExactly(1, 0);
        assertThat(boxes.get(0).left()).isCloseTo(29.88, within(1e-9));
        assertThat(boxes.get(0).top()).isCloseTo(51.6646, within(1e-9));
        assertThat(boxes.get(0).width()).isCloseTo(195.12, within(1e-9));
        assertThat(prelabel.confidence()).isEmpty();
    }

    @Test
    void percent_are_of_the_lines_image_size_where_the_region_has_none() {
        ObjectNode line = (ObjectNode) fixture("label-studio-prediction");
        BatchSettings settings = boxes("label-studio", "", "Car", "Airplane");
        for (JsonNode region : line.at("/predictions/0/result")) {
            ((ObjectNode) region).remove(List.of("original_width", "original_height"));
        }

        assertThatThrownBy(() -> own(settings, line))
                .hasMessage("predictions[0].result[0] has no original_width, and the item's line no image_size: percent"
                        + " are of nothing");
        line.putObject("image_size").put("width", 1200).put("height", 806);
        assertThat(((Drawing) own(settings, line).value()).boxes().get(0).left())
                .isCloseTo(59.76, within(1e-9));
    }

    @Test
    void label_studios_spans_take_their_own_scores_before_the_predictions() {
        ObjectNode line = (ObjectNode) fixture("label-studio-entities");
        BatchSettings settings =
                spans("label-studio", "\"classes\":{\"PER\":\"Person\",\"LOC\":\"Place\"}", "Person", "Place");

        ImportedPrelabel scored = own(settings, line);
        ((ObjectNode) line.at("/predictions/0/result/1")).remove("score");

        assertThat(scored.value()).isEqualTo(new Markup(List.of(new Span(0, 3, 0), new Span(10, 15, 1))));
        assertThat(scored.confidence()).hasValue(0.7);
        assertThat(own(settings, line).confidence()).hasValue(0.5);
    }

    @Test
    void offsets_in_utf_16_become_code_points_of_the_items_text() {
        ObjectNode line = (ObjectNode) fixture("label-studio-entities");
        line.put("source", line.at("/data/text").textValue());
        String more = "\"offsets\":\"utf-16\",\"classes\":{\"PER\":\"Person\",\"LOC\":\"Place\"}";

        ObjectNode paris = (ObjectNode) line.at("/predictions/0/result/1/value");
        paris.put("start", 11).put("end", 16);
        BatchSettings settings = spans("label-studio", more, "Person", "Place");

        assertThat(own(settings, line).value()).isEqualTo(new Markup(List.of(new Span(0, 3, 0), new Span(10, 15, 1))));
        paris.put("start", 5);
        assertThatThrownBy(() -> own(settings, line))
                .hasMessage(
                        "predictions[0].result[1].value.start or its end is no place in the text: offset 5 lies between"
                                + " the two halves of a character");
        line.remove("source");
        assertThatThrownBy(() -> own(settings, line))
                .hasMessageStartingWith(
                        "predictions[0].result[0].value.start counts UTF-16 units, and the item's line");
    }

    @Test
    void labelboxs_annotations_of_an_item_are_one_pre_label_and_its_ends_are_the_last_characters() {
        BatchSettings boxes = boxes("labelbox", "\"file\":\"f.ndjson\"", "bbox");
        BatchSettings spans = spans(
                "labelbox",
                "\"file\":\"f.ndjson\",\"key\":\"dataRow.id\",\"classes\":{\"some-text-entity\":\"thing\"}",
                "thing");
        JsonNode rectangle = fixture("labelbox-rectangle").get(0);
        JsonNode answer = Json.object().put("name", "colour").put("answer", "red");

        ImportedPrelabel drawn = ImportedPrelabel.read(
                        boxes, Json.object(), places(rectangle, answer, rectangle.deepCopy()))
                .orElseThrow();
        ImportedPrelabel marked = ImportedPrelabel.read(
                        spans, Json.object(), places(fixture("labelbox-entity").get(0)))
                .orElseThrow();

        assertThat(drawn.value())
                .isEqualTo(new Drawing(List.of(Box.ofSize(38, 28, 43, 41, 0), Box.ofSize(38, 28, 43, 41, 0))));
        assertThat(drawn.confidence()).isEmpty();
        assertThat(marked.value()).isEqualTo(new Markup(List.of(new Span(67, 129, 0))));
        assertThat(marked.confidence()).hasValue(0.53);
    }

    @Test
    void a_bad_pre_label_is_told_with_line_and_field_and_is_none_for_who_shows_it() {
        BatchSettings settings = boxes("ground-truth", ATTRIBUTE, "dog", "toy");
        JsonNode line = fixture("ground-truth-boxes");

        assertThatThrownBy(() -> own(settings, line))
                .hasMessage("bounding-box-attribute-name.annotations[1].class_id is not one of the batch's classes, and"
                        + " prelabel.classes has none for it");
        assertThat(ImportedPrelabel.usable(settings, line)).isEmpty();
        BatchSettings inFile = boxes("labelbox", "\"file\":\"f.ndjson\"", "bbox");
        ObjectNode rectangle = (ObjectNode) fixture("labelbox-rectangle").get(0);
        ((ObjectNode) rectangle.get("bbox")).put("left", "38");
        assertThatThrownBy(() -> ImportedPrelabel.read(inFile, Json.object(), places(rectangle)))
                .hasMessage("f.ndjson line 1: bbox.left must be a number");
        rectangle.put("confidence", 1.5);
        ((ObjectNode) rectangle.get("bbox")).put("left", 38);
        assertThatThrownBy(() -> ImportedPrelabel.read(inFile, Json.object(), places(rectangle)))
                .hasMessage("f.ndjson line 1: confidence must be a number from 0 to 1");
    }

    @Test
    void an_item_without_the_field_has_no_pre_label_and_one_in_which_nothing_was_found_has_no_score() {
        BatchSettings settings = boxes("ground-truth", "\"field\":\"found\"", "dog");

        assertThat(ImportedPrelabel.read(settings, Json.object().put("id", "i")))
                .isEmpty();
        ObjectNode line = Json.object();
        line.putObject("found").putArray("annotations");
        assertThat(own(settings, line)).isEqualTo(new ImportedPrelabel(new Drawing(List.of()), OptionalDouble.empty()));
    }

    private static ImportedPrelabel own(BatchSettings settings, JsonNode line) {
        return ImportedPrelabel.read(settings, line).orElseThrow();
    }

    private static List<JsonPlace> places(JsonNode... lines) {
        return Stream.of(lines)
                .map(line -> JsonPlace.ofFile("f.ndjson", 1, line))
                .toList();
    }

    private static BatchSettings boxes(String format, String more, String... classes) {
        return settings("boxes", format, more, classes);
    }

    private static BatchSettings spans(String format, String more, String... classes) {
        return settings("spans", format, more, classes);
    }

    private static BatchSettings settings(String kind, String format, String more, String... classes) {
        String json = "{\"project\":\"demo\",\"labelType\":{\"kind\":\"" + kind + "\",\"classes\":[\""
                + String.join("\",\"", classes) + "\"]},\"prelabel\":{\"labeler\":\"imported\",\"format\":\"" + format
                + "\"" + (more.isEmpty() ? "" : ",") + more
                + "},\"overlap\":{\"min\":1,\"max\":1,\"targetConfidence\":0.9},\"vendors\":[{\"name\":\"crowd\","
                + "\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":9,\"deadlineSeconds\":60}]}";
        return BatchSettingsReader.read("b", json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode fixture(String name) {
        try (InputStream in = ImportedPrelabelTest.class.getResourceAsStream("/imported/" + name + ".json")) {
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
