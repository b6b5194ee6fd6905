package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.labelmill.LabelmillPayload;
import dev.labelmill.lambda.vendor.labelmill.LabelmillRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
    private static final Schema LABELS = Schemas.of("labelmill.labels.v1");
    private static final Schema TASK = Schemas.of("labelmill.task.v1");
    private static final Schema TASKS = Schemas.of("labelmill.tasks.v1");

    private static final String LABEL = "{\"task\":\"i1\",\"annotator\":\"w3\",\"choice\":\"7\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook/labels-submitted.json",
                "webhook/labels-deleted.json",
                "webhook/ten-levels-deep.json",
                "webhook/boxes-submitted.json",
                "webhook/spans-submitted.json"
            })
    void the_sample_deliveries_follow_the_schema(String file) {
        assertThat(LABELS.validate(SampleEvents.body(file), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook/tasks-requested.json", "webhook/tasks-held.json"})
    void the_sample_requests_for_tasks_follow_the_schema_and_are_read(String file) throws UnusableContent {
        String body = SampleEvents.body(file);

        assertThat(TASKS.validate(body, InputFormat.JSON)).isEmpty();
        assertThat(LabelmillRequest.read(StrictJson.read(body.getBytes(StandardCharsets.UTF_8)))
                        .annotator())
                .isEqualTo("w3");
        assertThat(LABELS.validate(body, InputFormat.JSON)).isNotEmpty();
    }

    /** One thing of a good delivery changed, and whether it is good then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"7\"} | \"7\"} | true",
                "\"7\"} | \"C#\"} | true",
                "\"7\"} | \"7\",\"extra\":{\"a\":[1]}} | true",
                "\"7\"} | \"7\",\"revision\":2} | true",
                "\"7\"} | \"7\",\"revision\":2.0} | true",
                "\"7\"} | \"7\",\"revision\":null} | true",
                "\"7\"} | \"7\",\"revision\":9007199254740991} | true",
                "\"7\"} | \"7\",\"revision\":9007199254740992} | false",
                "\"7\"} | \"7\",\"revision\":0} | false",
                "\"7\"} | \"7\",\"revision\":-1} | false",
                "\"7\"} | \"7\",\"revision\":1.5} | false",
                "\"7\"} | \"7\",\"revision\":\"1\"} | false",
                "\"7\"} | \"7\",\"revision\":true} | false",
                "\"7\"} | \"7\",\"seconds\":0} | true",
                "\"7\"} | \"7\",\"seconds\":1.5e3} | true",
                "\"7\"} | \"7\",\"seconds\":null} | true",
                "\"7\"} | \"7\",\"seconds\":-1} | false",
                "\"7\"} | \"7\",\"seconds\":31536001} | false",
                "\"7\"} | \"7\",\"seconds\":\"1\"} | false",
                "\"7\"} | \"7\",\"dispatch\":\"d-1\"} | true",
                "\"7\"} | \"7\",\"dispatch\":null} | true",
                "\"7\"} | \"7\",\"dispatch\":\"\"} | false",
                "\"7\"} | \"7\",\"dispatch\":7} | false",
                "\"7\"} | \"\"} | false",
                "\"7\"} | null} | false",
                "\"7\"} | 7} | false",
                "\"7\"} | \"a\\nb\"} | false",
                "\"7\"} | \"a\\n\"} | false",
                ",\"choice\":\"7\" | `` | false",
                "\"choice\":\"7\" | \"value\":[\"7\",\"8\"] | true",
                "\"choice\":\"7\" | \"value\":[] | true",
                "\"choice\":\"7\" | \"value\":4.5 | true",
                "\"choice\":\"7\" | \"value\":[{\"label\":\"a\",\"left\":0,\"top\":1.5,\"width\":2,\"height\":3}] | true",
                "\"choice\":\"7\" | \"value\":[{\"label\":\"a\",\"start\":0,\"end\":3}] | true",
                "\"choice\":\"7\" | \"value\":null | false",
                "\"choice\":\"7\" | \"choice\":\"7\",\"value\":4 | false",
                "\"i1\" | \"i#1\" | false",
                "\"i1\" | \"i1\\n\" | false",
                "\"i1\" | \"\\u0085\" | false",
                "\"i1\" | \"\\u00e9\" | true",
                "\"i1\" | [] | false",
                "\"task\":\"i1\", | `` | false",
                "\"annotator\":\"w3\", | `` | false",
                "\"b\" | \"\" | false",
                "\"b\" | \"b\\tb\" | false",
                "\"batch\":\"b\", | `` | false",
                "labels.submitted | labels.deleted | true",
                "labels.submitted | labels | false",
                "\"type\":\"labels.submitted\", | `` | false",
                "2026-11-24T10:00:00Z | 2026-11-24T10:00:00.123456+05:30 | true",
                "2026-11-24T10:00:00Z | 2026-11-24T10:00Z | false",
                "2026-11-24T10:00:00Z | 2026-11-24T10:00:00 | false",
                "2026-11-24T10:00:00Z | 2026-02-30T10:00:00Z | false",
                "2026-11-24T10:00:00Z | 1795514400 | false",
                "[{ | [7,{ | false"
            })
    void parser_and_schema_agree_on_a_delivery(String from, String to, boolean good) {
        assertAgreement(Schemas.changed(delivery(LABEL), from, to), good);
    }

    @Test
    void parser_and_schema_agree_on_lengths() {
        assertAgreement(delivery(LABEL.replace("i1", "x".repeat(256))), true);
        assertAgreement(delivery(LABEL.replace("i1", "x".repeat(257))), false);
        assertAgreement(delivery(LABEL.replace("\"7\"", "\"" + "x".repeat(257) + "\"")), false);
        assertAgreement(delivery((LABEL + ",").repeat(999) + LABEL), true);
        assertAgreement(delivery((LABEL + ",").repeat(1000) + LABEL), false);
        assertAgreement(delivery(""), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"source\":\"text\" | \"source-ref\":\"s3://bucket/key\" | true",
                "\"w3\" | `` | true",
                "\"source\":\"text\" | \"source\":\"text\",\"source-ref\":\"s3://bucket/key\" | false",
                "\"source\":\"text\", | `` | false",
                "\"source\":\"text\" | \"source-ref\":\"https://example.com\" | false",
                "labelmill.task.v1 | labelmill.task.v2 | false",
                "\"labels\":2 | \"labels\":0 | false",
                "\"w3\" | \"w3\",\"w3\" | false",
                "[\"0\",\"1\"] | [\"0\"] | false",
                "2026-11-24T10:00:00Z | soon | false"
            })
    void the_task_schema_tells_good_lines_from_bad(String from, String to, boolean good) {
        String line =
                "{\"schema\":\"labelmill.task.v1\",\"dispatch\":\"d-1\",\"batch\":\"digits\",\"task\":\"i1\",\"labels\":2,"
                        + "\"exclude\":[\"w3\"],\"classes\":[\"0\",\"1\"],\"source\":\"text\",\"deadline\":\"2026-11-24T10:00:00Z\"}";

        assertThat(Schemas.valid(TASK, line)).isTrue();
        assertThat(Schemas.valid(TASK, Schemas.changed(line, from, to))).isEqualTo(good);
    }

    private static void assertAgreement(String body, boolean good) {
        assertThat(Schemas.valid(LABELS, body)).as("schema on " + body).isEqualTo(good);
        assertThat(isUsable(body)).as("parser on " + body).isEqualTo(good);
    }

    private static boolean isUsable(String body) {
        try {
            Field root = StrictJson.read(body.getBytes(StandardCharsets.UTF_8));
            return new LabelmillPayload()
                    .parse(root, new Accepted(Optional.of("msg_1")))
                    .problems()
                    .isEmpty();
        } catch (UnusableContent unusable) {
            return false;
        }
    }

    private static String delivery(String labels) {
        return "{\"type\":\"labels.submitted\",\"timestamp\":\"2026-11-24T10:00:00Z\",\"data\":{\"batch\":\"b\",\"labels\":["
                + labels + "]}}";
    }
}
