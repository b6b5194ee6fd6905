package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over which of a lane's partition keys tasks are spread. */
class LaneSlicesTest {

    private static String lane(String item) {
        Task task = Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2);
        return new TaskRows(32).write(task).string(Keys.LANE);
    }

    /** A call of {@code prelabel} inserts some 1,600 tasks a second in the order of their chunk, and a partition takes 1,000 a second. */
    @ParameterizedTest
    @ValueSource(strings = {"item-%d", "%08d", "images/frame_%d.jpg", "s3://bucket/scan/%d/left.png"})
    void names_that_count_up_are_spread_evenly_second_by_second(String name) {
        for (int from : new int[] {0, 9_000, 126_000, 1_000_000}) {
            Map<String, Long> lanes = IntStream.range(from, from + 1600)
                    .mapToObj(i -> lane(name.formatted(i)))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

            assertThat(lanes).hasSize(32);
            assertThat(lanes.values()).as("of 50 each").allMatch(tasks -> tasks >= 20 && tasks <= 85);
        }
    }
}
