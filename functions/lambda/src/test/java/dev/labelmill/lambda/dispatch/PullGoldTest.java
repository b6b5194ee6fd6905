package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.SETTINGS;
import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks whose answer is known, among those that annotators ask for. */
class PullGoldTest {

    @Test
    void who_is_unknown_gets_known_tasks_first_in_the_same_form_as_others() {
        PullDesk desk = PullDesk.of(SETTINGS).people(5);
        IntStream.range(5, 12).forEach(i -> desk.desk.gold(i, 0.4 - i / 100.0));
        desk.desk.dispatch();

        List<JsonNode> tasks = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            tasks.add(desk.ask("ann", 1).get(0));
        }

        assertThat(tasks.stream().map(t -> t.at("/task/task").asText()))
                .as("no answer of hers is known yet")
                .containsExactly("i5", "i6", "i7", "i8", "i9", "i10", "i11");
        JsonNode other = desk.ask("ann", 1).get(0);
        assertThat(names(other)).isEqualTo(names(tasks.get(0)));
        assertThat(names(other.path("task"))).isEqualTo(names(tasks.get(0).path("task")));
    }

    private static List<String> names(JsonNode node) {
        return node.propertyStream().map(e -> e.getKey()).toList();
    }

    @Test
    void a_first_request_for_many_tasks_is_not_of_known_ones_alone() {
        PullDesk desk = PullDesk.of(SETTINGS).people(8);
        IntStream.range(8, 20).forEach(i -> desk.desk.gold(i, 0.4 - i / 100.0));
        desk.desk.dispatch();

        List<String> got = items(desk.ask("ann", 12));

        assertThat(got.subList(0, 5)).containsExactly("i8", "i9", "i10", "i11", "i12");
        assertThat(got.subList(5, 12)).contains("i0");
    }
}
