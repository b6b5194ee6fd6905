package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.PushForm.Job;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import dev.labelmill.lambda.vendor.argilla.ArgillaPush;
import dev.labelmill.lambda.vendor.labelbox.LabelboxPush;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioPush;
import dev.labelmill.lambda.vendor.scale.ScalePush;
import dev.labelmill.lambda.vendor.toloka.TolokaPush;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each vendor's API, as far as pushing goes, over real HTTP: it keeps its own rules of what is there already. */
class PushFormsTest {

    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1"]},"slices":2,
             "overlap":{"min":2,"max":2,"targetConfidence":0.9},
             "vendors":[{"name":"crowd","tier":"crowd","format":"scale","delivery":"push","target":"p 1",
               "pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}""";

    enum VendorKind {
        SCALE,
        TOLOKA,
        ARGILLA,
        LABEL_STUDIO,
        LABELBOX
    }

    /** What the vendor has, by the key that it tells tasks apart by. */
    private final Map<String, JsonNode> taken = new TreeMap<>();

    private final Map<String, ArrayNode> operations = new TreeMap<>();
    private final Map<String, JsonNode> batches = new TreeMap<>();
    private final VendorStandIn vendor = new VendorStandIn(asked -> Said.ok("{}"));

    @AfterEach
    void close() {
        vendor.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_repeated_push_hands_over_once_also_when_the_first_answer_was_lost(VendorKind kind) {
        vendor.answer(asked -> {
            Said said = answer(kind, asked);
            return asked.method().equals("GET") ? said : Said.status(500, "{}");
        });
        assertThatThrownBy(() -> push(kind, "i1", "i2")).isInstanceOf(VendorUnavailable.class);
        vendor.answer(asked -> answer(kind, asked));

        assertThat(push(kind, "i1", "i2")).isEmpty();
        List<String> once = List.copyOf(taken.keySet());
        assertThat(push(kind, "i1", "i2")).isEmpty();

        assertThat(taken.keySet()).containsExactlyElementsOf(once);
        assertThat(once).hasSize(kind == VendorKind.SCALE ? 4 : 2);
        assertThat(vendor.asked())
                .allSatisfy(asked -> assertThat(asked.headers())
                        .anySatisfy((name, value) -> assertThat(value).isEqualTo(key(kind))));
    }

    @ParameterizedTest
    @EnumSource
    void an_unfit_task_is_refused_alone(VendorKind kind) {
        vendor.answer(asked -> answer(kind, asked));

        assertThat(push(kind, "i1", "bad", "i2")).extracting(Refused::item).containsExactly("bad");
        assertThat(taken.values()).noneMatch(task -> task.toString().contains("text of bad"));
        assertThat(taken).hasSize(kind == VendorKind.SCALE ? 4 : 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_key_or_a_busy_api_is_tried_again_and_no_message_holds_the_key(VendorKind kind) {
        for (int status : new int[] {401, 403, 429, 500}) {
            vendor.answer(asked -> Said.status(status, "{}"));
            assertThatThrownBy(() -> push(kind, "i1"))
                    .isInstanceOf(VendorUnavailable.class)
                    .hasMessageNotContaining(VendorStandIn.KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_target_that_is_not_there_is_never_tried_again(VendorKind kind) {
        vendor.answer(asked -> kind == VendorKind.LABELBOX
                ? Said.ok(failure("Not there", "RESOURCE_NOT_FOUND"))
                : Said.status(404, "{}"));

        assertThatThrownBy(() -> push(kind, "i1")).isInstanceOf(VendorRefusal.class);
    }

    @Test
    void toloka_is_asked_again_while_it_is_still_creating_the_tasks() {
        vendor.answer(asked -> Said.ok("{\"status\":\"RUNNING\"}"));

        assertThatThrownBy(() -> push(VendorKind.TOLOKA, "i1"))
                .isInstanceOfSatisfying(
                        NotYet.class, later -> assertThat(later.after()).isPositive());
    }

    @Test
    void scale_gets_one_task_for_each_label_with_a_name_for_its_annotator() {
        vendor.answer(asked -> answer(VendorKind.SCALE, asked));
        push(VendorKind.SCALE, "i1");

        assertThat(taken.keySet()).containsExactly("b~d-1~i1~1", "b~d-1~i1~2");
        assertThat(taken.values())
                .extracting(task -> task.at("/metadata/labelmill_annotator").asText())
                .containsExactly("response-1", "response-2");
        assertThat(taken.get("b~d-1~i1~1").path("project").asText()).isEqualTo("p 1");
        assertThat(vendor.asked().get(0)).hasToString("POST /v1/task/categorization");
    }

    @Test
    void a_task_of_which_scale_takes_one_answer_and_refuses_another_is_with_scale_and_not_bought_again() {
        vendor.answer(
                asked -> asked.body().contains("~i1~2") ? Said.status(400, "{}") : answer(VendorKind.SCALE, asked));

        assertThat(push(VendorKind.SCALE, "i1")).isEmpty();
        assertThat(taken.keySet()).containsExactly("b~d-1~i1~1");
    }

    private List<Refused> push(VendorKind kind, String... items) {
        Batch batch = Samples.labelling("b", SETTINGS);
        Dispatch dispatch = Dispatch.claiming("d-1", "b", "crowd", List.of(items), Stage.START.plusSeconds(60));
        List<TaskLine> lines = Stream.of(items)
                .map(item -> new TaskLine(
                        batch,
                        batch.settings().vendor("crowd").orElseThrow(),
                        dispatch,
                        Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2)
                                .claim("d-1", "crowd", false),
                        Json.object().put("id", item).put("source", "text of " + item)))
                .toList();
        PushForm form = switch (kind) {
            case SCALE -> new ScalePush();
            case TOLOKA -> new TolokaPush();
            case ARGILLA -> new ArgillaPush();
            case LABEL_STUDIO -> new LabelStudioPush();
            case LABELBOX -> new LabelboxPush();
        };
        String target = kind == VendorKind.LABELBOX ? "p 1/set 1" : "p 1";
        return form.push(new VendorHttp(() -> Stage.START), new Job(vendor.access(), target, "d-1", lines));
    }

    private static String key(VendorKind kind) {
        return switch (kind) {
            case SCALE ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((VendorStandIn.KEY + ":").getBytes(StandardCharsets.UTF_8));
            case TOLOKA -> "ApiKey " + VendorStandIn.KEY;
            case ARGILLA -> VendorStandIn.KEY;
            case LABEL_STUDIO -> "Token " + VendorStandIn.KEY;
            case LABELBOX -> "Bearer " + VendorStandIn.KEY;
        };
    }

    private synchronized Said answer(VendorKind kind, Asked asked) {
        return switch (kind) {
            case SCALE -> scale(json(asked));
            case TOLOKA -> toloka(asked);
            case ARGILLA -> argilla(asked);
            case LABEL_STUDIO -> studio(asked);
            case LABELBOX -> labelbox(asked);
        };
    }

    private static JsonNode json(Asked asked) {
        return Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isBad(JsonNode task) {
        return task.toString().contains("text of bad");
    }

    private Said scale(JsonNode task) {
        if (isBad(task)) {
            return Said.status(400, "{}");
        }
        boolean there = taken.putIfAbsent(task.path("unique_id").asText(), task) != null;
        return Said.status(there ? 409 : 200, "{}");
    }

    private Said toloka(Asked asked) {
        if (asked.method().equals("POST")) {
            String operation = asked.path().replaceAll(".*operation_id=([^&]*).*", "$1");
            if (operations.containsKey(operation)) {
                return Said.status(409, "{\"code\":\"OPERATION_ALREADY_EXISTS\"}");
            }
            ArrayNode log = Json.MAPPER.createArrayNode();
            json(asked).forEach(task -> {
                log.addObject().put("success", !isBad(task)).set("input", task);
                if (!isBad(task)) {
                    taken.put(taken.size() + "", task);
                }
            });
            operations.put(operation, log);
            return Said.status(202, "{\"id\":\"" + operation + "\",\"status\":\"SUCCESS\"}");
        }
        String id = asked.path().split("/")[4];
        return Said.ok(asked.path().endsWith("/log") ? operations.get(id).toString() : "{\"status\":\"SUCCESS\"}");
    }

    private Said argilla(Asked asked) {
        assertThat(asked).hasToString("PUT /api/v1/datasets/p%201/records/bulk");
        JsonNode items = json(asked).path("items");
        if (isBad(items)) {
            return Said.status(422, "{}");
        }
        items.forEach(item -> taken.put(item.path("external_id").asText(), item));
        return Said.ok("{}");
    }

    private Said studio(Asked asked) {
        if (asked.method().equals("GET")) {
            ObjectNode page = Json.object();
            taken.values().forEach(page.putArray("tasks")::add);
            return Said.ok(page.toString());
        }
        assertThat(asked).hasToString("POST /api/projects/p%201/import");
        JsonNode tasks = json(asked);
        if (isBad(tasks)) {
            return Said.status(400, "{}");
        }
        tasks.forEach(task -> taken.put(taken.size() + "", task));
        return Said.status(201, "{}");
    }

    @Test
    void labelbox_sends_rows_to_people_once_they_are_processed_in_one_batch_for_each_number_of_labels() {
        vendor.answer(asked -> asked.body().contains("queryAllDataRowsHaveBeenProcessed")
                ? Said.ok(processed(false))
                : answer(VendorKind.LABELBOX, asked));
        assertThatThrownBy(() -> push(VendorKind.LABELBOX, "i1", "i2")).isInstanceOf(NotYet.class);
        assertThat(batches).isEmpty();
        vendor.answer(asked -> answer(VendorKind.LABELBOX, asked));

        assertThat(push(VendorKind.LABELBOX, "i1", "i2")).isEmpty();
        assertThat(push(VendorKind.LABELBOX, "i1", "i2")).isEmpty();

        assertThat(taken.keySet()).containsExactly("b~d-1~i1", "b~d-1~i2");
        assertThat(batches.values()).singleElement().satisfies(batch -> {
            assertThat(batch.path("globalKeys").valueStream().map(JsonNode::asText))
                    .containsExactly("b~d-1~i1", "b~d-1~i2");
            assertThat(batch.at("/consensusSettings/numberOfLabels").asInt()).isEqualTo(2);
        });
    }

    @Test
    void rows_that_labelbox_is_slow_to_create_keep_nobody_elses_calls_waiting() {
        String[] items = IntStream.range(0, 16).mapToObj(i -> "i" + i).toArray(String[]::new);
        vendor.answer(asked -> {
            // Answers only once others' calls are through.
            InParallel.each(List.of("a call", "another"), call -> {});
            return answer(VendorKind.LABELBOX, asked);
        });

        assertThat(push(VendorKind.LABELBOX, items)).isEmpty();
    }

    @Test
    void a_row_that_labelbox_leaves_out_of_a_batch_is_refused() {
        vendor.answer(asked -> {
            if (asked.body().contains("createBatchV2")) {
                return Said.ok("{\"data\":{\"project\":{\"createBatchV2\":{\"batch\":{\"id\":\"b\"},"
                        + "\"failedDataRowIds\":[\"row-2\",\"row-9\"]}}}}");
            }
            if (asked.body().contains("dataRow(where")) {
                return Said.ok("{\"data\":{\"dataRow\":{\"globalKey\":\""
                        + (asked.body().contains("row-2") ? "b~d-1~i2" : "somebody's") + "\"}}}");
            }
            return answer(VendorKind.LABELBOX, asked);
        });

        assertThat(push(VendorKind.LABELBOX, "i1", "i2"))
                .extracting(Refused::item)
                .containsExactly("i2");
    }

    private Said labelbox(Asked asked) {
        JsonNode variables = json(asked).path("variables");
        String query = json(asked).path("query").asText();
        if (query.contains("createDataRow")) {
            assertThat(asked).hasToString("POST /graphql");
            assertThat(variables.path("dataset").asText()).isEqualTo("set 1");
            if (isBad(variables)) {
                return Said.ok(failure("Bad row", "MALFORMED_REQUEST"));
            }
            String key = variables.path("key").asText();
            return taken.putIfAbsent(key, variables) == null
                    ? Said.ok("{\"data\":{\"createDataRow\":{\"id\":\"row\"}}}")
                    : Said.ok(failure("Duplicate global key: '" + key + "'", "INTERNAL_SERVER_ERROR"));
        }
        if (query.contains("queryAllDataRowsHaveBeenProcessed")) {
            return Said.ok(processed(true));
        }
        assertThat(asked).hasToString("POST /_gql");
        assertThat(variables.path("project").asText()).isEqualTo("p 1");
        if (query.contains("createBatchV2")) {
            JsonNode batch = variables.path("batch");
            return batches.putIfAbsent(batch.path("name").asText(), batch) == null
                    ? Said.ok("{\"data\":{\"project\":{\"createBatchV2\":{\"batch\":{\"id\":\"b\"},"
                            + "\"failedDataRowIds\":[]}}}}")
                    : Said.ok(failure("The name is taken", "INTERNAL_SERVER_ERROR"));
        }
        ObjectNode page = Json.object();
        ObjectNode list = page.putObject("data").putObject("project").putObject("batches");
        batches.keySet().forEach(name -> list.withArray("nodes").addObject().put("name", name));
        list.putObject("pageInfo").putNull("endCursor");
        return Said.ok(page.toString());
    }

    private static String processed(boolean all) {
        return "{\"data\":{\"queryAllDataRowsHaveBeenProcessed\":{\"allDataRowsHaveBeenProcessed\":" + all + "}}}";
    }

    private static String failure(String message, String code) {
        ObjectNode answer = Json.object();
        answer.putArray("errors")
                .addObject()
                .put("message", message)
                .putObject("extensions")
                .put("code", code);
        return answer.toString();
    }
}
