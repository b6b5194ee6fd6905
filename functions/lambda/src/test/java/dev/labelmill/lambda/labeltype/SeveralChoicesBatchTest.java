package dev.labelmill.lambda.labeltype;

import static dev.labelmill.lambda.stage.WholeBatch.metadata;
import static dev.labelmill.lambda.stage.WholeBatch.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.WholeBatch;
import org.junit.jupiter.api.Test;

class SeveralChoicesBatchTest {

    private static final String TYPE = "{\"kind\":\"several-choices\",\"classes\":[\"dog\",\"cat\",\"bird\"]}";
    private static final String AUDIT = "\"audit\":{\"autoAccepted\":0,\"human\":3,\"confidence\":0.9},";
    private static final String[] LINES = {
        "{\"id\":\"same\",\"source-ref\":\"s3://b/a.png\"}",
        "{\"id\":\"split\",\"source\":\"some text\"}",
        "{\"id\":\"none\",\"source\":\"other text\"}"
    };

    /** Of one item the crowd never agrees, of another an auditor sees more than it did. */
    private static String answer(String annotator, String item) {
        boolean auditor = annotator.equals("x1") || annotator.startsWith("x") && !item.equals("split");
        return switch (item) {
            case "same" -> auditor ? "[\"dog\",\"bird\",\"cat\"]" : "[\"bird\",\"dog\"]";
            case "split" -> annotator.equals("w0") ? "[\"dog\",\"cat\"]" : annotator.equals("w1") ? "[\"dog\"]" : "[]";
            default -> "[]";
        };
    }

    @Test
    void sets_go_from_the_upload_to_ground_truths_multi_label_classification() {
        WholeBatch batch = new WholeBatch(TYPE, AUDIT, "", LINES).run(SeveralChoicesBatchTest::answer);

        JsonNode same = batch.result("same");
        assertThat(numbers(same.get("label"))).containsExactly(0, 1, 2);
        assertThat(metadata(same).get("class-map").toString())
                .isEqualTo("{\"0\":\"dog\",\"1\":\"cat\",\"2\":\"bird\"}");
        assertThat(metadata(same).get("type").textValue()).isEqualTo("groundtruth/image-classification-multilabel");
        assertThat(metadata(same).at("/labelmill/by").textValue()).isEqualTo("audit");
        JsonNode split = batch.result("split");
        assertThat(numbers(split.get("label"))).isEmpty();
        assertThat(metadata(split).get("type").textValue()).isEqualTo("groundtruth/text-classification-multilabel");
        assertThat(metadata(split).at("/labelmill/labels").intValue()).isEqualTo(5);
        assertThat(batch.results()).hasSize(3);
    }

    @Test
    void audits_that_find_another_set_are_errors_and_the_report_says_how_far_people_agree() {
        WholeBatch batch = new WholeBatch(TYPE, AUDIT, "", LINES).run(SeveralChoicesBatchTest::answer);

        JsonNode report = batch.report();
        assertThat(report.at("/certificate/strata/0/audited").intValue()).isEqualTo(3);
        assertThat(report.at("/certificate/strata/0/errors").intValue()).isEqualTo(1);
        assertThat(report.get("meanPairwiseAgreement").doubleValue()).isBetween(0.6, 0.8);
        assertThat(report.get("alpha").isNull()).isTrue();
        assertThat(report.has("prelabelAgainstPeople")).isFalse();
        assertThat(report.at("/classes/2/inLabels").intValue()).isEqualTo(1);
        assertThat(report.at("/agreement/similarity/value").doubleValue())
                .isEqualTo(report.get("meanPairwiseAgreement").doubleValue());
        assertThat(report.at("/agreement/alpha/low").isNumber()).isTrue();
        assertThat(batch.page()).contains("Similarity").doesNotContain("Fleiss");
        long auditErrors = batch.stage.tallies().total("TALLY#b").get("auditErrors.human");
        assertThat(auditErrors).isEqualTo(1);
    }

    @Test
    void of_what_a_batch_does_not_have_its_report_says_nothing() {
        WholeBatch batch = new WholeBatch(TYPE, "", "", LINES).run(SeveralChoicesBatchTest::answer);

        assertThat(batch.page())
                .contains("decided by people", "Nothing bounds the error")
                .doesNotContain("Checked by experts", "known beforehand", "pre-label accepted")
                .doesNotContain("Certificate:", "audits by experts", "answers on gold", "has paid for");
    }

    @Test
    void a_task_row_keeps_who_answered_and_not_what() {
        WholeBatch batch = new WholeBatch(TYPE, "", "", LINES).run(SeveralChoicesBatchTest::answer);

        Task split = batch.stage.tasks().get("b", "split").orElseThrow();
        assertThat(split.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(split.ballots())
                .hasSize(3)
                .allSatisfy(ballot -> assertThat(ballot.answer()).isNegative());
        assertThat(metadata(batch.result("same")).at("/confidence-map/0").doubleValue())
                .isEqualTo(1);
        assertThat(metadata(batch.result("split")).at("/labelmill/by").textValue())
                .isEqualTo("expert");
    }

    @Test
    void a_value_that_is_no_set_of_the_classes_is_rejected_with_its_reason() {
        WholeBatch batch = new WholeBatch(TYPE, "", "", LINES).dispatched();
        JsonNode line = batch.outbox("crowd").get(0);

        JsonNode answer = batch.send("crowd", line, "w0", "[\"dog\",\"horse\"]");

        assertThat(answer.get("statusCode").intValue()).isEqualTo(422);
        assertThat(batch.rejections("webhook/crowd"))
                .singleElement()
                .satisfies(rejection ->
                        assertThat(rejection.reason()).isEqualTo("value[1] is not one of the batch's classes"));
        assertThat(line.at("/labelType/kind").textValue()).isEqualTo("several-choices");
        assertThat(line.get("classes")).hasSize(3);
    }
}
