package dev.labelmill.local.views;

import static dev.labelmill.local.stack.WatchedHouse.BROKEN;
import static dev.labelmill.local.stack.WatchedHouse.DIGITS;
import static dev.labelmill.local.stack.WatchedHouse.HOSTILE;
import static dev.labelmill.local.stack.WatchedHouse.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.local.stack.WatchedHouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
                            .add(dollars(money, "platform")));
            assertThat(sum(money.path("byFunction"))).isEqualTo(dollars(money, "platform"));
        }
        assertThat(dollars(ledger.path("money"), "total"))
                .isEqualTo(StreamSupport.stream(ledger.path("batches").spliterator(), false)
                        .map(batch -> dollars(batch.path("money"), "total"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void pages_hold_every_item_once_in_the_uploads_order() {
        List<String> labelled = house.lines("results/digits/labels.jsonl").stream()
                .map(line -> json(line).path("id").asText())
                .toList();

        assertThat(ids(all("all"))).isEqualTo(labelled);
        assertThat(views.items(DIGITS, "all", "").orElseThrow().path("items")).hasSize(ItemsView.PAGE);
    }

    @Test
    void filters_show_exactly_the_items_they_are_for() {
        List<JsonNode> items = all("all");

        assertThat(all("people"))
                .isEqualTo(those(items, item -> !way(item).equals("auto-accepted")))
                .isNotEmpty();
        assertThat(all("auto-accepted"))
                .isEqualTo(those(items, item -> way(item).equals("auto-accepted")))
                .isNotEmpty();
        assertThat(all("disagreements"))
                .isEqualTo(those(
                        items,
                        item -> item.path("prelabelOverruled").asBoolean()
                                || item.path("contested").asBoolean()))
                .isNotEmpty()
                .hasSizeLessThan(items.size());
        assertThat(all("set-aside")).isEmpty();
        assertThat(all("disagreements"))
                .allSatisfy(item -> assertThat(item.path("prelabelOverruled").asBoolean())
                        .isEqualTo(!item.at("/prelabel/label")
                                .asText()
                                .equals(item.at("/final/label").asText())));
        assertThatIllegalArgumentException().isThrownBy(() -> views.items(DIGITS, "odd", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> views.items(DIGITS, "all", "1; drop"));
    }

    @Test
    void before_the_results_are_written_items_come_from_the_scores() throws IOException {
        List<JsonNode> finished = all("all");

        List<ItemSource.Found> scored = new ArrayList<>();
        String from = "";
        for (boolean isAtEnd = false; !isAtEnd; ) {
            try (ScoredItems source = new ScoredItems(
                    premises, new BatchStore(premises.table()).get(DIGITS).orElseThrow(), from)) {
                scored.addAll(source.read(50));
                isAtEnd = source.isAtEnd();
                from = source.resumeAt();
            }
        }

        assertThat(scored.stream().map(ItemSource.Found::id).toList()).isEqualTo(ids(finished));
        assertThat(scored).allSatisfy(found -> {
            assertThat(found.isRouted()).isTrue();
            assertThat(views.item(DIGITS, found.at().toString())
                            .orElseThrow()
                            .path("id")
                            .asText())
                    .isEqualTo(found.id());
        });
        assertThat(scored.stream()
                        .map(found ->
                                Integer.toString(found.guess().orElseThrow().answer()))
                        .toList())
                .isEqualTo(finished.stream()
                        .map(item -> item.at("/prelabel/label").asText())
                        .toList());
    }

    @Test
    void an_item_has_everything_that_was_said_of_it() {
        JsonNode row = all("people").get(0);

        JsonNode item = views.item(DIGITS, row.path("at").asText()).orElseThrow();

        assertThat(item.path("id")).isEqualTo(row.path("id"));
        assertThat(item.path("given").size()).isGreaterThanOrEqualTo(2);
        assertThat(item.path("given")).allSatisfy(label -> {
            assertThat(label.path("label").asText()).matches("\\d");
            assertThat(new BigDecimal(label.path("dollars").asText())).isPositive();
        });
        assertThat(item.at("/content/kind").asText()).isEqualTo("image");
        assertThat(views.image(DIGITS, row.path("at").asText()).orElseThrow().type())
                .isEqualTo("image/png");
    }

    @Test
    void what_is_no_harmless_image_is_not_shown_as_one() {
        List<JsonNode> notes = StreamSupport.stream(
                        views.items(NOTES, "all", "")
                                .orElseThrow()
                                .path("items")
                                .spliterator(),
                        false)
                .toList();

        assertThat(notes.get(0).at("/content/text").asText()).isEqualTo(HOSTILE);
        assertThat(notes)
                .allSatisfy(note ->
                        assertThat(views.image(NOTES, note.path("at").asText())).isEmpty());
        assertThat(views.item(NOTES, notes.get(2).path("at").asText())
                        .orElseThrow()
                        .at("/content/kind")
                        .asText())
                .isEqualTo("other");
    }

    @Test
    void a_place_that_is_no_items_line_shows_nothing() {
        assertThat(views.item(DIGITS, "r.3.40")).isEmpty();
        assertThat(views.item(DIGITS, "r.99999999.40")).isEmpty();
        assertThat(views.item(DIGITS, "c.99.0.40")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> views.item(DIGITS, "r.0.9999999999"));
        assertThatIllegalArgumentException().isThrownBy(() -> views.item(DIGITS, "secrets.json"));
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

    private static List<JsonNode> all(String show) {
        List<JsonNode> items = new ArrayList<>();
        String from = "";
        for (boolean isOver = false; !isOver; ) {
            JsonNode page = views.items(DIGITS, show, from).orElseThrow();
            page.path("items").forEach(items::add);
            isOver = !page.has("next");
            from = page.path("next").asText();
        }
        return items;
    }

    private static List<JsonNode> those(List<JsonNode> items, Predicate<JsonNode> wanted) {
        return items.stream().filter(wanted).toList();
    }

    private static String way(JsonNode item) {
        return item.path("way").asText();
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asText()).toList();
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
