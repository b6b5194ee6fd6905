package dev.labelmill.local.views;

import static dev.labelmill.local.stack.WatchedHouse.DIGITS;
import static dev.labelmill.local.stack.WatchedHouse.HOSTILE;
import static dev.labelmill.local.stack.WatchedHouse.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.local.stack.WatchedHouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Items of batches that the real handlers ran on real servers. */
class ItemsViewTest {

    private static WatchedHouse house;
    private static Premises premises;
    private static Views views;

    @BeforeAll
    static void look() {
        house = WatchedHouse.shared();
        premises = house.premises();
        views = new Views(premises, InstantSource.system());
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
            assertThat(found.standing()).isEqualTo(Standing.ACCEPTED);
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
    void items_whose_label_breaks_a_check_are_set_aside_with_the_rule() {
        JsonNode aside = views.items(NOTES, "set-aside", "").orElseThrow().path("items");

        assertThat(aside)
                .hasSameSizeAs(house.lines("results/notes/aside.jsonl"))
                .isNotEmpty();
        assertThat(aside)
                .allSatisfy(item ->
                        assertThat(item.at("/violations/0/check").asText()).isEqualTo("nothing-good"));
    }

    @Test
    void a_place_that_is_no_items_line_shows_nothing() {
        assertThat(views.item(DIGITS, "r.3.40")).isEmpty();
        assertThat(views.item(DIGITS, "r.99999999.40")).isEmpty();
        assertThat(views.item(DIGITS, "c.99.0.40")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> views.item(DIGITS, "r.0.9999999999"));
        assertThatIllegalArgumentException().isThrownBy(() -> views.item(DIGITS, "secrets.json"));
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

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
