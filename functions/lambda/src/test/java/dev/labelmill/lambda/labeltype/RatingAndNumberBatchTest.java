package dev.labelmill.lambda.labeltype;

import static dev.labelmill.lambda.stage.WholeBatch.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.lambda.stage.WholeBatch;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.Keys;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RatingAndNumberBatchTest {

    private static final String AUDIT = "\"audit\":{\"autoAccepted\":0,\"human\":2,\"confidence\":0.9},";
    private static final String IMPORTED =
            "\"prelabel\":{\"labeler\":\"imported\",\"field\":\"guess\",\"confidenceField\":\"sure\"},";
    private static final String[] LINES = {
        "{\"id\":\"a\",\"source\":\"one\",\"guess\":4,\"sure\":0.9}",
        "{\"id\":\"b\",\"source\":\"two\",\"guess\":2,\"sure\":0.2}",
        "{\"id\":\"bad\",\"source\":\"three\",\"guess\":\"four\"}",
    };

    @Test
    void ratings_become_their_median_and_a_wide_disagreement_asks_a_third_person_then_an_expert() {
        Map<String, Map<String, String>> said = Map.of(
                "a", Map.of("w0", "4", "w1", "4"),
                "b", Map.of("w0", "1", "w1", "5", "w2", "2", "x0", "3"));
        WholeBatch batch = new WholeBatch("{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}", "", "", LINES)
                .run((annotator, item) -> said.getOrDefault(item, Map.of()).getOrDefault(annotator, "4"));

        JsonNode a = batch.result("a");
        assertThat(a.get("label").intValue()).isEqualTo(4);
        assertThat(metadata(a).get("type").textValue()).isEqualTo("labelmill/rating");
        assertThat(metadata(a).at("/labelmill/confidence").doubleValue()).isEqualTo(1);
        JsonNode b = batch.result("b");
        assertThat(b.get("label").intValue()).isEqualTo(3);
        assertThat(metadata(b).at("/labelmill/by").textValue()).isEqualTo("expert");
        assertThat(batch.report().get("classes")).isEmpty();
        assertThat(batch.report().at("/agreement/alphaOrdinal/value").isNumber())
                .isTrue();
        assertThat(batch.report().at("/annotators/0/consensusAccuracy/labels").intValue())
                .isEqualTo(1);
        assertThat(batch.page()).contains("Alpha, ordinal").contains("Above the result by");
        assertThat(batch.page()).doesNotContain("Classes in the labels");
    }

    /** Rows of the table hold 400 KB, and a square of 1,001 steps is five times that. */
    @Test
    void a_batch_with_a_very_long_scale_is_finished_without_confusions() {
        WholeBatch batch = new WholeBatch("{\"kind\":\"rating\",\"lowest\":0,\"highest\":1000}", "", "", LINES)
                .run((annotator, item) -> "400");

        assertThat(batch.results()).hasSize(3);
        assertThat(new AnnotatorStore(batch.stage.table()).of("b"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(WholeBatch.json(row.review()).has("confusion"))
                        .isFalse());
    }

    @Test
    void agreement_on_ratings_is_counted_while_the_batch_runs_and_is_what_finish_measures() {
        Map<String, Map<String, String>> said = Map.of(
                "a", Map.of("w0", "4", "w1", "5"),
                "b", Map.of("w0", "1", "w1", "2"));
        WholeBatch batch = new WholeBatch("{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}", "", "", LINES)
                .run((annotator, item) -> said.getOrDefault(item, Map.of()).getOrDefault(annotator, "3"));

        AgreementCounts live = AgreementCounts.of(
                batch.stage.tallies().total(Keys.batchTally("b")).nonZero());
        JsonNode measured = batch.report().get("agreement");
        same(live.alphaNominal(), measured.at("/alphaNominal/value"));
        same(live.alphaOrdinal(), measured.at("/alphaOrdinal/value"));
        same(live.alphaInterval(), measured.at("/alphaInterval/value"));
        same(live.gwet(5, Weights.QUADRATIC), measured.at("/gwetAC2/value"));
    }

    private static void same(OptionalDouble live, JsonNode measured) {
        assertThat(live.orElseThrow()).isCloseTo(measured.doubleValue(), within(1e-12));
    }

    @Test
    void numbers_are_confirmed_by_an_audit_within_the_tolerance() {
        WholeBatch batch = new WholeBatch(
                        "{\"kind\":\"number\",\"min\":0,\"max\":100,\"unit\":\"kg\"}", AUDIT, "", LINES[0], LINES[1])
                .run((annotator, item) -> annotator.startsWith("w") ? "50" : item.equals("a") ? "54.5" : "56");

        JsonNode report = batch.report();
        assertThat(report.at("/certificate/strata/0/audited").intValue()).isEqualTo(2);
        assertThat(report.at("/certificate/strata/0/errors").intValue()).isEqualTo(1);
        assertThat(report.get("auditTolerance").doubleValue()).isEqualTo(0.05);
        assertThat(batch.result("a").get("label").doubleValue()).isEqualTo(54.5);
        assertThat(metadata(batch.result("a")).get("type").textValue()).isEqualTo("labelmill/number");
        assertThat(batch.page()).contains("farther from the auditor’s than 0.05");
    }

    @Test
    void imported_pre_labels_are_shown_decide_nothing_and_put_the_uncertain_first() {
        WholeBatch batch = new WholeBatch(
                        "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}", IMPORTED, "\"seesPrelabel\":true,", LINES)
                .dispatched();

        JsonNode a = batch.outbox("crowd").stream()
                .filter(line -> line.get("task").textValue().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(a.at("/prelabel/value").intValue()).isEqualTo(4);
        assertThat(a.at("/prelabel/confidence").doubleValue()).isEqualTo(0.9);
        assertThat(a.at("/labelType/highest").intValue()).isEqualTo(5);
        assertThat(a.has("classes")).isFalse();
        assertThat(batch.stage.tasks().get("b", "b").orElseThrow().priority()).isEqualTo(0.8);
        assertThat(batch.stage.text("rejected/b/prelabel-000000.jsonl")).contains("guess must be a whole number");

        batch.run((annotator, item) -> "1");

        assertThat(batch.results())
                .as("an item whose pre-label is none goes to people as well")
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.get("label").intValue()).isEqualTo(1));
    }

    @Test
    void label_studios_ratings_and_numbers_are_read_from_their_regions() {
        String rating = "[{\"type\":\"rating\",\"value\":{\"rating\":5}}]";
        WholeBatch rated = new WholeBatch(
                        "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}",
                        IMPORTED,
                        "\"format\":\"label-studio\",\"seesPrelabel\":true,",
                        LINES[0])
                .run((annotator, item) -> rating);
        WholeBatch counted = new WholeBatch(
                        "{\"kind\":\"number\"}",
                        "",
                        "\"format\":\"label-studio\",",
                        "{\"id\":\"a\",\"source\":\"one\"}")
                .run((annotator, item) -> "[{\"type\":\"number\",\"value\":{\"number\":2.5}}]");

        assertThat(rated.outbox("crowd")
                        .get(0)
                        .at("/predictions/0/result/0/value/rating")
                        .intValue())
                .isEqualTo(4);
        assertThat(rated.result("a").get("label").intValue()).isEqualTo(5);
        assertThat(counted.result("a").get("label").doubleValue()).isEqualTo(2.5);
    }
}
