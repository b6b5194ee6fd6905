package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.AnnotatorStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FinishingTest {

    /** Several chunks; every kind of item; two audits that contradict. */
    private static LabelledBatch mixed() {
        LabelledBatch batch = new LabelledBatch(LabelledBatch.AUDITED);
        batch.broken("{not json").accepted("a0").accepted("a1", 0).accepted("a2", 1);
        for (int i = 0; i < 12; i++) {
            batch.people("p" + i, 1, 1).accepted("auto" + i);
        }
        return batch.gold("g0", 1, 1)
                .gold("g1", 1, 0)
                .people("adjudicated", 1, 0, 1, 0)
                .people("confirmed", OptionalInt.of(1), 1, 1)
                .people("refuted", OptionalInt.of(0), 1, 1)
                .broken("[]")
                .stored();
    }

    private static LabelledBatch finished(LabelledBatch batch) {
        assertThat(batch.gather()).isZero();
        assertThat(batch.tallied().conclude()).isZero();
        return batch;
    }

    @Test
    void every_usable_item_is_labelled_in_the_order_of_the_manifest() {
        LabelledBatch batch = finished(mixed());

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
        LabelledBatch batch = finished(mixed());

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
        JsonNode report = finished(mixed()).report();

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
    void the_certificate_holds_audits_against_the_labels_before_them() {
        JsonNode certificate = finished(mixed()).report().get("certificate");

        Certificate expected =
                Certificate.of(List.of(new Stratum("auto-accepted", 15, 2, 1), new Stratum("people", 15, 2, 1)), 0.9);
        assertThat(certificate.get("errorBound").doubleValue()).isEqualTo(expected.errorBound());
        assertThat(certificate.get("confidence").doubleValue()).isEqualTo(0.9);
        assertThat(certificate.at("/strata/1/errors").intValue()).isEqualTo(1);
        assertThat(certificate.at("/strata/1/knownErrors").intValue()).isZero();
    }

    @Test
    void beside_the_certificate_stands_what_fallible_auditors_would_make_of_it() {
        LabelledBatch batch = finished(mixed());

        JsonNode certificate = batch.report().get("certificate");
        JsonNode erring = certificate.get("ifAuditorsErr");
        assertThat(erring).hasSize(2);
        assertThat(erring.at("/0/auditorErrorAtMost").doubleValue()).isEqualTo(0.01);
        assertThat(erring.at("/1/errorAtLeast").doubleValue())
                .isBetween(0.0, erring.at("/0/errorAtLeast").doubleValue());
        assertThat(erring.at("/1/errorAtMost").doubleValue())
                .isGreaterThanOrEqualTo(certificate.get("errorEstimate").doubleValue());
        assertThat(batch.text("report.html")).contains("Should they err as well");
    }

    @Test
    void every_annotator_is_told_in_the_report_in_a_file_and_in_a_row_of_its_own() {
        LabelledBatch batch = finished(mixed());

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
    void who_gives_one_answer_to_everything_is_said_so_in_plain_words() {
        LabelledBatch batch = new LabelledBatch(Samples.SETTINGS);
        for (int i = 0; i < 20; i++) {
            batch.people("yes" + i, 1, 1).people("no" + i, 0, 1, 0, 0);
        }
        finished(batch.stored());

        assertThat(batch.report().at("/annotators/0/annotator").textValue()).isEqualTo("crowd/w1");
        assertThat(batch.report().at("/annotators/0/consensusAccuracy/value").doubleValue())
                .isEqualTo(0.5);
        assertThat(batch.report().at("/annotators/0/signals/0/signal").textValue())
                .isEqualTo("one-answer");
        assertThat(batch.text("report.html")).contains("answers “yes” in 100 % of the cases, whatever the item");
    }

    @Test
    void agreement_has_intervals_and_equals_what_the_counters_told_while_the_batch_ran() {
        JsonNode report = finished(mixed()).report();

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
        LabelledBatch batch =
                finished(new LabelledBatch(Samples.SETTINGS).people("p", 1, 1).stored());

        JsonNode alpha = batch.report().at("/agreement/alphaNominal");
        assertThat(alpha.get("value").isNull()).isTrue();
        assertThat(alpha.get("reason").textValue()).contains("all ratings are alike");
        assertThat(batch.text("report.html")).contains("none: all ratings are alike");
    }

    @Test
    void without_audits_nothing_is_certified_and_both_reports_say_so() {
        LabelledBatch batch =
                finished(new LabelledBatch(Samples.SETTINGS).people("p", 1, 1).stored());

        assertThat(batch.report().get("certificate").isNull()).isTrue();
        assertThat(batch.report().get("verdict").textValue()).contains("asks for no audit");
        assertThat(batch.text("report.html")).contains("not certified").contains("asks for no audit");
    }

    @Test
    void a_finished_batch_is_done_no_longer_active_and_published_once_more() {
        LabelledBatch batch = finished(mixed());

        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
        assertThat(batch.stage.batches().active()).isEmpty();
        assertThat(batch.metrics.toString(StandardCharsets.UTF_8))
                .contains("\"batch\":\"b\"")
                .contains("\"resolved\":15");
    }

    @Test
    void the_sample_events_end_a_batch() {
        LabelledBatch batch = new LabelledBatch("digits", Samples.SETTINGS);
        for (int i = 0; i < 75; i++) {
            batch.people("p" + i, 1, 1);
        }
        batch.stored().tallied();
        assertThat(batch.batch().chunks()).isEqualTo(4);

        assertThat(Events.failures(batch.finishing().handle(Events.sample("sqs/gather-message.json"))))
                .isZero();
        assertThat(batch.stage.chunks().of("digits"))
                .extracting(Chunk::state)
                .containsExactly(Chunk.State.ROUTED, Chunk.State.ROUTED, Chunk.State.ROUTED, Chunk.State.GATHERED);
        assertThat(batch.gather()).isZero();
        assertThat(Events.failures(batch.finishing().handle(Events.sample("sqs/conclude-message.json"))))
                .isZero();

        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_task_that_is_not_settled_brings_the_message_again_and_leaves_no_part() {
        LabelledBatch batch = mixed();
        Task open = Task.forPeople(batch.id, "late", new ItemPlace(0, 1, 1), 0, 0.5, null, 2);
        batch.stage.tasks().insert(open, 2);
        RoutedIds.write(batch.stage.bucket(), batch.id, 0, List.of("a1", "late"));

        assertThat(batch.gather()).isEqualTo(1);
        assertThat(batch.stage.bucket().head(Layout.gathered(batch.id, 0))).isEmpty();
        assertThat(batch.stage.chunks().get(batch.id, 0).orElseThrow().state()).isEqualTo(Chunk.State.ROUTED);
    }

    @Test
    void totals_that_lag_bring_the_conclusion_again_until_they_have_caught_up() {
        LabelledBatch batch = mixed();
        batch.gather();

        assertThat(batch.conclude()).isEqualTo(1);
        assertThat(batch.batch().phase()).isEqualTo(Phase.FINISHING);
        assertThat(batch.stage.bucket().head(Layout.result(batch.id, "labels.jsonl")))
                .isEmpty();

        assertThat(batch.tallied().conclude()).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_conclusion_before_all_is_gathered_does_nothing() {
        LabelledBatch batch = mixed().tallied();

        assertThat(batch.conclude()).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void a_repeated_conclusion_writes_the_same_files_and_rows() {
        LabelledBatch batch = mixed();
        batch.gather();
        batch.tallied();
        Concluding concluding =
                new Concluding(batch.stage.bucket(), batch.stage.tallies(), new AnnotatorStore(batch.stage.table()));
        List<Chunk> chunks = batch.stage.chunks().of(batch.id);

        concluding.conclude(batch.batch(), chunks);
        List<String> first = files(batch);
        batch.stage.now = batch.stage.now.plusSeconds(600);
        concluding.conclude(batch.batch(), chunks);

        assertThat(files(batch)).isEqualTo(first);
    }

    private static List<String> files(LabelledBatch batch) {
        return List.of(
                batch.text("labels.jsonl"),
                batch.text("annotators.jsonl"),
                batch.text("report.json"),
                batch.text("report.html"),
                new AnnotatorStore(batch.stage.table()).of(batch.id).toString());
    }

    @Test
    void repeated_messages_after_the_end_change_nothing() {
        LabelledBatch batch = finished(mixed());
        long version = batch.batch().version();

        assertThat(batch.gather() + batch.conclude()).isZero();
        assertThat(batch.batch().version()).isEqualTo(version);
    }

    @Test
    void an_items_own_label_field_is_kept_and_the_whole_batch_gets_another_attribute() {
        LabelledBatch batch = finished(new LabelledBatch(Samples.SETTINGS)
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
    void what_users_wrote_is_escaped_in_the_page() {
        LabelledBatch batch = finished(new LabelledBatch(
                        Samples.SETTINGS.replace("[\"no\",\"yes\"]", "[\"no\",\"<script>alert('x')</script>\"]"))
                .people("p", 1, 1)
                .stored());

        assertThat(batch.text("report.html"))
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void a_manifest_that_is_gone_fails_the_batch_with_its_reason() {
        LabelledBatch batch = mixed();
        batch.gather();
        batch.tallied();
        batch.stage.upload(Layout.manifest(batch.id), "another content");

        assertThat(batch.conclude()).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.stage.rejections("batch/" + batch.id)).hasSize(1);
    }
}
