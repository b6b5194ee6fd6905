package dev.labelmill.lambda.vendor.labelbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.PushForm.Job;
import dev.labelmill.lambda.vendor.TaskLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pre-labels behind the data rows of a push, over real HTTP. */
class LabelboxPredictionsTest {

    private static final String SETTINGS = """
            {"project":"demo","labelType":TYPE,"slices":2,"overlap":{"min":1,"max":1,"targetConfidence":0.9},
             "prelabel":{"labeler":"imported","field":"found"},
             "vendors":[{"name":"crowd","tier":"crowd","format":"labelbox","delivery":"push","target":"p/set",
               "seesPrelabel":true,"pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}""";
    private static final String BOXES = "{\"kind\":\"boxes\",\"classes\":[\"car\",\"bus\"]}";
    private static final String BOX = "{\"label\":\"car\",\"left\":38,\"top\":28,\"width\":43,\"height\":41}";

    private final List<String> forms = new ArrayList<>();
    private final Set<String> imports = new HashSet<>();
    private final VendorStandIn labelbox = new VendorStandIn(this::answer);

    @AfterEach
    void close() {
        labelbox.close();
    }

    @Test
    void boxes_are_annotations_of_their_classes_in_lines_of_their_own() {
        push(
                BOXES,
                null,
                item("i1", "[" + BOX + "," + BOX.replace("car", "bus") + "]"),
                item("i2", "[]"),
                item("i3", null));

        assertThat(lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.at("/dataRow/globalKey").asText()).isEqualTo("b~d-1~i1");
            assertThat(line.path("bbox")).hasToString("{\"top\":28,\"left\":38,\"height\":41,\"width\":43}");
        });
        assertThat(lines()).extracting(line -> line.path("name").asText()).containsExactly("car", "bus");
        assertThat(lines()).extracting(line -> line.path("uuid").asText()).doesNotHaveDuplicates();
    }

    @Test
    void an_entity_ends_at_its_last_character_and_answers_are_those_of_the_question_label() {
        push(
                "{\"kind\":\"spans\",\"classes\":[\"who\"]}",
                null,
                item("i1", "[{\"label\":\"who\",\"start\":2,\"end\":5}]"));
        assertThat(lines().get(0).path("location")).hasToString("{\"start\":2,\"end\":4}");

        imports.clear();
        push("{\"kind\":\"several-choices\",\"classes\":[\"a\",\"b\",\"c\"]}", null, item("i1", "[\"a\",\"c\"]"));
        assertThat(lines().get(0).path("name").asText()).isEqualTo("label");
        assertThat(lines().get(0).path("answer")).hasToString("[{\"name\":\"a\"},{\"name\":\"c\"}]");

        imports.clear();
        push("{\"kind\":\"number\",\"min\":0,\"max\":100}", null, item("i1", "12.5"));
        assertThat(lines().get(0).path("answer").textValue()).isEqualTo("12.5");
    }

    @Test
    void a_single_choice_is_one_option_of_the_question_label() {
        push(
                "{\"kind\":\"single-choice\",\"classes\":[\"a\",\"b\"]}",
                new Prelabel(List.of(new Prelabel.Share(1, 0.9))),
                item("i1", null));

        assertThat(lines().get(0).path("answer")).hasToString("{\"name\":\"b\"}");
    }

    @Test
    void a_repeated_push_imports_once_and_a_push_without_pre_labels_never() {
        push(BOXES, null, item("i1", "[" + BOX + "]"));
        push(BOXES, null, item("i1", "[" + BOX + "]"));
        assertThat(forms).hasSize(1);
        assertThat(imports).containsExactly("d-1-predictions");

        imports.clear();
        push(BOXES, null, item("i2", null));
        assertThat(imports).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 500})
    void tasks_are_out_whether_their_pre_labels_are_taken_or_not(int status) {
        labelbox.answer(
                asked -> asked.body().contains("modelAssisted") || asked.body().contains("ModelAssisted")
                        ? Said.status(status, "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"X\"}}]}")
                        : answer(asked));

        push(BOXES, null, item("i1", "[" + BOX + "]"));

        assertThat(labelbox.asked()).anyMatch(asked -> asked.body().contains("createBatchV2"));
        assertThat(forms).isEmpty();
    }

    private static ObjectNode item(String id, String found) {
        ObjectNode item = Json.object().put("id", id).put("source", "some words");
        if (found != null) {
            item.set(
                    "found",
                    Json.parse(("{\"f\":" + found + "}").getBytes(StandardCharsets.UTF_8))
                            .get("f"));
        }
        return item;
    }

    private void push(String type, Prelabel prelabel, ObjectNode... items) {
        String settings = SETTINGS.replace("TYPE", type);
        Batch batch = Samples.labelling(
                "b",
                prelabel == null
                        ? settings
                        : settings.replace("\"prelabel\":{\"labeler\":\"imported\",\"field\":\"found\"},", ""));
        List<String> ids =
                Stream.of(items).map(item -> item.path("id").asText()).toList();
        Dispatch dispatch = Dispatch.claiming("d-1", "b", "crowd", ids, Stage.START.plusSeconds(60));
        List<TaskLine> lines = Stream.of(items)
                .map(item -> new TaskLine(
                        batch,
                        batch.settings().vendor("crowd").orElseThrow(),
                        dispatch,
                        Task.forPeople("b", item.path("id").asText(), new ItemPlace(0, 0, 10), 0, 0.5, prelabel, 1)
                                .claim("d-1", "crowd", false),
                        item))
                .toList();
        assertThat(new LabelboxPush()
                        .push(new VendorHttp(() -> Stage.START), new Job(labelbox.access(), "p/set", "d-1", lines)))
                .isEmpty();
    }

    /** The lines of the file in the form that came last, cut as RFC 7578 has it. */
    private List<JsonNode> lines() {
        String form = forms.get(forms.size() - 1);
        String boundary = form.substring(0, form.indexOf("\r\n"));
        String[] parts = form.split(boundary, -1);
        assertThat(parts).hasSize(5);
        assertThat(parts[4]).isEqualTo("--\r\n");
        assertThat(parts[2]).contains("name=\"map\"").endsWith("{\"0\":[\"variables.file\"]}\r\n");
        String file = parts[3].substring(parts[3].indexOf("\r\n\r\n") + 4, parts[3].length() - 2);
        JsonNode variables = Json.parse(parts[1].substring(parts[1].indexOf("\r\n\r\n") + 4)
                        .strip()
                        .getBytes(StandardCharsets.UTF_8))
                .path("variables");
        assertThat(variables.path("length").asInt()).isEqualTo(file.getBytes(StandardCharsets.UTF_8).length);
        assertThat(variables.path("file").isNull()).isTrue();
        return file.lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private Said answer(Asked asked) {
        String body = asked.body();
        if (asked.headers().get("content-type").startsWith("multipart/form-data; boundary=")) {
            assertThat(asked).hasToString("POST /graphql");
            forms.add(body);
            imports.add(body.replaceAll("(?s).*\"name\":\"([^\"]*-predictions)\".*", "$1"));
            return Said.ok("{\"data\":{\"createModelAssistedLabelingPredictionImport\":{\"name\":\"n\"}}}");
        }
        if (body.contains("modelAssistedLabelingPredictionImport")) {
            return Said.ok(
                    imports.isEmpty()
                            ? "{\"errors\":[{\"message\":\"none\",\"extensions\":{\"code\":\"RESOURCE_NOT_FOUND\"}}]}"
                            : "{\"data\":{\"modelAssistedLabelingPredictionImport\":{\"name\":\"n\"}}}");
        }
        if (body.contains("createDataRow")) {
            return Said.ok("{\"data\":{\"createDataRow\":{\"id\":\"row\"}}}");
        }
        if (body.contains("createBatchV2")) {
            return Said.ok(
                    "{\"data\":{\"project\":{\"createBatchV2\":{\"batch\":{\"id\":\"b\"},\"failedDataRowIds\":[]}}}}");
        }
        return Said.ok("{\"data\":{\"queryAllDataRowsHaveBeenProcessed\":{\"allDataRowsHaveBeenProcessed\":true}}}");
    }
}
