package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.ReportSchema;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.AnnotatorStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a finished batch leaves: labels, annotators, reports. */
class FinishedResultsTest {

    private static LabelledBatch mixed;

    /** The mixed batch at its end: one for all tests that only look. */
    private static synchronized LabelledBatch mixed() {
        if (mixed == null) {
            mixed = FinishedBatch.finished(FinishedBatch.mixed());
        }
        return mixed;
    }

    @Test
    void every_usable_item_is_labelled_in_the_order_of_the_manifest() {
        LabelledBatch batch = mixed();

        List<String> ids =
                batch.labels().stream().map(line -> line.get("id").textValue()).toList();
        assertThat(batch.stage.chunks().of(batch.id)).hasSizeGreaterThan(1);
        assertThat(ids)
                .hasSize(32)
                .startsWith("a0", "a1", "a2", "p0", "auto0", "p1")
                .endsWith("confirmed", "refuted");
        assertThat(batch.text("labels.jsonl"))
                .startsWith("{\"id\":\"a0\", \"source\":\"text of a0\",\"mine\":1.50,\"label\":0,\"label-metadata\":{");
    }

    @Test
    void each_label_says_who_decided_it_and_an_auditors_word_is_the_last() {
        LabelledBatch batch = mixed();

        assertThat(decided(batch, "a0")).isEqualTo("no by prelabel, human no, 0 labels");
        assertThat(decided(batch, "a1")).isEqualTo("no by audit, human yes, 1 labels");
        assertThat(decided(batch, "a2")).isEqualTo("yes by audit, human yes, 1 labels");
        assertThat(decided(batch, "p0")).isEqualTo("yes by crowd, human yes, 2 labels");
        assertThat(decided(batch, "g1")).isEqualTo("yes by known, human yes, 2 labels");
        assertThat(decided(batch, "adjudicated")).isEqualTo("no by expert, human yes, 4 labels");
        assertThat(decided(batch, "refuted")).isEqualTo("no by audit, human yes, 3 labels");
    }

    private static String decided(LabelledBatch batch, String item) {
        JsonNode line = batch.labels().stream()
                .filter(l -> l.get("id").textValue().equals(item))
                .findFirst()
                .orElseThrow();
        JsonNode metadata = line.get("label-metadata");
        assertThat(metadata.get("class-name").textValue())
                .isEqualTo(line.get("label").intValue() == 1 ? "yes" : "no");
        return metadata.get("class-name").textValue() + " by "
                + metadata.path("labelmill").path("by").textValue() + ", human "
                + metadata.get("human-annotated").textValue() + ", "
                + metadata.path("labelmill").path("labels").intValue() + " labels";
    }

    @Test
    void the_report_counts_items_labels_and_money_exactly() {
        JsonNode report = mixed().report();

        assertThat(report.get("schema").textValue()).isEqualTo("labelmill.report.v1");
        assertThat(report.get("items").longValue()).isEqualTo(32);
        assertThat(report.get("rejected").longValue()).isEqualTo(2);
        assertThat(report.get("autoAccepted").longValue()).isEqualTo(15);
        assertThat(report.get("humanLabelled").longValue()).isEqualTo(15);
        assertThat(report.get("gold").longValue()).isEqualTo(2);
        assertThat(report.get("audited").longValue()).isEqualTo(4);
        // 12 · 2 and three tasks of 3, 2 and 2 labels, and one adjudication
        assertThat(report.at("/labelsByPurpose/label/labels").longValue()).isEqualTo(31);
        assertThat(report.get("labelsPerHumanItem").doubleValue()).isEqualTo(32.0 / 15);
        assertThat(report.at("/cost/labour").decimalValue()).isEqualByComparingTo("0.41");
        assertThat(report.at("/cost/qualityControl").decimalValue()).isEqualByComparingTo("0.44");
        assertThat(report.at("/cost/total").decimalValue())
                .isEqualByComparingTo(report.at("/cost/platform").decimalValue().add(new BigDecimal("0.85")));
        assertThat(report.at("/decidedBy/prelabel").longValue()).isEqualTo(13);
        assertThat(report.get("goldAccuracy").doubleValue()).isEqualTo(0.75);
    }

