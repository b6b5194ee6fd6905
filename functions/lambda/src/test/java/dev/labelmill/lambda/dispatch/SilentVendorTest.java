package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a vendor gets that lets everything expire. */
class SilentVendorTest {

    /** Beside a crowd that keeps what it has, one that lets everything expire. */
    private static Desk withGhost(int crowdsCapacity) {
        return new Desk(Samples.SETTINGS
                .replaceFirst(
                        "\"capacity\":10,\"deadlineSeconds\":60",
                        "\"capacity\":" + crowdsCapacity + ",\"deadlineSeconds\":86400")
                .replace(
                        "{\"name\":\"experts\"",
                        "{\"name\":\"ghost\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":400,"
                                + "\"deadlineSeconds\":60},{\"name\":\"experts\""));
    }

    private static void more(Desk desk, String prefix, int tasks) {
        IntStream.range(0, tasks)
                .forEach(i -> desk.stage
                        .tasks()
                        .insert(Task.forPeople("b", prefix + i, desk.places().get(i % 20), 0, 0.5, null, 2), 2));
    }

    private static void expired(Desk desk) {
        desk.stage.now = desk.stage.now.plusSeconds(61);
        desk.sweep(desk.stage.now);
        desk.tally();
    }

    private static long owed(Desk desk, String vendor) {
        return desk.open().stream()
                .filter(dispatch -> dispatch.vendor().equals(vendor))
                .mapToLong(Dispatch::labels)
                .sum();
    }

    @Test
    void a_vendor_that_never_answers_comes_last_but_for_a_few_labels_at_a_time() {
        Desk two = withGhost(400);
        more(two, "a", 60);
        two.dispatch();
        assertThat(owed(two, "ghost")).isGreaterThan(30);
        expired(two);
        more(two, "c", 60);

        two.dispatch();
        long tried = owed(two, "ghost");
        more(two, "d", 20);
        two.dispatch();

        assertThat(tried).isBetween(2L, Capacity.TRIAL + 1);
        assertThat(owed(two, "ghost")).isEqualTo(tried);
    }

    @Test
    void a_vendor_that_never_answers_takes_what_those_that_answer_have_no_room_for() {
        Desk two = withGhost(60);
        more(two, "a", 100);
        two.dispatch();
        expired(two);
        more(two, "c", 100);

        two.dispatch();

        assertThat(owed(two, "crowd")).as("which has no more room").isEqualTo(60);
        assertThat(owed(two, "ghost")).isGreaterThan(2 * Capacity.TRIAL);
    }

    @Test
    void a_silent_vendor_that_is_alone_is_asked_again() {
        Desk desk = new Desk(Samples.SETTINGS);
        desk.people(0, 0.5);
        desk.dispatch();
        desk.stage.now = Stage.START.plusSeconds(61);
        desk.sweep(desk.stage.now);
        desk.tally();

        desk.dispatch();

        assertThat(desk.lines("crowd")).hasSize(2);
    }
}
