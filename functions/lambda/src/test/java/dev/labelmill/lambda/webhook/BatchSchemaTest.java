package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema of a batch's settings says what their reader says. */
class BatchSchemaTest {
    private static final Schema BATCH = Schemas.of("batch.v1");

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
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"excludes\":false | true",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"excludes\":true | true",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"delivery\":\"pull\",\"excludes\":true | true",
                "\"tier\":\"crowd\" | \"tier\":\"crowd\",\"delivery\":\"pull\",\"excludes\":false | false",
                "\"format\":\"labelmill\" | \"format\":\"label-studio\",\"excludes\":true | true",
                "\"format\":\"labelmill\" | \"format\":\"labelbox\",\"excludes\":true | true",
                "\"format\":\"labelmill\" | \"format\":\"labelbox\",\"delivery\":\"push\",\"target\":\"p/d\",\"excludes\":true | false",
                "\"format\":\"labelmill\" | \"format\":\"scale\",\"excludes\":true | false",
                "\"format\":\"labelmill\" | \"format\":\"scale\",\"excludes\":false | true",
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

        assertThat(Schemas.valid(BATCH, batch)).isTrue();
        assertThat(Schemas.valid(BATCH, Schemas.changed(batch, from, to))).isEqualTo(good);
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

        assertThat(Schemas.valid(BATCH, batch)).isEqualTo(good);
        assertThat(isRead(batch)).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                            | true
            ,"format":"labelmill","seesPrelabel":false                    | true
            ,"delivery":"pull"                                            | true
            ,"delivery":"push"                                            | false
            ,"delivery":"push","target":"7"                               | false
            ,"delivery":"push","target":"7","format":"toloka"             | true
            """)
    void reader_and_batch_schema_agree_on_what_a_vendor_may_leave_out(String more, boolean good) {
        String batch = """
                {"project":"demo","labelType":{"kind":"single-choice","classes":["a","b"]},
                 "overlap":{"min":1,"max":1,"targetConfidence":0.9},
                 "vendors":[{"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":9,"deadlineSeconds":60%s}]}
                """.formatted(more);

        assertThat(Schemas.valid(BATCH, batch)).isEqualTo(good);
        assertThat(isRead(batch)).isEqualTo(good);
    }

    /** As README.md has it. */
    @Test
    void the_least_batch_json_that_users_are_shown_is_one() throws IOException {
        String readme = Files.readString(Events.FOLDER.resolveSibling("README.md"));
        String own = readme.substring(readme.indexOf("## Your own batch"));
        String batch = own.substring(own.indexOf("```json") + 7, own.indexOf("```\n", own.indexOf("```json") + 7));

        assertThat(Schemas.valid(BATCH, batch)).isTrue();
        for (String field : List.of("project", "labelType", "overlap", "vendors")) {
            ObjectNode less = (ObjectNode) Json.parse(batch.getBytes(StandardCharsets.UTF_8));
            less.remove(field);
            assertThat(isRead(Json.write(less))).as("without " + field).isFalse();
        }
        assertThat(isRead(batch)).isTrue();
    }

    private static boolean isRead(String batch) {
        try {
            return BatchSettingsReader.read("b", batch.getBytes(StandardCharsets.UTF_8)) != null;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
