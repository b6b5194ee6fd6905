package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.PushForm.Job;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import dev.labelmill.lambda.vendor.VendorApis.VendorApi;
import dev.labelmill.lambda.vendor.argilla.ArgillaPush;
import dev.labelmill.lambda.vendor.labelbox.LabelboxPush;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioPush;
import dev.labelmill.lambda.vendor.scale.ScalePush;
import dev.labelmill.lambda.vendor.toloka.TolokaPush;
import java.util.List;
import java.util.Optional;
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
             "overlap":{"min":1,"max":2,"targetConfidence":0.9},
             "vendors":[{"name":"crowd","tier":"crowd","format":"scale","delivery":"push","target":"p 1",
               "pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}""";

    private final VendorApis apis = new VendorApis();
    private final VendorStandIn vendor = new VendorStandIn(asked -> Said.ok("{}"));

    @AfterEach
    void close() {
        vendor.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_repeated_push_hands_over_once_also_when_the_first_answer_was_lost(VendorApi kind) {
        vendor.answer(asked -> {
            Said said = apis.answer(kind, asked);
            return asked.method().equals("GET") ? said : Said.status(500, "{}");
        });
        assertThatThrownBy(() -> push(kind, "i1", "i2")).isInstanceOf(VendorUnavailable.class);
        vendor.answer(asked -> apis.answer(kind, asked));

        assertThat(push(kind, "i1", "i2")).isEmpty();
        List<String> once = List.copyOf(apis.taken().keySet());
        assertThat(push(kind, "i1", "i2")).isEmpty();

        assertThat(apis.taken().keySet()).containsExactlyElementsOf(once);
        assertThat(once).hasSize(2);
        assertThat(vendor.asked())
                .allSatisfy(asked -> assertThat(asked.headers())
                        .anySatisfy((name, value) -> assertThat(value).isEqualTo(kind.header(VendorStandIn.KEY))));
    }

    @ParameterizedTest
    @EnumSource
    void an_unfit_task_is_refused_alone(VendorApi kind) {
        vendor.answer(asked -> apis.answer(kind, asked));

        assertThat(push(kind, "i1", "bad", "i2")).extracting(Refused::item).containsExactly("bad");
        assertThat(apis.taken().values()).noneMatch(task -> task.toString().contains("text of bad"));
        assertThat(apis.taken()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_key_or_a_busy_api_is_tried_again_and_no_message_holds_the_key(VendorApi kind) {
        for (int status : new int[] {401, 403, 429, 500}) {
            vendor.answer(asked -> Said.status(status, "{}"));
            assertThatThrownBy(() -> push(kind, "i1"))
                    .isInstanceOf(VendorUnavailable.class)
                    .hasMessageNotContaining(VendorStandIn.KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_target_that_is_not_there_is_never_tried_again(VendorApi kind) {
        vendor.answer(asked -> kind == VendorApi.LABELBOX
                ? Said.ok(VendorApis.failure("Not there", "RESOURCE_NOT_FOUND"))
                : Said.status(404, "{}"));

        assertThatThrownBy(() -> push(kind, "i1")).isInstanceOf(VendorRefusal.class);
    }

    @Test
    void toloka_is_asked_again_while_it_is_still_creating_the_tasks() {
        vendor.answer(asked -> Said.ok("{\"status\":\"RUNNING\"}"));

        assertThatThrownBy(() -> push(VendorApi.TOLOKA, "i1"))
                .isInstanceOfSatisfying(
                        NotYet.class, later -> assertThat(later.after()).isPositive());
    }

    @Test
    void scale_gets_a_task_with_a_name_for_its_annotator_who_is_another_one_after_a_claim_that_ended() {
        vendor.answer(asked -> apis.answer(VendorApi.SCALE, asked));
        push(VendorApi.SCALE, "i1");

        push(
                VendorApi.SCALE,
                task("i2").claim("d-0", "crowd", false, 1, Optional.empty()).expire("d-0"));

        assertThat(apis.taken().keySet()).containsExactly("b~d-1~i1", "b~d-1~i2");
        assertThat(apis.taken().values())
                .extracting(task -> task.at("/metadata/labelmill_annotator").asText())
                .containsExactly("response-1", "response-2");
        assertThat(apis.taken().get("b~d-1~i1").path("project").asText()).isEqualTo("p 1");
        assertThat(vendor.asked().get(0)).hasToString("POST /v1/task/categorization");
    }

    private List<Refused> push(VendorApi kind, String... items) {
        return push(kind, Stream.of(items).map(PushFormsTest::task).toArray(Task[]::new));
    }

    private static Task task(String item) {
        return Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2);
    }

    private List<Refused> push(VendorApi kind, Task... tasks) {
        Batch batch = Samples.labelling("b", SETTINGS);
        Vendor crowd = batch.settings().vendor("crowd").orElseThrow();
        Dispatch dispatch = Dispatch.claiming(
                "d-1", "b", "crowd", Stream.of(tasks).map(Task::item).toList(), Stage.START.plusSeconds(60));
        List<TaskLine> lines = Stream.of(tasks)
                .map(task -> new TaskLine(
                        batch,
                        crowd,
                        dispatch,
                        task.claim("d-1", "crowd", false),
                        Json.object().put("id", task.item()).put("source", "text of " + task.item())))
                .toList();
        PushForm form = switch (kind) {
            case SCALE -> new ScalePush();
            case TOLOKA -> new TolokaPush();
            case ARGILLA -> new ArgillaPush();
            case LABEL_STUDIO -> new LabelStudioPush();
            case LABELBOX -> new LabelboxPush();
        };
        String target = kind == VendorApi.LABELBOX ? "p 1/set 1" : "p 1";
        return form.push(new VendorHttp(() -> Stage.START), new Job(vendor.access(), target, "d-1", lines));
    }

    @Test
    void labelbox_sends_rows_to_people_once_they_are_processed_in_one_batch_for_each_number_of_labels() {
        vendor.answer(asked -> asked.body().contains("queryAllDataRowsHaveBeenProcessed")
                ? Said.ok(VendorApis.processed(false))
                : apis.answer(VendorApi.LABELBOX, asked));
        assertThatThrownBy(() -> push(VendorApi.LABELBOX, "i1", "i2")).isInstanceOf(NotYet.class);
        assertThat(apis.batches()).isEmpty();
        vendor.answer(asked -> apis.answer(VendorApi.LABELBOX, asked));

        assertThat(push(VendorApi.LABELBOX, "i1", "i2")).isEmpty();
        assertThat(push(VendorApi.LABELBOX, "i1", "i2")).isEmpty();

        assertThat(apis.taken().keySet()).containsExactly("b~d-1~i1", "b~d-1~i2");
        assertThat(apis.batches().values()).singleElement().satisfies(batch -> {
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
            return apis.answer(VendorApi.LABELBOX, asked);
        });

        assertThat(push(VendorApi.LABELBOX, items)).isEmpty();
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
            return apis.answer(VendorApi.LABELBOX, asked);
        });

        assertThat(push(VendorApi.LABELBOX, "i1", "i2"))
                .extracting(Refused::item)
                .containsExactly("i2");
    }
}
