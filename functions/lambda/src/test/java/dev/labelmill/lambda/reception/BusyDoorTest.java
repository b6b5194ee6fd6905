package dev.labelmill.lambda.reception;

import static dev.labelmill.lambda.reception.ClaimedTasks.body;
import static dev.labelmill.lambda.reception.ClaimedTasks.label;
import static dev.labelmill.lambda.reception.ClaimedTasks.signed;
import static dev.labelmill.lambda.reception.ClaimedTasks.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.stage.Stage;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many deliveries at a time, by several environments, into DynamoDB Local at its own pace: 200 in every build, 1,200 by
 * {@code -Dlabelmill.busy.tasks=120}.
 */
class BusyDoorTest {
    private static final int TASKS = Integer.getInteger("labelmill.busy.tasks", 20);
    private static final int ANNOTATORS = 5;
    private static final int ASKED = 3;

    private final ClaimedTasks claimed = new ClaimedTasks(Stage.onServers());

    @Test
    void every_label_that_was_accepted_is_in_the_table_once_and_no_other_is() {
        for (int i = 0; i < TASKS; i++) {
            Task task = Task.forPeople("digits", "n" + i, new ItemPlace(0, 0, 10), 0, 0.5, null, ASKED);
            claimed.stage.claimed(task, ClaimedTasks.DISPATCH);
        }
        List<Handler> environments = IntStream.range(0, 4)
                .mapToObj(i -> claimed.stage.services().webhook())
                .toList();
        List<String> deliveries = IntStream.range(0, TASKS * ANNOTATORS)
                .mapToObj(i -> submitted(label("n" + i / ANNOTATORS, "w" + i % ANNOTATORS, "7", 1)))
                .flatMap(body -> IntStream.range(0, 2).mapToObj(again -> body))
                .collect(Collectors.toList());
        Collections.shuffle(deliveries, new Random(1));
        Set<String> accepted = ConcurrentHashMap.newKeySet();

        IntStream.range(0, deliveries.size()).parallel().forEach(i -> {
            String delivery = deliveries.get(i);
            JsonNode answer = environments.get(i % environments.size()).handle(signed("m-" + i, delivery));
            assertThat(answer.path("statusCode").asInt()).isIn(200, 422);
            if (body(answer).path("stored").asInt() == 1) {
                assertThat(accepted.add(delivery))
                        .as("stored twice: %s", delivery)
                        .isTrue();
            }
        });

        Set<String> stored = IntStream.range(0, TASKS)
                .mapToObj(i -> claimed.labels("n" + i))
                .peek(labels -> assertThat(labels).hasSize(ASKED))
                .flatMap(List::stream)
                .map(BusyDoorTest::delivery)
                .collect(Collectors.toSet());
        assertThat(stored).isEqualTo(accepted).hasSize(TASKS * ASKED);
    }

    private static String delivery(Label label) {
        return submitted(label(label.item(), label.annotator(), "7", (int) label.revision()));
    }
}
