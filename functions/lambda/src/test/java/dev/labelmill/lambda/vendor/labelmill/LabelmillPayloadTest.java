package dev.labelmill.lambda.vendor.labelmill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange.Chosen;
import dev.labelmill.lambda.payload.LabelChange.Deleted;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.webhook.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LabelmillPayloadTest {
    private static final String LABEL = "{\"task\":\"i1\",\"annotator\":\"w3\",\"choice\":\"7\"}";

    @Test
    void every_field_of_a_label_arrives() throws UnusableContent {
        ParsedPayload parsed = parse(SampleEvents.body("webhook/labels-submitted.json"));

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.labels())
                .containsExactly(
                        new IncomingLabel(
                                "digits", "i1", "d-5f1c0a9e4b7d2386", "w3", new Chosen("7"), 1, 4200L, "msg_1"),
                        new IncomingLabel(
                                "digits", "i2", "d-5f1c0a9e4b7d2386", "w3", new Chosen("1"), 1, 2750L, "msg_1"));
    }

    @Test
    void what_may_be_left_out_has_its_default() throws UnusableContent {
        for (String label :
                new String[] {LABEL, LABEL.replace("}", ",\"dispatch\":null,\"seconds\":null,\"revision\":null}")}) {
            assertThat(parse(submitted(label)).labels())
                    .containsExactly(new IncomingLabel("b", "i1", null, "w3", new Chosen("7"), 1, null, "msg_1"));
        }
    }

    @Test
    void a_deletion_needs_no_choice() throws UnusableContent {
        assertThat(parse(SampleEvents.body("webhook/labels-deleted.json")).labels())
                .containsExactly(new IncomingLabel("digits", "i1", null, "w3", new Deleted(), 2, null, "msg_1"));
    }

    @Test
    void a_bad_label_spoils_none_of_the_others() throws UnusableContent {
        ParsedPayload parsed = parse(submitted(LABEL + ",{\"task\":\"i2\",\"annotator\":\"w3\"}," + LABEL));

        assertThat(parsed.labels()).hasSize(2);
        assertThat(parsed.problems())
                .containsExactly(new LabelProblem(
                        1, "data.labels[1].choice is missing", "{\"task\":\"i2\",\"annotator\":\"w3\"}"));
    }

    @Test
    void every_fault_of_a_label_is_named_with_its_path() throws UnusableContent {
        assertProblem("\"i1\"", "data.labels[0] is not an object");
        assertProblem("{}", "data.labels[0].task is missing");
        assertProblem(with("task", "7"), "data.labels[0].task is not a string");
        assertProblem(with("task", "null"), "data.labels[0].task is missing");
        assertProblem(with("task", "\"\""), "data.labels[0].task is empty");
        assertProblem(with("task", "\"a#b\""), "data.labels[0].task holds the character #");
        assertProblem(with("annotator", "\"a\\u0000b\""), "data.labels[0].annotator holds a control character");
        assertProblem(with("annotator", "\"\\ud800\""), "data.labels[0].annotator holds a control character");
        assertProblem(
                with("annotator", "\"" + "é".repeat(129) + "\""), "data.labels[0].annotator is longer than 256 bytes");
        assertProblem(with("choice", "[\"7\"]"), "data.labels[0].choice is not a string");
        assertProblem(with("dispatch", "{}"), "data.labels[0].dispatch is not a string");
        assertProblem(with("seconds", "\"4\""), "data.labels[0].seconds is not a number");
        assertProblem(with("seconds", "-0.001"), "data.labels[0].seconds is not between 0 and 31536000");
        assertProblem(with("seconds", "1e400"), "data.labels[0].seconds is not between 0 and 31536000");
        assertProblem(with("revision", "0"), "data.labels[0].revision is not at least 1");
        assertProblem(with("revision", "1.5"), "data.labels[0].revision is not a whole number");
        assertProblem(
                with("revision", "9007199254740992"), "data.labels[0].revision is not between 0 and 9007199254740991");
        assertProblem(with("revision", "1e99999"), "data.labels[0].revision is not between 0 and 9007199254740991");
        assertProblem(with("revision", "1e-99999"), "data.labels[0].revision is not a whole number");
    }

    @Test
    @Timeout(10)
    void a_number_of_a_billion_digits_is_not_built() throws UnusableContent {
        ParsedPayload parsed = parse(submitted(with("seconds", "1e-999999999")));

        assertThat(parsed.labels()).extracting(IncomingLabel::milliseconds).containsExactly(0L);
        assertProblem(with("seconds", "1e999999999"), "data.labels[0].seconds is not between 0 and 31536000");
        assertProblem(with("revision", "1e-999999999"), "data.labels[0].revision is not a whole number");
        assertProblem(with("revision", "0e999999999"), "data.labels[0].revision is not at least 1");
        for (String number : new String[] {"1e99999999999", "1e-99999999999"}) {
            assertThatThrownBy(() -> parse(submitted(with("seconds", number)))).isInstanceOf(UnusableContent.class);
        }
    }

    @Test
    void times_are_rounded_to_milliseconds() throws UnusableContent {
        for (String[] pair : new String[][] {{"0", "0"}, {"0.0004", "0"}, {"0.0005", "1"}, {"1.2345", "1235"}}) {
            assertThat(parse(submitted(with("seconds", pair[0]))).labels())
                    .extracting(IncomingLabel::milliseconds)
                    .containsExactly(Long.valueOf(pair[1]));
        }
    }

    @Test
    void a_class_may_hold_what_an_id_may_not() throws UnusableContent {
        assertThat(parse(submitted(with("choice", "\"C#\""))).labels().get(0).change())
                .isEqualTo(new Chosen("C#"));
    }

    @Test
    void a_fault_of_the_envelope_makes_all_of_it_unusable() {
        String good = submitted(LABEL);
        assertUnusable("{}", "type is missing");
        assertUnusable(
                good.replace("labels.submitted", "labels.burnt"),
                "type is neither labels.submitted nor labels.deleted");
        assertUnusable(
                good.replace("2026-11-24T10:00:00Z", "yesterday"), "timestamp is not a date and time with an offset");
        assertUnusable(
                good.replace("2026-11-24T10:00:00Z", "2026-13-24T10:00:00Z"),
                "timestamp is not a date and time with an offset");
        assertUnusable(good.replace("\"timestamp\"", "\"time\""), "timestamp is missing");
        assertUnusable(good.replace("\"b\"", "\"b#\""), "data.batch holds the character #");
        assertUnusable(good.replace("[" + LABEL + "]", "{}"), "data.labels is not an array");
        assertUnusable(good.replace("[" + LABEL + "]", "[]"), "data.labels is empty");
        assertUnusable(submitted((LABEL + ",").repeat(1000) + LABEL), "the delivery holds more than 1000 labels");
    }

    private static void assertProblem(String label, String sentence) throws UnusableContent {
        ParsedPayload parsed = parse(submitted(label));
        assertThat(parsed.labels()).isEmpty();
        assertThat(parsed.problems()).extracting(LabelProblem::sentence).containsExactly(sentence);
    }

    private static void assertUnusable(String body, String sentence) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(
                        UnusableContent.class, e -> assertThat(e.statusCode()).isEqualTo(422))
                .hasMessage(sentence);
    }

    /** A good label with one field replaced or added. */
    private static String with(String name, String json) {
        String others = switch (name) {
            case "task" -> "\"annotator\":\"w3\",\"choice\":\"7\"";
            case "annotator" -> "\"task\":\"i1\",\"choice\":\"7\"";
            case "choice" -> "\"task\":\"i1\",\"annotator\":\"w3\"";
            default -> "\"task\":\"i1\",\"annotator\":\"w3\",\"choice\":\"7\"";
        };
        return "{" + others + ",\"" + name + "\":" + json + "}";
    }

    private static String submitted(String labels) {
        return "{\"type\":\"labels.submitted\",\"timestamp\":\"2026-11-24T10:00:00Z\",\"data\":{\"batch\":\"b\",\"labels\":["
                + labels + "]}}";
    }

    private static ParsedPayload parse(String body) throws UnusableContent {
        return new LabelmillPayload()
                .parse(StrictJson.read(body.getBytes(StandardCharsets.UTF_8)), new Accepted(Optional.of("msg_1")));
    }
}
