package dev.labelmill.lambda.vendor.argilla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.label.Spans;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.payload.Withdrawal;
import dev.labelmill.lambda.vendor.Read;
import dev.labelmill.lambda.webhook.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgillaPayloadTest {

    private static final String SUBMITTED = SampleEvents.body("argilla/response-submitted.json");
    private static final String DISCARDED = SampleEvents.body("argilla/response-discarded.json");
    private static final String ID = "c9d5f6b2-2b63-4d8e-8a53-7f4a40f3c066";
    private final ArgillaPayload parser = new ArgillaPayload();

    @Test
    void a_submitted_response_is_a_label_whose_time_lacks_an_offset_and_is_utc() throws UnusableContent {
        assertThat(Read.by(parser, SUBMITTED).labels())
                .containsExactly(new IncomingLabel(
                        "digits",
                        "i1",
                        "d-5f1c0a9e4b7d2386",
                        "3e760b76-e19a-480a-b436-a85812b98843",
                        new LabelChange.Chosen("1"),
                        1_795_514_280_123_456L,
                        null,
                        "msg_1",
                        ID));
    }

    @Test
    void a_response_discarded_after_it_was_submitted_takes_the_label_back_at_a_higher_revision()
            throws UnusableContent {
        IncomingLabel taken = Read.by(parser, DISCARDED).labels().get(0);

        assertThat(taken.change()).isEqualTo(new LabelChange.Deleted());
        assertThat(taken.revision())
                .isGreaterThan(Read.by(parser, SUBMITTED).labels().get(0).revision());
        assertThat(Read.by(parser, DISCARDED.replace("discarded", "draft")).labels())
                .extracting(IncomingLabel::change)
                .containsExactly(new LabelChange.Deleted());
    }

    @Test
    void a_response_that_begins_as_a_draft_or_a_discard_is_no_label() throws UnusableContent {
        assertThat(Read.by(parser, SUBMITTED.replace("\"status\": \"submitted\"", "\"status\": \"draft\"")))
                .isEqualTo(ParsedPayload.ignored());
        assertThat(Read.by(parser, DISCARDED.replace("response.updated", "response.created")))
                .isEqualTo(ParsedPayload.ignored());
    }

    @Test
    void a_deletion_tells_the_responses_id_alone() throws UnusableContent {
        assertThat(Read.by(parser, SampleEvents.body("argilla/response-deleted.json"))
                        .withdrawals())
                .containsExactly(new Withdrawal(ID, "msg_1"));
    }

    @Test
    void ratings_and_lists_are_values_and_spans_are_counted_in_code_points() throws UnusableContent {
        assertThat(value(SUBMITTED.replace("{\"value\": \"1\"}", "{\"value\": 4}")))
                .isEqualTo("4");
        assertThat(value(SUBMITTED.replace("{\"value\": \"1\"}", "{\"value\": [\"0\", \"1\"]}")))
                .isEqualTo("[\"0\",\"1\"]");
        assertThat(value(SUBMITTED
                        .replace("\"seven\"", "\"\\ud83d\\ude80 rocket\"")
                        .replace("{\"value\": \"1\"}", "{\"value\": [{\"label\": \"a\", \"start\": 3, \"end\": 9}]}")))
                .isEqualTo("[{\"label\":\"a\",\"start\":2,\"end\":8}]");
    }

    @Test
    void more_spans_than_a_label_may_have_are_not_counted_through_a_long_text() throws UnusableContent {
        String span = "{\"label\": \"a\", \"start\": 0, \"end\": 5}";
        String many = span + ("," + span).repeat(Spans.MAX_SPANS);

        assertThat(Read.problems(parser, SUBMITTED.replace("{\"value\": \"1\"}", "{\"value\": [" + many + "]}")))
                .containsExactly("data.values.label.value holds more than 1000 spans");
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.created", "record.completed", "record.deleted", "dataset.published", "ping"})
    void events_of_records_and_datasets_are_ignored(String type) throws UnusableContent {
        assertThat(Read.by(parser, "{\"type\":\"" + type + "\"}")).isEqualTo(ParsedPayload.ignored());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"labelmill_task\": | \"other\": | data.record.metadata.labelmill_task is missing",
                "\"status\": \"submitted\" | \"status\": \"done\" | data.status is neither submitted nor draft nor discarded",
                "\"values\": {\"label\" | \"values\": {\"other\" | data.values.label is missing",
                "\"2026-11-24T09:58:00.123456\" | \"soon\" | data.updated_at is not a date and time with an offset"
            })
    void what_is_missing_or_wrong_is_told_in_a_sentence(String from, String to, String sentence)
            throws UnusableContent {
        assertThat(SUBMITTED).contains(from);
        assertThat(Read.problems(parser, SUBMITTED.replace(from, to))).containsExactly(sentence);
    }

    @Test
    void an_event_that_nobody_knows_is_not_passed_over() {
        assertThatThrownBy(() -> Read.by(parser, "{\"type\":\"response.paid\"}"))
                .hasMessage("type is none that Labelmill knows");
    }

    private String value(String body) throws UnusableContent {
        return ((LabelChange.Valued) Read.by(parser, body).labels().get(0).change())
                .value()
                .toString();
    }
}
