package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.LabelProblem.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RejectionNoticesTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final RejectedDelivery DELIVERY = new RejectedDelivery("webhook/crowd", "msg_1", NOW);

    private final List<Notice> told = new ArrayList<>();
    private final RejectionNotices notices = new RejectionNotices(
            told::addAll, batch -> batch.equals("digits") ? Optional.of("demo") : Optional.empty());

    private static LabelProblem problem(int index, String batch) {
        return new LabelProblem(
                index,
                "choice \"7\" is not one of the batch's classes",
                "{}",
                Optional.of(new Place(batch, "i" + index)));
    }

    @Test
    void the_rejections_of_a_delivery_are_one_notice_for_each_batch() {
        List<LabelProblem> problems = new ArrayList<>(
                IntStream.range(0, 30).mapToObj(i -> problem(i, "digits")).toList());
        problems.add(new LabelProblem(30, "data.labels[30].task is missing", "{}"));

        notices.tell(DELIVERY, problems);

        assertThat(told).hasSize(2).extracting(Notice::project).containsExactly("", "demo");
        assertThat(told.get(1).data().path("labels").asInt()).isEqualTo(30);
        assertThat(told.get(1).data().path("problems")).hasSize(20);
        assertThat(told.get(1).data().at("/problems/0/task").asText()).isEqualTo("i0");
        assertThat(told.get(0).data().has("batch")).isFalse();
    }

    @Test
    void the_same_delivery_tells_the_same_notice() {
        notices.tell(DELIVERY, List.of(problem(0, "digits")));
        notices.tell(
                new RejectedDelivery("webhook/crowd", "msg_1", NOW.plusSeconds(60)), List.of(problem(0, "digits")));

        assertThat(told.get(0).id()).isEqualTo(told.get(1).id());
    }

    @Test
    void a_delivery_without_problems_tells_nothing() {
        notices.tell(DELIVERY, List.of());

        assertThat(told).isEmpty();
    }
}
