package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.SETTINGS;
import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks whose answer is known, among those that annotators ask for. */
class PullGoldTest {

    /** Items below a number are for people, the others gold. */
    private static PullDesk mixed(int people, int gold) {
        PullDesk desk = PullDesk.of(SETTINGS).people(people);
        IntStream.range(people, people + gold).forEach(i -> desk.desk.gold(i, 0.4 - i / 100.0));
        desk.desk.dispatch();
        return desk;
    }

    private static boolean isGold(String item, int people) {
        return Integer.parseInt(item.substring(1)) >= people;
    }

    @Test
    void the_first_five_are_known_ones_and_who_answers_none_does_not_get_them_all() {
        PullDesk desk = mixed(6, 14);

        List<Boolean> gold = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            gold.add(isGold(items(desk.ask("ann", 1)).get(0), 6));
        }

        assertThat(gold.subList(0, 5)).doesNotContain(false);
        assertThat(gold.subList(5, 12)).contains(false);
    }

    @Test
    void a_first_request_is_of_both_kinds_not_in_the_order_of_choice() {
        PullDesk desk = mixed(8, 12);
        for (String annotator : List.of("ann", "bob")) {
            List<String> got = items(desk.ask(annotator, 12));
            assertThat(got).filteredOn(item -> isGold(item, 8)).hasSizeBetween(5, 11);
            assertThat(got.subList(0, 5)).as("in no order of choice").anyMatch(item -> !isGold(item, 8));
        }
    }

    /** All that an annotator sees of a task is the same but for the item itself and names that are hashes. */
    @Test
    void gold_that_was_laid_out_long_ago_looks_like_a_task_of_this_minute() {
        PullDesk desk = PullDesk.of(SETTINGS);
        IntStream.range(10, 15).forEach(i -> desk.desk.gold(i, 0.4 - i / 100.0));
        desk.desk.dispatch();
        desk.wait(Duration.ofMinutes(40));
        desk.people(10);
        desk.desk.dispatch();
        assertThat(desk.desk.open()).as("two dispatches").hasSize(2);

        JsonNode tasks = desk.ask("ann", 15);

        Set<JsonNode> shapes = new HashSet<>();
        Set<String> claims = new HashSet<>();
        for (JsonNode task : tasks) {
            ObjectNode shape = task.deepCopy();
            claims.add(task.at("/task/dispatch").asText());
            assertThat(task.path("lease").asText())
                    .isEqualTo("b~" + task.at("/task/dispatch").asText() + "~"
                            + task.at("/task/task").asText());
            shape.put("lease", "");
            ((ObjectNode) shape.path("task"))
                    .put("task", "")
                    .put("dispatch", "")
                    .put("source", "");
            shapes.add(shape);
        }
        assertThat(tasks).hasSize(15);
        assertThat(shapes).as("fields, deadlines, labels, pre-labels").hasSize(1);
        assertThat(claims).hasSize(15).allMatch(claim -> claim.matches("d-[0-9a-f]{24}"));
        assertThat(claims)
                .doesNotContainAnyElementsOf(
                        desk.desk.open().stream().map(d -> d.id()).toList());
    }

    @Test
    void answers_to_gold_and_to_others_are_answered_paid_and_taken_back_alike() {
        PullDesk desk = mixed(5, 5);
        List<JsonNode> answers = new ArrayList<>();
        Set<Long> prices = new HashSet<>();
        for (JsonNode task : desk.ask("ann", 10)) {
            answers.add(desk.submit(task, "ann"));
            String item = task.at("/task/task").asText();
            desk.stage.labels().of("b", item).forEach(label -> prices.add(label.priceNanos()));
            answers.add(desk.submit(task, "ann"));
            answers.add(desk.delete(task, "ann"));
        }

        assertThat(answers).hasSize(30);
        assertThat(new HashSet<>(answers))
                .as("stored, known already, taken back")
                .hasSizeLessThanOrEqualTo(3);
        assertThat(IntStream.range(0, 30).filter(n -> !answers.get(n).equals(answers.get(n % 3))))
                .isEmpty();
        assertThat(prices).hasSize(1);
    }

    /** What is pushed, or fetched from an outbox: lines of both kinds differ by the item alone. */
    @Test
    void gold_in_a_task_file_looks_like_any_task() {
        PullDesk desk = PullDesk.of(SETTINGS.replace("\"delivery\":\"pull\",", ""));
        desk.people(8);
        IntStream.range(8, 16).forEach(i -> desk.desk.gold(i, 0.4 - i / 100.0));
        desk.desk.dispatch();

        Set<JsonNode> shapes = new HashSet<>();
        for (JsonNode line : desk.desk.lines("crowd")) {
            shapes.add(((ObjectNode) line.deepCopy()).put("task", "").put("source", ""));
        }

        assertThat(desk.desk.files("crowd")).hasSize(1);
        assertThat(desk.desk.lines("crowd")).hasSize(16);
        assertThat(shapes).hasSize(1);
        assertThat(desk.desk.items("crowd").subList(0, 8))
                .as("in no order of priority")
                .anyMatch(item -> isGold(item, 8))
                .anyMatch(item -> !isGold(item, 8));
    }
}
