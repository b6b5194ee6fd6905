package dev.labelmill.local.views;

import static dev.labelmill.local.stack.WatchedHouse.BROKEN;
import static dev.labelmill.local.stack.WatchedHouse.DIGITS;
import static dev.labelmill.local.stack.WatchedHouse.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.annotator.Bias;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.local.stack.WatchedHouse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page shows of batches that the real handlers ran on real servers. */
class ViewsTest {

    private static WatchedHouse house;
    private static Premises premises;
    private static Views views;
    private static JsonNode report;

    @BeforeAll
    static void look() {
        house = WatchedHouse.shared();
        premises = house.premises();
        views = new Views(premises, InstantSource.system());
        report = json(String.join("\n", house.lines("results/digits/report.json")));
    }

    @Test
    void all_uploads_are_listed_and_those_not_accepted_have_no_phase() {
        JsonNode batches = views.batches().path("batches");

        assertThat(texts(batches, "id")).containsExactlyInAnyOrder(DIGITS, NOTES, BROKEN);
        assertThat(batches)
                .allSatisfy(batch -> assertThat(batch.path("phase").asText())
                        .isEqualTo(batch.path("id").asText().equals(BROKEN) ? "" : "DONE"));
        assertThat(views.batches().path("isAll").asBoolean()).isTrue();
    }

    @Test
    void a_batchs_figures_are_the_reports() {
        JsonNode batch = views.batch(DIGITS).orElseThrow();

        JsonNode funnel = batch.path("funnel");
        assertThat(funnel.path("items").asLong()).isEqualTo(report.path("items").asLong());
        assertThat(funnel.path("autoAccepted").asLong())
                .isEqualTo(report.path("autoAccepted").asLong())
                .isPositive();
        assertThat(funnel.path("people").asLong())
                .isEqualTo(report.path("humanLabelled").asLong());
        assertThat(funnel.path("labels").asLong())
                .isEqualTo(report.path("labels").asLong());
        assertThat(funnel.path("waiting").asLong()).isZero();
        JsonNode quality = batch.path("quality");
        assertThat(quality.path("certifiedErrorBound")).isEqualTo(report.at("/certificate/errorBound"));
        assertThat(quality.path("alpha").asDouble())
                .isEqualTo(report.path("alpha").asDouble());
        assertThat(views.batch(BROKEN)).isEmpty();
        assertThat(views.batch("../etc")).isEmpty();
    }

    @Test
    void a_batch_without_rounds_has_no_step_of_training() {
        List<String> phases = new ArrayList<>();
        views.batch(DIGITS).orElseThrow().path("phases").forEach(phase -> phases.add(phase.asText()));

        assertThat(phases)
                .startsWith("RECEIVED", "SCORING")
                .endsWith("CLOSING", "DONE")
                .doesNotContain("TRAINING");
    }

