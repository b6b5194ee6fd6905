package dev.labelmill.lambda.labeltype;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.stage.WholeBatch;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportedBatchTest {

    private static final String BOXES = "{\"kind\":\"boxes\",\"classes\":[\"dog\",\"bone\"]}";
    private static final String SPANS = "{\"kind\":\"spans\",\"classes\":[\"Person\",\"Place\"]}";
    private static final String FILE = "\"prelabel\":{\"labeler\":\"imported\",\"format\":\"labelbox\","
            + "\"file\":\"found.ndjson\",\"classes\":{\"PER\":\"Person\",\"LOC\":\"Place\"}},";
    private static final String PERSON = "[{\"label\":\"Person\",\"start\":0,\"end\":3}]";
    private static final String[] TEXTS = {
        "{\"id\":\"sure\",\"source\":\"Ada saw Paris\"}",
        "{\"id\":\"unsure\",\"source\":\"Rome saw Ada\"} ",
        "{\"id\":\"bad\",\"source\":\"London\"}",
        "{\"id\":\"none\",\"source\":\"nobody\"}",
        "{\"id\":\"sure\",\"source\":\"again\"}"
    };
    private static final String FOUND = String.join(
                    "\n",
                    entity("unsure", "LOC", 0, 3, "0.2"),
                    entity("sure", "PER", 0, 2, "0.99"),
                    entity("bad", "CITY", 0, 5, "0.9"),
                    "{\"dataRow\":{}}",
                    entity("elsewhere", "PER", 0, 2, "0.9"),
                    entity("sure", "LOC", 8, 12, "0.95"))
            + "\n";

    private static String entity(String item, String name, int start, int end, String confidence) {
        return "{\"name\":\"" + name + "\",\"location\":{\"start\":" + start + ",\"end\":" + end + "},\"confidence\":"
                + confidence + ",\"dataRow\":{\"globalKey\":\"" + item + "\"}}";
    }

    @Test
    void ground_truths_boxes_in_the_items_lines_are_shown_and_the_least_sure_come_first() {
        String found = "\"g\":{\"annotations\":[{\"class_id\":7,\"left\":1,\"top\":2,\"width\":30,\"height\":40}]},"
                + "\"g-metadata\":{\"objects\":[{\"confidence\":0.75}],\"class-map\":{\"7\":\"puppy\"}}}";
        WholeBatch batch = new WholeBatch(
                        BOXES,
                        "\"prelabel\":{\"labeler\":\"imported\",\"format\":\"ground-truth\",\"field\":\"g\","
                                + "\"classes\":{\"puppy\":\"dog\"}},",
                        "\"seesPrelabel\":true,",
                        "{\"id\":\"i\",\"source-ref\":\"s3://b/a.png\"," + found,
                        "{\"id\":\"bad\",\"source-ref\":\"s3://b/b.png\"," + found.replace(":7,", ":8,"))
                .dispatched();

        JsonNode shown = line(batch, "i").get("prelabel");
        assertThat(shown.get("value").toString())
                .isEqualTo("[{\"label\":\"dog\",\"left\":1,\"top\":2,\"width\":30,\"height\":40}]");
        assertThat(shown.get("confidence").doubleValue()).isEqualTo(0.75);
        assertThat(priority(batch, "i")).isEqualTo(0.25);
        assertThat(line(batch, "bad").has("prelabel")).isFalse();
        assertThat(batch.stage.text("rejected/b/prelabel-000000.jsonl"))
                .contains("g.annotations[0].class_id has no name in the class-map");

        batch.run((annotator, item) -> "[{\"label\":\"dog\",\"left\":1,\"top\":2,\"width\":30,\"height\":41}]");

        assertThat(batch.results()).hasSize(2);
        assertThat(batch.report().get("prelabels").toString())
                .isEqualTo("{\"usable\":1,\"unusable\":1,\"absent\":0,\"shown\":true,"
                        + "\"byScore\":[{\"from\":0.7,\"to\":0.8,\"items\":1,\"confirmed\":1}],"
                        + "\"withoutScore\":{\"items\":0,\"confirmed\":0}}");
        assertThat(batch.page()).contains("Annotators were shown them");
    }

    @Test
    void a_file_beside_batch_json_pre_labels_items_wherever_its_lines_lie() {
        WholeBatch batch = new WholeBatch(SPANS, FILE, "\"seesPrelabel\":true,", List.of(TEXTS), "found.ndjson", FOUND)
                .dispatched();

        assertThat(line(batch, "sure").get("prelabel").toString())
                .isEqualTo("{\"value\":[{\"label\":\"Person\",\"start\":0,\"end\":3},"
                        + "{\"label\":\"Place\",\"start\":8,\"end\":13}],\"confidence\":0.95}");
        assertThat(line(batch, "none").has("prelabel")).isFalse();
        assertThat(line(batch, "bad").has("prelabel")).isFalse();
        assertThat(priority(batch, "unsure")).isEqualTo(0.8);
        assertThat(batch.stage.text("rejected/b/prelabel-000000.jsonl"))
                .contains("found.ndjson line 4: dataRow.globalKey must be a string or a number")
                .contains(
                        "found.ndjson line 3: name is not one of the batch's classes, and prelabel.classes has none for");
        assertThat(batch.stage.text("rejected/b/score-000000.jsonl"))
                .contains("id \\\"sure\\\" is used by an earlier line");

        batch.run((annotator, item) -> "[]");

        assertThat(batch.results()).hasSize(4);
        assertThat(batch.report().at("/prelabels/unusable").intValue()).isEqualTo(1);
        assertThat(batch.report().at("/prelabels/absent").intValue()).isEqualTo(1);
        assertThat(batch.result("sure").get("source").textValue()).isEqualTo("Ada saw Paris");
        assertThat(batch.result("sure").at("/labelmill-prelabel/confidence").doubleValue())
                .isEqualTo(0.95);
    }

    @Test
    void a_batch_waits_for_the_file_that_its_pre_labels_are_in() {
        WholeBatch batch = new WholeBatch(SPANS, FILE, "", List.of(TEXTS), "found.ndjson", null);

        assertThat(batch.rejections("batch/b"))
                .extracting(Rejection::reason)
                .containsExactly("the batch waits for found.ndjson, which batch.json asks for");
    }

    @Test
    void pre_labels_stand_untested_where_batch_json_says_so_and_audits_count_those_that_are_wrong() {
        String[] lines = new String[10];
        for (int n = 0; n < 8; n++) {
            lines[n] = "{\"id\":\"sure-" + n + "\",\"source\":\"Ada saw Paris\",\"sure\":0.9"
                    + ",\"found\":[{\"label\":\"Person\",\"start\":0,\"end\":3}]}";
        }
        lines[8] = lines[0].replace("sure-0", "unsure").replace("0.9", "0.89");
        lines[9] = lines[0].replace("sure-0", "outside").replace("\"end\":3", "\"end\":99");
        WholeBatch batch = new WholeBatch(
                        SPANS,
                        "\"prelabel\":{\"labeler\":\"imported\",\"field\":\"found\",\"confidenceField\":\"sure\","
                                + "\"acceptWithoutCalibration\":0.89},"
                                + "\"audit\":{\"autoAccepted\":4,\"human\":0,\"confidence\":0.9},",
                        "",
                        lines)
                .run((annotator, item) -> item.equals("sure-1") ? "[]" : PERSON);

        JsonNode report = batch.report();
        List<JsonNode> accepted = batch.results().stream()
                .filter(line -> by(line).equals("prelabel"))
                .toList();
        int audited = report.at("/certificate/strata/0/audited").intValue();
        assertThat(report.get("autoAccepted").intValue()).isEqualTo(8);
        assertThat(report.get("humanLabelled").intValue()).isEqualTo(2);
        assertThat(report.at("/certificate/strata/0/name").textValue()).isEqualTo("auto-accepted");
        assertThat(audited).isBetween(1, 7);
        assertThat(accepted).hasSize(8 - audited).allSatisfy(line -> {
            assertThat(line.at("/label/annotations/entities/0/endOffset").intValue())
                    .isEqualTo(3);
            assertThat(line.at("/label-metadata/human-annotated").textValue()).isEqualTo("no");
            assertThat(line.at("/label-metadata/entities/0/confidence").doubleValue())
                    .isEqualTo(0.9);
        });
        assertThat(report.at("/certificate/strata/0/errors").intValue())
                .isEqualTo(by(batch.result("sure-1")).equals("audit") ? 1 : 0);
        assertThat(by(batch.result("unsure"))).isEqualTo("crowd");
        assertThat(by(batch.result("outside")))
                .as("breaks a check, so people label it")
                .isEqualTo("crowd");
        assertThat(report.at("/plan/reason").textValue()).startsWith("batch.json says to accept without calibration");
        assertThat(batch.page())
                .contains("batch.json says to accept without calibration")
                .contains("8 pre-labels were accepted unseen because batch.json says so")
                .contains("was never tested before. All that is known of their errors comes from the " + audited);
        assertThat(report.at("/decidedBy/prelabel").intValue()).isEqualTo(8 - audited);
        assertThat(report.at("/labelsByPurpose/audit/labels").intValue()).isEqualTo(audited);
        assertThat(report.at("/labelsByPurpose/label/labels").intValue()).isEqualTo(4);
        assertThat(report.at("/cost/labour").decimalValue()).isEqualByComparingTo("0.04");
        assertThat(report.at("/cost/qualityControl").decimalValue())
                .isEqualByComparingTo(BigDecimal.valueOf(audited, 1));
    }

    @Test
    void a_pre_label_of_a_file_stands_untested_only_if_its_line_has_room_for_it() {
        WholeBatch batch = new WholeBatch(
                        SPANS,
                        FILE.replace("\"classes\"", "\"acceptWithoutCalibration\":0.9,\"classes\"")
                                + "\"audit\":{\"autoAccepted\":1,\"human\":0,\"confidence\":0.9},\"maxLineBytes\":240,",
                        "",
                        List.of(
                                "{\"id\":\"sure\",\"source\":\"Ada saw Paris\"}",
                                "{\"id\":\"long\",\"source\":\"" + "Ada ".repeat(40) + "\"}"),
                        "found.ndjson",
                        entity("sure", "PER", 0, 2, "0.99") + "\n" + entity("long", "PER", 0, 2, "0.99") + "\n")
                .run((annotator, item) -> PERSON);

        JsonNode report = batch.report();
        assertThat(report.get("autoAccepted").intValue()).isEqualTo(1);
        assertThat(by(batch.result("long"))).isEqualTo("crowd");
        assertThat(batch.result("long").has("labelmill-prelabel")).isFalse();
        assertThat(by(batch.result("sure"))).isEqualTo("audit");
        assertThat(report.at("/certificate/strata/0/audited").intValue()).isEqualTo(1);
        assertThat(report.at("/certificate/strata/0/errors").intValue()).isZero();
    }

    @Test
    void however_sure_pre_labels_are_people_label_their_items_where_batch_json_does_not_let_them_stand() {
        WholeBatch batch = new WholeBatch(
                        SPANS,
                        "\"prelabel\":{\"labeler\":\"imported\",\"field\":\"found\",\"confidenceField\":\"sure\"},"
                                + "\"audit\":{\"autoAccepted\":4,\"human\":0,\"confidence\":0.9},",
                        "",
                        "{\"id\":\"i\",\"source\":\"Ada saw Paris\",\"sure\":1,\"found\":" + PERSON + "}")
                .run((annotator, item) -> PERSON);

        assertThat(by(batch.result("i"))).isEqualTo("crowd");
        assertThat(batch.report().get("autoAccepted").intValue()).isZero();
        assertThat(batch.page()).contains("pre-labels decided nothing").doesNotContain("acceptWithoutCalibration");
    }

    private static String by(JsonNode line) {
        return line.at("/label-metadata/labelmill/by").textValue();
    }

    private static double priority(WholeBatch batch, String item) {
        return batch.stage.tasks().get("b", item).orElseThrow().priority();
    }

    private static JsonNode line(WholeBatch batch, String item) {
        return batch.outbox("crowd").stream()
                .filter(line -> line.get("task").textValue().equals(item))
                .findFirst()
                .orElseThrow();
    }
}