    @Test
    void a_known_item_that_never_went_out_has_its_known_answer_and_is_waited_for_by_nobody() {
        LabelledBatch batch = FinishedBatch.finished(new LabelledBatch(Samples.SETTINGS)
                .gold("asked", 1, 0)
                .gold("held")
                .people("p", 1, 1)
                .stored());

        assertThat(batch.report().get("gold").longValue()).isEqualTo(2);
        assertThat(batch.report().get("goldAccuracy").doubleValue()).isEqualTo(0.5);
        assertThat(batch.lines("labels.jsonl"))
                .filteredOn(line -> line.get("id").textValue().equals("held"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("label").intValue()).isEqualTo(1))
                .satisfies(line -> assertThat(
                                line.at("/label-metadata/labelmill/by").textValue())
                        .isEqualTo("known"))
                .satisfies(line -> assertThat(
                                line.at("/label-metadata/labelmill/labels").intValue())
                        .isZero());
    }

    @Test
    void every_annotator_is_told_in_the_report_in_a_file_and_in_a_row_of_its_own() {
        LabelledBatch batch = mixed();

        JsonNode worst = batch.report().at("/annotators/0");
        assertThat(batch.report().get("annotators")).hasSize(3);
        JsonNode second = annotator(batch, "crowd/w1");
        assertThat(second.get("labels").intValue()).isEqualTo(17);
        assertThat(second.at("/goldAccuracy/value").doubleValue()).isEqualTo(0.5);
        assertThat(second.at("/goldAccuracy/labels").intValue()).isEqualTo(2);
        // Neither the two gold items nor the two audited ones.
        assertThat(second.at("/consensusAccuracy/labels").intValue()).isEqualTo(13);
        assertThat(second.at("/consensusAccuracy/low").doubleValue()).isBetween(0.7, 0.8);
        assertThat(second.get("medianSeconds").doubleValue()).isCloseTo(1.5, within(0.015));
        assertThat(second.get("estimatedAccuracy").doubleValue()).isBetween(0.5, 1.0);
        assertThat(second.get("signals")).isEmpty();
        assertThat(worst.has("confusion")).isFalse();

        List<JsonNode> lines = batch.lines("annotators.jsonl");
        assertThat(lines.get(0).get("annotator")).isEqualTo(worst.get("annotator"));
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.get("confusion")).hasSize(2));
        assertThat(new AnnotatorStore(batch.stage.table()).of(batch.id))
                .extracting(row -> Json.parse(row.review().getBytes(StandardCharsets.UTF_8)))
                .containsExactlyInAnyOrderElementsOf(lines);
        assertThat(batch.text("report.html")).contains("crowd/w1").contains("Same as the final label");
    }

    private static JsonNode annotator(LabelledBatch batch, String who) {
        return batch.lines("annotators.jsonl").stream()
                .filter(line -> line.get("annotator").textValue().equals(who))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_annotator_who_can_hardly_be_compared_has_no_estimated_accuracy_and_the_page_says_why() {
        LabelledBatch batch = FinishedBatch.finished(
                new LabelledBatch(Samples.SETTINGS).gold("g", 1).stored());

        assertThat(annotator(batch, "crowd/w0").has("estimatedAccuracy")).isFalse();
        assertThat(batch.text("report.html"))
                .doesNotContain("Accuracy, estimated")
                .contains("No accuracy is estimated of 1 annotator: fewer than 10 of their labels are of items whose"
                        + " answer is known or that others labelled too.");
    }

    @Test
    void who_gives_one_answer_to_everything_is_said_so_in_plain_words() {
        LabelledBatch batch = new LabelledBatch(Samples.SETTINGS);
        for (int i = 0; i < 20; i++) {
            batch.people("yes" + i, 1, 1).people("no" + i, 0, 1, 0, 0);
        }
        FinishedBatch.finished(batch.stored());

        assertThat(batch.report().at("/annotators/0/annotator").textValue()).isEqualTo("crowd/w1");
        assertThat(batch.report().at("/annotators/0/consensusAccuracy/value").doubleValue())
                .isEqualTo(0.5);
        assertThat(batch.report().at("/annotators/0/signals/0/signal").textValue())
                .isEqualTo("one-answer");
        assertThat(batch.text("report.html")).contains("answers “yes” in 100 % of the cases, whatever the item");
    }

    @Test
    void agreement_has_intervals_and_equals_what_the_counters_told_while_the_batch_ran() {
        JsonNode report = mixed().report();

        for (String[] pair : new String[][] {
            {"alpha", "alphaNominal"}, {"fleissKappa", "fleissKappa"}, {"observedAgreement", "observed"}
        }) {
            JsonNode measured = report.at("/agreement/" + pair[1]);
            assertThat(measured.get("value").doubleValue())
                    .isCloseTo(report.get(pair[0]).doubleValue(), within(1e-12));
            assertThat(measured.get("value").doubleValue())
                    .isBetween(
                            measured.get("low").doubleValue(),
                            measured.get("high").doubleValue());
        }
        assertThat(report.at("/agreement/gwetAC1/value").isNumber()).isTrue();
        assertThat(report.at("/agreement/cohenKappa/value").isNumber()).isTrue();
    }

    @Test
    void a_coefficient_that_does_not_exist_says_why() {
        LabelledBatch batch = FinishedBatch.finished(
                new LabelledBatch(Samples.SETTINGS).people("p", 1, 1).stored());

        JsonNode alpha = batch.report().at("/agreement/alphaNominal");
        assertThat(alpha.get("value").isNull()).isTrue();
        assertThat(alpha.get("reason").textValue()).contains("all ratings are alike");
        assertThat(batch.text("report.html")).contains("none: all ratings are alike");
    }

    @Test
    void an_items_own_label_field_is_kept_and_the_whole_batch_gets_another_attribute() {
        LabelledBatch batch = FinishedBatch.finished(new LabelledBatch(Samples.SETTINGS)
                .people("p0", 1, 1)
                .peopleLine("p1", "{\"id\":\"p1\",\"source\":\"t\",\"label\":\"mine\"}", 1, 1)
                .peopleLine("p2", "{\"id\":\"p2\",\"source\":\"t\",\"labelmill-label-metadata\":{}}", 1, 1)
                .stored());

        assertThat(batch.labels())
                .allSatisfy(line ->
                        assertThat(line.get("labelmill-label-2").intValue()).isEqualTo(1));
        assertThat(batch.labels().get(1).get("label").textValue()).isEqualTo("mine");
        assertThat(batch.report().get("attribute").textValue()).isEqualTo("labelmill-label-2");
    }

    @Test
    void the_page_counts_all_lines_of_the_manifest_those_that_are_unusable_too() {
        assertThat(mixed().text("report.html"))
                .contains("Lines in the manifest: 34 of 34", "Labelled items: 32 of 34", "unusable");
    }

    @Test
    void what_users_wrote_is_escaped_in_the_page() {
        LabelledBatch batch = FinishedBatch.finished(new LabelledBatch(
                        Samples.SETTINGS.replace("[\"no\",\"yes\"]", "[\"no\",\"<script>alert('x')</script>\"]"))
                .people("p", 1, 1)
                .stored());

        assertThat(batch.text("report.html"))
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void the_savings_are_reckoned_from_this_batchs_own_labels_and_shown_with_their_arithmetic() {
        LabelledBatch batch = mixed();

        JsonNode savings = batch.report().get("savings");
        // 32 items × $0.41 of labour ÷ 15 items that people got
        assertThat(savings.get("byHand").decimalValue()).isEqualByComparingTo("0.874666667");
        assertThat(savings.get("saved").decimalValue())
                .isEqualByComparingTo(savings.get("byHand")
                        .decimalValue()
                        .subtract(batch.report().at("/cost/total").decimalValue()));
        assertThat(batch.text("report.html")).contains("32 × $0.410000000 ÷ 15 = $0.874666667");
    }

    @Test
    void no_savings_are_claimed_where_nobody_labelled() {
        LabelledBatch batch = FinishedBatch.finished(
                new LabelledBatch(Samples.SETTINGS).accepted("a0").stored());

        assertThat(batch.report().get("savings").isNull()).isTrue();
        assertThat(batch.text("report.html"))
                .contains("not known: no item was sent to people")
                .doesNotContain("It saved");
    }

    @Test
    void the_timeline_has_the_phases_whose_times_were_noted() {
        LabelledBatch batch = mixed();

        assertThat(batch.report().at("/timeline/phases"))
                .extracting(step -> step.get("phase").textValue())
                .containsExactly("RECEIVED", "FINISHING");
        assertThat(batch.report().at("/timeline/seconds").longValue()).isEqualTo(90);
        assertThat(batch.text("report.html")).contains("writing results", "When each phase began");
    }

    @Test
    void a_report_with_an_unknown_or_a_missing_field_does_not_follow_the_schema() {
        String report = mixed().text("report.json");

        assertThat(ReportSchema.errors(report)).isEmpty();
        assertThat(ReportSchema.errors(report.replaceFirst("\"rejected\"", "\"refused\"")))
                .hasSize(2);
        assertThat(ReportSchema.errors(report.replaceFirst("\"items\" : 32", "\"items\" : -1")))
                .isNotEmpty();
    }
}
