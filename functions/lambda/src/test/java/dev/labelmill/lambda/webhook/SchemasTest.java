package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.labelmill.LabelmillPayload;
import dev.labelmill.lambda.vendor.labelmill.LabelmillRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
    private static final Schema LABELS = schema("labelmill.labels.v1");
    private static final Schema TASK = schema("labelmill.task.v1");
    private static final Schema TASKS = schema("labelmill.tasks.v1");
    private static final Schema BATCH = schema("batch.v1");

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
        assertAgreement(changed(delivery(LABEL), from, to), good);
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

        assertThat(valid(TASK, line)).isTrue();
        assertThat(valid(TASK, changed(line, from, to))).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"labeler\":\"linear\",\"model\":\"model.json\"} | {\"labeler\":\"rules\",\"rulesFile\":\"rules.json\"} | true",
                "{\"labeler\":\"linear\",\"model\":\"model.json\"} | {\"labeler\":\"rules\",\"rules\":[{\"class\":\"0\",\"keyword\":\"a\",\"weight\":1.5}]} | true",
                "{\"labeler\":\"linear\",\"model\":\"model.json\"} | {\"labeler\":\"rules\",\"rules\":[{\"class\":\"0\",\"weight\":1.5}]} | false",
                "{\"labeler\":\"linear\",\"model\":\"model.json\"} | {\"labeler\":\"oracle\"} | false",
                "\"prelabel\":{\"labeler\":\"linear\",\"model\":\"model.json\"}, | `` | true",
                "\"gold\":{\"overlap\":2,\"rate\":0.15}, | `` | false",
                "\"seed\":42 | \"sede\":42 | false",
                "\"seed\":42, | `` | true",
                "\"chunkBytes\":65536 | \"chunkBytes\":67108865 | false",
                "\"min\":2 | \"min\":0 | false",
                "\"targetError\":0.05 | \"targetError\":5 | false",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"skills\":[\"radiology\"],\"hours\":{\"zone\":\"Europe/Berlin\",\"days\":[\"mon\",\"sun\"],\"from\":\"22:00\",\"to\":\"06:00\"} | true",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"skills\":[] | true",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"skills\":[\"a\",\"a\"] | false",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"skills\":[\" \"] | false",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"hours\":{\"zone\":\"Europe/Berlin\",\"days\":[\"mon\",\"sunday\"],\"from\":\"22:00\",\"to\":\"06:00\"} | false",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"hours\":{\"zone\":\"Europe/Berlin\",\"days\":[\"mon\",\"sun\"],\"from\":\"24:00\",\"to\":\"06:00\"} | false",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"hours\":{\"zone\":\"Europe/Berlin\",\"days\":[],\"from\":\"22:00\",\"to\":\"06:00\"} | false",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"hours\":{\"zone\":\"Europe/Berlin\",\"days\":[\"mon\",\"sun\"],\"from\":\"22:00\"} | false",
                "\"tier\":\"expert\" | \"tier\":\"crowd\" | false",
                "\"tier\":\"crowd\" | \"tier\":\"expert\" | false",
                "\"pricePerLabel\":0.012 | \"pricePerLabel\":-1 | false",
                "\"format\":\"labelmill\" | \"format\":\"csv\" | false",
                "[\"0\",\"1\"] | [\"0\",\"0\"] | false",
                "single-choice | polygons | false",
                "\"human\":120 | \"human\":120,\"tolerance\":0 | true",
                "\"human\":120 | \"human\":120,\"tolerance\":0.5 | false",
                "{\"labeler\":\"linear\",\"model\":\"model.json\"} | {\"labeler\":\"imported\",\"field\":\"guess\"} | false"
            })
    void the_batch_schema_tells_good_settings_from_bad(String from, String to, boolean good) {
        String batch =
                "{\"project\":\"demo\",\"labelType\":{\"kind\":\"single-choice\",\"classes\":[\"0\",\"1\"]},\"seed\":42,"
                        + "\"chunkBytes\":65536,\"prelabel\":{\"labeler\":\"linear\",\"model\":\"model.json\"},"
                        + "\"autoAccept\":{\"targetError\":0.05,\"confidence\":0.95},"
                        + "\"overlap\":{\"min\":2,\"max\":5,\"targetConfidence\":0.95},\"gold\":{\"overlap\":2,\"rate\":0.15},"
                        + "\"audit\":{\"autoAccepted\":120,\"human\":120,\"confidence\":0.95},\"vendors\":["
                        + "{\"name\":\"crowd\",\"tier\":\"crowd\",\"format\":\"labelmill\",\"pricePerLabel\":0.012,\"capacity\":2000,"
                        + "\"deadlineSeconds\":20,\"seesPrelabel\":false},"
                        + "{\"name\":\"experts\",\"tier\":\"expert\",\"format\":\"labelmill\",\"pricePerLabel\":0.15,\"capacity\":500,"
                        + "\"deadlineSeconds\":20,\"seesPrelabel\":false}],\"expectedItems\":3}";

        assertThat(valid(BATCH, batch)).isTrue();
        assertThat(valid(BATCH, changed(batch, from, to))).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"several-choices\",\"classes\":[\"a\"],\"distance\":\"masi\",\"quorum\":1} | `` | true",
                "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5} | `` | true",
                "{\"kind\":\"rating\",\"lowest\":1} | `` | false",
                "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5,\"classes\":[\"a\"]} | `` | false",
                "{\"kind\":\"number\",\"min\":0.5,\"unit\":\"kg\",\"middle\":\"mean\"} | `` | true",
                "{\"kind\":\"number\",\"middle\":\"mode\"} | `` | false",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"],\"minIou\":0.4,\"edges\":\"median\"} | `` | true",
                "{\"kind\":\"boxes\",\"classes\":[],\"minIou\":0.4} | `` | false",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"],\"minIou\":0} | `` | false",
                "{\"kind\":\"spans\",\"classes\":[\"a\"],\"distance\":\"graded\"} | `` | true",
                "{\"kind\":\"spans\",\"classes\":[\"a\"],\"distance\":\"near\"} | `` | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"field\":\"f\",\"confidenceField\":\"c\"}, | true",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\"}, | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"field\":\"f\",\"acceptWithoutCalibration\":0.9}, | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"field\":\"f\",\"acceptWithoutCalibration\":0.9},\"audit\":{\"autoAccepted\":9,\"human\":1,\"confidence\":0.9}, | true",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"field\":\"f\",\"acceptWithoutCalibration\":0.9},\"audit\":{\"autoAccepted\":0,\"human\":1,\"confidence\":0.9}, | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"field\":\"f\",\"acceptWithoutCalibration\":0},\"audit\":{\"autoAccepted\":9,\"human\":1,\"confidence\":0.9}, | false",
                "{\"kind\":\"single-choice\",\"classes\":[\"a\",\"b\"]} | \"prelabel\":{\"labeler\":\"onnx\",\"model\":\"m.onnx\",\"acceptWithoutCalibration\":0.9},\"audit\":{\"autoAccepted\":9,\"human\":1,\"confidence\":0.9}, | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"file\":\"f.jsonl\",\"key\":\"item.id\"}, | true",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"field\":\"f\",\"key\":\"item.id\"}, | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"label-studio\"}, | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"onnx\",\"model\":\"m.onnx\"}, | false",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"onnx\",\"model\":\"m.onnx\"}, | true",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"label-studio\",\"classes\":{\"b\":\"a\"}}, | true",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"ground-truth\"}, | false",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"ground-truth\",\"field\":\"f\",\"confidenceField\":\"c\"}, | false",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"field\":\"f\",\"classes\":{}}, | false",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"cvat\",\"field\":\"f\"}, | false",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"labelbox\",\"file\":\"f.ndjson\",\"offsets\":\"utf-16\",\"end\":\"exclusive\"}, | true",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"labelbox\",\"file\":\"f.ndjson\",\"field\":\"f\"}, | false",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"prelabel\":{\"labeler\":\"imported\",\"format\":\"labelbox\",\"file\":\"f.ndjson\",\"end\":\"open\"}, | false",
                "{\"kind\":\"number\"} | \"prelabel\":{\"labeler\":\"linear\",\"model\":\"m.json\"}, | false",
                "{\"kind\":\"number\"} | \"violations\":\"refuse\",\"checks\":[], | true",
                "{\"kind\":\"number\"} | \"violations\":\"ignore\", | false",
                "{\"kind\":\"boxes\",\"classes\":[\"a\",\"b\"]} | \"checks\":[{\"kind\":\"box-size\",\"name\":\"tiny\",\"min\":2.5},{\"kind\":\"count\",\"name\":\"few\",\"class\":\"a\",\"max\":3}], | true",
                "{\"kind\":\"boxes\",\"classes\":[\"a\",\"b\"]} | \"checks\":[{\"kind\":\"required\",\"name\":\"r\",\"class\":\"a\"},{\"kind\":\"required-with\",\"name\":\"w\",\"class\":\"a\",\"companion\":\"b\"},{\"kind\":\"forbidden-together\",\"name\":\"f\",\"class\":\"a\",\"other\":\"b\"}], | true",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"checks\":[{\"kind\":\"span-length\",\"name\":\"long\",\"min\":1,\"max\":80}], | true",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"checks\":[{\"kind\":\"span-length\",\"name\":\"long\"}], | false",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"checks\":[{\"kind\":\"span-length\",\"name\":\"a b\",\"max\":8}], | false",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"checks\":[{\"kind\":\"count\",\"name\":\"c\",\"most\":8}], | false",
                "{\"kind\":\"spans\",\"classes\":[\"a\"]} | \"checks\":[{\"kind\":\"required\",\"name\":\"r\"}], | false",
                "{\"kind\":\"number\"} | \"gold\":{\"overlap\":2,\"rate\":0.15}, | false",
                "{\"kind\":\"number\"} | \"audit\":{\"autoAccepted\":0,\"human\":1,\"confidence\":0.9,\"tolerance\":0.1}, | true",
                "{\"kind\":\"number\"} | \"audit\":{\"autoAccepted\":0,\"human\":1,\"confidence\":0.9,\"tolerance\":1}, | false"
            })
    void reader_and_batch_schema_agree_on_label_types(String type, String more, boolean good) {
        String batch = "{\"project\":\"demo\",\"labelType\":" + type + "," + more
                + "\"seed\":42,\"chunkBytes\":65536,\"overlap\":{\"min\":2,\"max\":5,\"targetConfidence\":0.95},\"vendors\":["
                + "{\"name\":\"crowd\",\"tier\":\"crowd\",\"format\":\"labelmill\",\"pricePerLabel\":0.012,\"capacity\":2000,"
                + "\"deadlineSeconds\":20,\"seesPrelabel\":false},"
                + "{\"name\":\"experts\",\"tier\":\"expert\",\"format\":\"labelmill\",\"pricePerLabel\":0.15,\"capacity\":500,"
                + "\"deadlineSeconds\":20,\"seesPrelabel\":false}]}";

        assertThat(valid(BATCH, batch)).isEqualTo(good);
        assertThat(isRead(batch)).isEqualTo(good);
    }

    private static boolean isRead(String batch) {
        try {
            return BatchSettingsReader.read("b", batch.getBytes(StandardCharsets.UTF_8)) != null;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static void assertAgreement(String body, boolean good) {
        assertThat(valid(LABELS, body)).as("schema on " + body).isEqualTo(good);
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

    private static boolean valid(Schema schema, String json) {
        return schema.validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    private static String changed(String json, String from, String to) {
        assertThat(json).contains(from);
        return json.replace(from, to);
    }

    private static String delivery(String labels) {
        return "{\"type\":\"labels.submitted\",\"timestamp\":\"2026-11-24T10:00:00Z\",\"data\":{\"batch\":\"b\",\"labels\":["
                + labels + "]}}";
    }

    private static Schema schema(String name) {
        try (InputStream in = SchemasTest.class.getResourceAsStream("/schema/" + name + ".schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
