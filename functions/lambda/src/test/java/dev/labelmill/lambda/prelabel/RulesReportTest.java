package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.stage.WholeBatch;
import org.junit.jupiter.api.Test;

/** What the reports say of rules. */
class RulesReportTest {

    private static final String TYPE = "{\"kind\":\"single-choice\",\"classes\":[\"bad\",\"good\"]}";
    private static final String[] LINES = {
        "{\"id\":\"a\",\"source\":\"fine and nice\"}",
        "{\"id\":\"b\",\"source\":\"fine but <b>poor</b>\"}",
        "{\"id\":\"c\",\"source\":\"poor\"}",
        "{\"id\":\"d\",\"source\":\"nothing to say\"}",
    };

    private static WholeBatch batch(String combine) {
        return new WholeBatch(
                        TYPE,
                        "\"prelabel\":{\"labeler\":\"rules\"," + combine
                                + "\"rules\":[{\"class\":\"good\",\"keyword\":\"fine\"},"
                                + "{\"class\":\"good\",\"pattern\":\"ni<?ce\"},{\"class\":\"bad\",\"keyword\":\"poor\"},"
                                + "{\"class\":\"bad\",\"keyword\":\"nothing\"}]},",
                        "",
                        LINES)
                .run((annotator, item) -> "choice:good");
    }

    @Test
    void the_report_tells_of_each_rule_coverage_overlaps_conflicts_and_estimated_accuracy() {
        WholeBatch batch = batch("\"combine\":\"label-model\",");

        JsonNode rules = batch.report().get("rules");
        assertThat(rules.get("combine").textValue()).isEqualTo("label-model");
        JsonNode fine = rules.at("/rules/0");
        assertThat(fine.get("class").textValue()).isEqualTo("good");
        assertThat(fine.get("rule").textValue()).isEqualTo("fine");
        assertThat(fine.get("labelled").intValue()).isEqualTo(2);
        assertThat(fine.get("coverage").doubleValue()).isEqualTo(0.5);
        assertThat(fine.get("overlaps").doubleValue()).isEqualTo(0.5);
        assertThat(fine.get("conflicts").doubleValue()).isEqualTo(0.25);
        assertThat(fine.get("estimatedAccuracy").doubleValue()).isBetween(0.5, 1.0);
        assertThat(rules.at("/rules/3/labelled").intValue()).isEqualTo(1);
        assertThat(rules.at("/rules/3").has("estimatedAccuracy"))
                .as("it overlaps no other rule")
                .isFalse();
        assertThat(rules.at("/labelModel/items").intValue()).isEqualTo(4);
        assertThat(rules.at("/labelModel/estimatedShares/0/share").doubleValue()
                        + rules.at("/labelModel/estimatedShares/1/share").doubleValue())
                .isCloseTo(1, within(1e-9));
        assertThat(batch.page())
                .contains("<h2>Rules</h2>")
                .contains("ni&lt;?ce")
                .contains("Estimated accuracy")
                .contains("from which rules match which of 4 items");
    }

    @Test
    void of_rules_with_weights_no_accuracy_is_estimated() {
        WholeBatch batch = batch("");

        JsonNode rules = batch.report().get("rules");
        assertThat(rules.get("combine").textValue()).isEqualTo("weights");
        assertThat(rules.has("labelModel")).isFalse();
        assertThat(rules.at("/rules/2").has("estimatedAccuracy")).isFalse();
        assertThat(rules.at("/rules/2/conflicts").doubleValue()).isEqualTo(0.25);
        assertThat(batch.page()).contains("<h2>Rules</h2>").doesNotContain("Estimated accuracy");
    }

    @Test
    void a_batch_without_rules_has_no_such_section() {
        WholeBatch batch = new WholeBatch(TYPE, "", "", LINES).run((annotator, item) -> "choice:good");

        assertThat(batch.report().has("rules")).isFalse();
        assertThat(batch.page()).doesNotContain("<h2>Rules</h2>");
    }
}