    @Test
    void the_ledger_adds_up_to_the_tallies_to_the_nano_dollar() {
        JsonNode ledger = views.ledger();

        for (JsonNode batch : ledger.path("batches")) {
            Counters totals = new TallyStore(premises.table())
                    .total(Keys.batchTally(batch.path("id").asText()));
            JsonNode money = batch.path("money");
            assertThat(dollars(money, "total"))
                    .isEqualTo(BigDecimal.valueOf(sum(totals, Names.MONEY) + sum(totals, Names.SPENT), 9));
            assertThat(dollars(money, "total"))
                    .isEqualTo(dollars(money, "labour")
                            .add(dollars(money, "qualityControl"))
                            .add(dollars(money, "platform"))
                            .add(dollars(money, "model")));
            assertThat(sum(money.path("byFunction"))).isEqualTo(dollars(money, "platform"));
        }
        assertThat(dollars(ledger.path("money"), "total"))
                .isEqualTo(StreamSupport.stream(ledger.path("batches").spliterator(), false)
                        .map(batch -> dollars(batch.path("money"), "total"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void the_ledger_of_a_batch_that_is_done_says_what_its_report_says() {
        JsonNode money = StreamSupport.stream(views.ledger().path("batches").spliterator(), false)
                .filter(batch -> batch.path("id").asText().equals(DIGITS))
                .findFirst()
                .orElseThrow()
                .path("money");

        for (String kind : List.of("labour", "qualityControl", "platform", "total")) {
            assertThat(dollars(money, kind))
                    .as("%s of %s against %s", kind, views.ledger(), report.path("cost"))
                    .isEqualByComparingTo(
                            new BigDecimal(report.path("cost").path(kind).asText()));
        }
    }

    @Test
    void annotators_are_those_of_the_results() {
        JsonNode annotators = views.annotators(DIGITS).orElseThrow();

        assertThat(annotators.path("isFinal").asBoolean()).isTrue();
        assertThat(annotators.path("annotators")).hasSameSizeAs(house.lines("results/digits/annotators.jsonl"));
        assertThat(annotators.path("annotators"))
                .allSatisfy(annotator ->
                        assertThat(annotator.path("labels").asLong()).isPositive());
    }

    @Test
    void a_class_is_favoured_only_by_who_favours_it_so_much_that_the_report_tells_it_too() {
        List<Double> all = new ArrayList<>();
        for (String line : house.lines("results/digits/annotators.jsonl")) {
            all.add(Json.parse(line.getBytes(StandardCharsets.UTF_8))
                    .at("/bias/excess")
                    .asDouble());
        }
        List<Double> told = new ArrayList<>();
        views.annotators(DIGITS).orElseThrow().path("annotators").forEach(annotator -> {
            if (annotator.has("bias")) {
                told.add(annotator.at("/bias/excess").asDouble());
            }
        });

        assertThat(all).anyMatch(excess -> excess < Bias.LEAST_TOLD);
        assertThat(told).allMatch(excess -> excess >= Bias.LEAST_TOLD);
    }

    @Test
    void rejected_input_comes_with_its_reasons() {
        JsonNode rejected = views.rejected(Optional.empty());

        JsonNode broken = rejected.path("sources").path(0);
        assertThat(broken.path("source").asText()).isEqualTo("batch/" + BROKEN);
        assertThat(broken.at("/rejections/0/reason").asText()).startsWith("batch.json");
        JsonNode lines = rejected.path("lines").path(0);
        assertThat(lines.path("batch").asText()).isEqualTo(NOTES);
        assertThat(lines.at("/lines/0/reason").asText()).startsWith("the line is not valid JSON");
        assertThat(views.rejected(Optional.of("2020-01-01")).path("sources")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> views.rejected(Optional.of("yesterday")));
    }

    @Test
    void an_upload_is_announced_again_only_if_it_is_there() {
        List<String> told = new ArrayList<>();
        Premises listened = new Premises(
                premises.table(),
                premises.s3(),
                premises.bucketName(),
                (event, bucket, key, size, etag) -> told.add(event + " " + key + " " + size),
                premises.sqs(),
                premises.queues());
        Views own = new Views(listened, InstantSource.system());

        assertThat(own.announce(BROKEN)).isPresent();
        assertThat(own.announce("nowhere")).isEmpty();

        assertThat(told).containsExactly("ObjectCreated:Put batches/broken/batch.json 1");
    }

    private static List<String> texts(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path(field).asText())
                .toList();
    }

    private static BigDecimal dollars(JsonNode money, String kind) {
        return new BigDecimal(money.path(kind).asText());
    }

    private static BigDecimal sum(JsonNode amounts) {
        return StreamSupport.stream(amounts.spliterator(), false)
                .map(amount -> new BigDecimal(amount.asText()))
                .reduce(BigDecimal.valueOf(0, 9), BigDecimal::add);
    }

    private static long sum(Counters totals, String prefix) {
        return totals.nonZero().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(counter -> counter.getValue())
                .sum();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
