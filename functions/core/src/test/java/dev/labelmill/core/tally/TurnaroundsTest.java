package dev.labelmill.core.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.delivery.Turnaround;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Of vendors that have twenty seconds a label. */
class TurnaroundsTest {

    private final GivenSettings settings = new GivenSettings();
    private final Vendor crowd = settings.vendors.get(0);

    private void waitingCosts(long hourNanos) {
        settings.routing = new Routing(Routing.By.VALUE, OptionalLong.empty(), hourNanos);
    }

    @Test
    void what_expired_was_waited_for_as_long_as_it_was_given() {
        Counters totals = new Counters()
                .add("inTime.crowd", 4)
                .add("waited.crowd", 6500)
                .add("expired.crowd", 3)
                .add("expired.experts", 9);

        assertThat(Turnarounds.seen(crowd, totals)).isEqualTo(new Turnaround(4, 66.5));
    }

    @Test
    void what_was_waited_for_beyond_its_deadline_counts_with_all_of_that() {
        Counters totals = new Counters()
                .add("inTime.crowd", 4)
                .add("waited.crowd", 6500)
                .add("expired.crowd", 3)
                .add("overtime.crowd", 4);

        assertThat(Turnarounds.seen(crowd, totals)).isEqualTo(new Turnaround(4, 146.5));
    }

    @Test
    void totals_that_were_folded_out_of_order_or_begun_before_times_were_kept_are_no_trouble() {
        assertThat(Turnarounds.seen(crowd, new Counters().add("inTime.crowd", 3)))
                .isEqualTo(Turnaround.NONE);
        assertThat(Turnarounds.seen(
                        crowd, new Counters().add("waited.crowd", -5).add("expired.crowd", -1)))
                .isEqualTo(Turnaround.NONE);
    }

    @Test
    void where_of_few_of_the_labels_it_is_known_how_long_they_took_as_few_of_the_expired_ones_count() {
        Counters totals = new Counters()
                .add("received.crowd", 1015)
                .add("late.crowd", 3)
                .add("inTime.crowd", 506)
                .add("waited.crowd", 506_000)
                .add("expired.crowd", 50);

        assertThat(Turnarounds.seen(crowd, totals)).isEqualTo(new Turnaround(506, 506 + 25 * 20));
    }

    @Test
    void vendors_of_which_something_was_seen_or_is_waited_for_are_expected_to_go_on_so() {
        waitingCosts(1);
        Counters totals = new Counters().add("inTime.crowd", 100).add("waited.crowd", 200_000);

        assertThat(Turnarounds.expected(settings.build(), totals, Map.of()))
                .containsOnlyKeys("crowd")
                .hasEntrySatisfying(
                        "crowd", time -> assertThat(time).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100)));
        assertThat(Turnarounds.expected(settings.build(), totals, Map.of("experts", new Turnaround(0, 60))))
                .hasEntrySatisfying(
                        "experts",
                        time -> assertThat(time)
                                .as("it says twenty seconds")
                                .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60)));
    }

    @Test
    void where_waiting_costs_nothing_nothing_is_learnt() {
        waitingCosts(0);

        assertThat(Turnarounds.expected(
                        settings.build(), new Counters().add("inTime.crowd", 1).add("waited.crowd", 2), Map.of()))
                .isEmpty();
    }
}
