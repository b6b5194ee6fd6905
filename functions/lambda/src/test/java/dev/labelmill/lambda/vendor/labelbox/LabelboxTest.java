package dev.labelmill.lambda.vendor.labelbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelChange.Chosen;
import dev.labelmill.lambda.payload.LabelChange.Valued;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.payload.Withdrawal;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.Read;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelboxTest {

    private static final String ID = "ckr5ii9wi5zj90y4w08dx5w8p";
    private static final Errand ERRAND = new Errand("label", "p/" + ID, "delivery-1");
    private static final String RADIO = Json.write(Events.sample("labelbox/label-radio.json"));

    private final VendorStandIn labelbox = new VendorStandIn(asked -> Said.ok(RADIO));

    @AfterEach
    void close() {
        labelbox.close();
    }

    @Test
    void a_webhook_is_an_errand_for_the_label_that_it_names() throws UnusableContent {
        String body = "{\"id\":\"" + ID + "\",\"project\":{\"id\":\"p\"}}";
        Accepted named = new Accepted(Optional.empty(), Optional.of("delivery-1"));

        assertThat(new LabelboxPayload()
                        .parse(StrictJson.readVendors(body.getBytes(StandardCharsets.UTF_8)), named)
                        .errands())
                .containsExactly(ERRAND);
        assertThat(new LabelboxPayload()
                        .parse(
                                StrictJson.readVendors(body.getBytes(StandardCharsets.UTF_8)),
                                new Accepted(Optional.empty()))
                        .errands())
                .containsExactly(new Errand("label", "p/" + ID, "labelbox-" + ID));
    }

    @Test
    void a_webhook_that_names_no_label_is_told_so() {
        assertThatThrownBy(() -> Read.by(new LabelboxPayload(), "{\"project\":{\"id\":\"p\"}}"))
                .hasMessageContaining("names no label");
        assertThatThrownBy(() -> Read.by(new LabelboxPayload(), "{\"id\":\"a\"}"))
                .hasMessage("project is missing");
    }

    @Test
    void a_label_is_fetched_by_its_id_with_the_key() throws UnusableContent {
        ParsedPayload fetched = fetch();

        assertThat(labelbox.asked()).singleElement().satisfies(asked -> {
            assertThat(asked).hasToString("POST /graphql");
            assertThat(asked.headers()).containsEntry("authorization", "Bearer " + VendorStandIn.KEY);
            JsonNode body = Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
            assertThat(body.at("/variables/id").asText()).isEqualTo(ID);
            assertThat(body.path("query").asText()).doesNotContain(ID);
        });
        assertThat(fetched.labels())
                .containsExactly(new IncomingLabel(
                        "digits",
                        "i1",
                        "d-5f1c0a9e4b7d2386",
                        "ckqcx1d0306840y61bowb5j1s",
                        new Chosen("1"),
                        1_795_514_250_268_000L,
                        27_957L,
                        "delivery-1",
                        ID));
    }

    @Test
    void boxes_are_read_in_pixels_and_an_entity_ends_behind_its_last_character() throws UnusableContent {
        assertThat(value(change("labelbox/label-boxes.json")))
                .isEqualTo("[{\"label\":\"car\",\"left\":965,\"top\":1333,\"width\":594,\"height\":186},"
                        + "{\"label\":\"car\",\"left\":392,\"top\":176,\"width\":463,\"height\":315}]");
        assertThat(value(change("labelbox/label-entities.json")))
                .isEqualTo("[{\"label\":\"who\",\"start\":25,\"end\":45}]");
    }

    @Test
    void lists_and_numbers_are_values_and_nothing_marked_is_an_empty_list() throws UnusableContent {
        assertThat(value(said("\"answers\":[{\"name\":\"a\"},{\"name\":\"b\"}]")))
                .isEqualTo("[\"a\",\"b\"]");
        assertThat(said("\"answer\":[{\"title\":\"a\",\"value\":\"A\"}]")).isEqualTo(new Chosen("a"));
        assertThat(said("\"answer\":{\"value\":\"a\"}")).isEqualTo(new Chosen("a"));
        assertThat(value(said("\"answer\":\"12.5\""))).isEqualTo("12.5");
        answerIs("{}");
        assertThat(value(fetch().labels().get(0).change())).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"classifications\":[{\"answer\":\"some words\"}]}",
                "{\"classifications\":[{\"answer\":\"1e999999999\"}]}",
                "{\"classifications\":[{\"answer\":{\"name\":\"a\"}},{\"answer\":{\"name\":\"b\"}}]}",
                "{\"objects\":[{\"name\":\"a\",\"polygon\":[]}]}",
                "{\"objects\":[{\"bbox\":{}}]}",
                "{\"objects\":[{\"name\":\"a\",\"bbox\":{}}],\"classifications\":[{}]}",
                "words",
                "[]"
            })
    void what_is_no_answer_to_one_question_is_told_in_a_sentence(String answer) throws UnusableContent {
        answerIs(answer);

        assertThat(fetch().labels()).isEmpty();
        assertThat(fetch().problems()).extracting(LabelProblem::sentence).allMatch(said -> said.startsWith("data."));
    }

    @Test
    void a_row_that_is_not_ours_and_a_label_that_was_not_asked_for_are_refused() throws UnusableContent {
        labelbox.answer(asked -> Said.ok(RADIO.replace("digits~d-5f1c0a9e4b7d2386~i1", "photo-17.jpg")));
        assertThat(fetch().problems())
                .extracting(LabelProblem::sentence)
                .containsExactly("data.label.dataRow.globalKey is not the key of a task that Labelmill gave");
        labelbox.answer(asked -> Said.ok(RADIO.replace(ID, "another")));
        assertThatThrownBy(this::fetch).hasMessage("data.label.id is not the id of the label that was asked for");
    }

    @Test
    void a_label_that_does_not_exist_any_more_is_taken_back() throws UnusableContent {
        ParsedPayload gone =
                new ParsedPayload(List.of(), List.of(), List.of(new Withdrawal(ID, "delivery-1", false)), List.of());

        for (String none :
                new String[] {error("RESOURCE_NOT_FOUND", "Label not found"), "{\"data\":{\"label\":null}}"}) {
            labelbox.answer(asked -> Said.ok(isForProject(asked) ? "{\"data\":{\"project\":{\"id\":\"p\"}}}" : none));
            assertThat(fetch()).isEqualTo(gone);
        }
    }

    @Test
    void a_key_that_does_not_see_the_project_either_takes_no_label_back() {
        String none = error("RESOURCE_NOT_FOUND", "Label not found");
        for (String project : new String[] {
            error("RESOURCE_NOT_FOUND", "Project not found"),
            "{\"data\":{\"project\":null}}",
            "{\"data\":{\"project\":{\"id\":\"another\"}}}"
        }) {
            labelbox.answer(asked -> Said.ok(isForProject(asked) ? project : none));
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(VendorUnavailable.class)
                    .hasMessageContaining("must be one of the project's workspace")
                    .hasMessageNotContaining(VendorStandIn.KEY);
        }
    }

    @Test
    void an_errand_that_names_no_label_of_a_project_is_asked_of_nobody() {
        assertThatThrownBy(() -> fetch(new Errand("label", ID, "d"))).isInstanceOf(UnusableContent.class);
        assertThatThrownBy(() -> fetch(new Errand("job", "p/" + ID, "d"))).isInstanceOf(UnusableContent.class);
        assertThatThrownBy(() -> Read.by(new LabelboxPayload(), "{\"id\":\"a\",\"project\":{\"id\":\"p/a\"}}"))
                .hasMessage("project.id is no project's id");
        assertThat(labelbox.asked()).isEmpty();
    }

    private static boolean isForProject(Asked asked) {
        return asked.body().contains("project(where");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTHENTICATION_ERROR",
                "AUTHORIZATION_ERROR",
                "GRAPHQL_VALIDATION_FAILED",
                "INTERNAL_SERVER_ERROR",
                "ANYTHING",
                ""
            })
    void no_other_error_takes_a_label_back(String code) {
        labelbox.answer(asked -> Said.ok(error(code, "oh")));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(VendorUnavailable.class)
                .hasMessageNotContaining(VendorStandIn.KEY);
    }

    @Test
    void neither_does_an_answer_that_is_none() {
        for (Said said : new Said[] {
            Said.ok("{\"message\":\"You have exceeded your limit\"}"),
            Said.ok("no json"),
            Said.status(404, "{}"),
            Said.status(401, "{}"),
            Said.later(429, "7"),
            Said.status(502, "Bad gateway")
        }) {
            labelbox.answer(asked -> said);
            assertThatThrownBy(this::fetch).isInstanceOf(VendorUnavailable.class);
        }
    }

    private static String error(String code, String message) {
        ObjectNode answer = Json.object();
        answer.putNull("data");
        answer.putArray("errors")
                .addObject()
                .put("message", message)
                .putObject("extensions")
                .put("code", code);
        return answer.toString();
    }

    private ParsedPayload fetch() throws UnusableContent {
        return fetch(ERRAND);
    }

    private ParsedPayload fetch(Errand errand) throws UnusableContent {
        return new LabelboxLabel().fetch(new VendorHttp(() -> Stage.START), labelbox.access(), errand);
    }

    private LabelChange change(String sample) throws UnusableContent {
        JsonNode label = Events.sample(sample);
        labelbox.answer(asked -> Said.ok(label.toString()));
        return fetch(new Errand("label", "p/" + label.at("/data/label/id").asText(), "delivery-1"))
                .labels()
                .get(0)
                .change();
    }

    private LabelChange said(String classification) throws UnusableContent {
        answerIs("{\"objects\":[],\"classifications\":[{\"name\":\"question\"," + classification + "}]}");
        return fetch().labels().get(0).change();
    }

    private void answerIs(String answer) {
        ObjectNode label = (ObjectNode) Events.sample("labelbox/label-radio.json");
        ((ObjectNode) label.at("/data/label")).put("label", answer);
        labelbox.answer(asked -> Said.ok(label.toString()));
    }

    private static String value(LabelChange change) {
        return Json.write(((Valued) change).value());
    }
}
