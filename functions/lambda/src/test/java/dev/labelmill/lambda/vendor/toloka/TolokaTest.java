package dev.labelmill.lambda.vendor.toloka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.Read;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TolokaTest {

    private static final String NOTIFIED = Json.write(Events.sample("toloka/notification.json"));
    private static final String ASSIGNMENT = Json.write(Events.sample("toloka/assignment.json"));
    private static final String ID = "00022cfa46--637cf4098ccdeb4a260737de";
    private static final Errand ERRAND = new Errand("assignment", ID, "uuid-1");

    private final VendorStandIn toloka = new VendorStandIn(asked -> Said.ok(ASSIGNMENT));

    @AfterEach
    void close() {
        toloka.close();
    }

    @Test
    void events_of_what_was_answered_become_errands_one_for_each_assignment() throws UnusableContent {
        assertThat(Read.by(new TolokaPayload(), NOTIFIED).errands())
                .containsExactly(
                        new Errand("assignment", ID, "00000000-0000-0000-0000-000000000001"),
                        new Errand("assignment", "assignment-3", "00000000-0000-0000-0000-000000000003"));
        assertThat(Read.by(new TolokaPayload(), NOTIFIED.replace("assignment-3", ID))
                        .errands())
                .hasSize(1);
    }

    @Test
    void the_documented_notification_is_an_errand() throws UnusableContent {
        assertThat(Read.by(new TolokaPayload(), """
                        {"events":[{"event_time":"2000-01-01T12:00:00","project_id":"project-1","pool_id":"pool-1",
                         "uuid":"00000000-0000-0000-0000-000000000000","task_suite_id":"task-suite-1",
                         "assignment_id":"assignment-1","webhook_subscription_id":"subscription-1",
                         "type":"ASSIGNMENT_APPROVED"}]}""").errands())
                .containsExactly(new Errand("assignment", "assignment-1", "00000000-0000-0000-0000-000000000000"));
    }

    @Test
    void a_bad_event_spoils_no_other_and_no_id_leads_out_of_the_path() throws UnusableContent {
        ParsedPayload parsed = Read.by(new TolokaPayload(), NOTIFIED.replace(ID, ".."));

        assertThat(parsed.errands()).hasSize(1);
        assertThat(parsed.problems())
                .extracting(LabelProblem::sentence)
                .containsExactly("events[0].assignment_id is no id");
        assertThatThrownBy(() -> Read.by(new TolokaPayload(), "{}")).hasMessage("events is missing");
    }

    @Test
    void an_assignment_is_fetched_with_the_key_and_holds_a_label_for_each_task() throws UnusableContent {
        ParsedPayload fetched = fetch();

        assertThat(toloka.asked()).singleElement().satisfies(asked -> {
            assertThat(asked).hasToString("GET /api/v1/assignments/" + ID);
            assertThat(asked.headers()).containsEntry("authorization", "ApiKey " + VendorStandIn.KEY);
        });
        assertThat(fetched.labels()).containsExactly(label("i1", "1"), label("i2", "0"));
    }

    @Test
    void a_rejected_assignment_takes_its_labels_back_at_a_higher_revision_and_an_accepted_one_brings_them_again()
            throws UnusableContent {
        long submitted = fetch().labels().get(0).revision();
        answer("REJECTED", "rejected", "2026-11-24T10:00:00");
        ParsedPayload rejected = fetch();
        answer("ACCEPTED", "accepted", "2026-11-24T10:00:01");
        ParsedPayload accepted = fetch();

        assertThat(rejected.labels()).extracting(IncomingLabel::change).containsOnly(new LabelChange.Deleted());
        assertThat(rejected.labels().get(0).revision()).isGreaterThan(submitted);
        assertThat(accepted.labels().get(0).change()).isEqualTo(new LabelChange.Chosen("1"));
        assertThat(accepted.labels().get(0).revision())
                .isGreaterThan(rejected.labels().get(0).revision());
    }

    @Test
    void assignments_that_hold_no_answer_are_nothing() throws UnusableContent {
        answer("EXPIRED", "expired", "2026-11-24T10:00:00");
        assertThat(fetch()).isEqualTo(ParsedPayload.ignored());
    }

    @Test
    void what_is_not_as_asked_is_told_in_a_sentence() throws UnusableContent {
        toloka.answer(asked -> Said.ok(ASSIGNMENT.replace(ID, "another")));
        assertThatThrownBy(this::fetch).hasMessage("id is not the id of the assignment that was asked for");
        toloka.answer(asked -> Said.ok(ASSIGNMENT.replace(",{\"output_values\":{\"label\":\"0\"}}", "")));
        assertThatThrownBy(this::fetch).hasMessage("solutions are not as many as the tasks");
        toloka.answer(asked -> Said.ok(ASSIGNMENT.replace("{\"label\":\"0\"}", "{}")));
        assertThat(fetch().problems())
                .extracting(LabelProblem::sentence)
                .containsExactly("solutions[1].output_values.label is missing");
        toloka.answer(asked -> Said.ok(ASSIGNMENT.replace(
                "{\"label\":\"0\"}", "{\"label\":[{\"shape\":\"rectangle\",\"left\":0.1,\"label\":\"a\"}]}")));
        assertThat(fetch().problems()).hasSize(1);
    }

    @Test
    void a_missing_assignment_is_never_given_and_a_refused_key_or_a_busy_api_is_tried_again() {
        toloka.answer(asked -> Said.status(404, "{}"));
        assertThatThrownBy(this::fetch).isInstanceOf(VendorRefusal.class);
        for (int status : new int[] {401, 403, 429, 500, 503}) {
            toloka.answer(asked -> Said.status(status, "{}"));
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(VendorUnavailable.class)
                    .hasMessageNotContaining(VendorStandIn.KEY);
        }
    }

    private static IncomingLabel label(String item, String choice) {
        return new IncomingLabel(
                "digits",
                item,
                "d-5f1c0a9e4b7d2386",
                "d26d7d094e0dbb67ec46a269dc5dd15c",
                new LabelChange.Chosen(choice),
                1_795_511_348_602_000L,
                13_400L,
                "uuid-1");
    }

    private void answer(String status, String time, String at) {
        toloka.answer(asked -> Said.ok(ASSIGNMENT.replace(
                "\"status\":\"SUBMITTED\"", "\"status\":\"" + status + "\",\"" + time + "\":\"" + at + "\"")));
    }

    private ParsedPayload fetch() throws UnusableContent {
        return new TolokaAssignment().fetch(new VendorHttp(() -> Stage.START), toloka.access(), ERRAND);
    }
}
