package dev.labelmill.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TurnaroundTest {

    private static final Duration DAY = Duration.ofDays(1);

    /** What is seen of claims that all end at a deadline, and what those that were answered in time say alone. */
    private record Seen(Turnaround all, Turnaround answered) {

        static Seen of(DoubleSupplier times, double deadline, int claims) {
            Turnaround all = Turnaround.NONE;
            Turnaround answered = Turnaround.NONE;
            for (int i = 0; i < claims; i++) {
                double time = times.getAsDouble();
                Turnaround one = time <= deadline ? new Turnaround(1, time) : new Turnaround(0, deadline);
                all = all.plus(one);
                answered = time <= deadline ? answered.plus(one) : answered;
            }
            return new Seen(all, answered);
        }
    }

    @Property(tries = 100)
    void the_mean_of_exponential_times_is_recovered_though_most_are_cut_off_by_the_deadline(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 1, max = 1_000_000) double mean,
            @ForAll @DoubleRange(min = 0.25, max = 6) double deadline) {
        Random random = new Random(seed);
        Seen seen = Seen.of(() -> -mean * Math.log(1 - random.nextDouble()), mean * deadline, 10_000);

        assertThat(seen.all().mean().orElseThrow())
                .as("some 2,200 answers at least: five standard errors are eleven per cent")
                .isCloseTo(mean, Percentage.withPercentage(11));
        if (deadline < 1) {
            assertThat(seen.answered().mean().orElseThrow())
                    .as("what came alone makes anybody look quick")
                    .isLessThan(mean / 2);
        }
    }

    @Property(tries = 50)
    void whatever_times_are_like_it_is_what_a_buyer_waits_who_asks_until_a_label_comes(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.3, max = 3) double spread) {
        Random random = new Random(seed);
        DoubleSupplier times = () -> Math.exp(spread * random.nextGaussian());
        double deadline = 1.5;

        double waited = 0;
        int labels = 20_000;
        for (int i = 0; i < labels; i++) {
            double time = times.getAsDouble();
            while (time > deadline) {
                waited += deadline;
                time = times.getAsDouble();
            }
            waited += time;
        }

        assertThat(Seen.of(times, deadline, 20_000).all().mean().orElseThrow())
                .isCloseTo(waited / labels, Percentage.withPercentage(8));
    }

    @Test
    void half_at_once_and_half_never_is_as_slow_as_the_deadline() {
        Turnaround seen = new Turnaround(50, 50 * 60).plus(new Turnaround(0, 50 * 86_400.0));

        assertThat(seen.mean().orElseThrow()).isEqualTo(86_460);
        assertThat(seen.expected(DAY)).isBetween(DAY, DAY.plusSeconds(60));
    }

    @Property
    void what_is_expected_lies_between_what_the_vendor_says_and_what_was_seen_and_solves_its_equation(
            @ForAll @LongRange(min = 1, max = 1_000_000) long answers,
            @ForAll @DoubleRange(min = 0.01, max = 10_000_000) double mean,
            @ForAll @LongRange(min = 1, max = 31_536_000) long declared) {
        Turnaround seen = new Turnaround(answers, answers * mean);

        double expected = seen.expected(Duration.ofSeconds(declared)).toNanos() / 1e9;

        double rounding = 0.001;
        assertThat(expected)
                .isBetween(Math.min(mean, declared) - rounding, Math.max(mean, declared) + rounding)
                .as("an answer is worth a factor of e at most")
                .isGreaterThanOrEqualTo(declared * Math.exp(-answers) - rounding);
        if (expected > 1) {
            double slope = answers * mean / expected - answers - Math.log(expected / declared);
            double steepness = answers * mean / expected + 1;
            assertThat(slope / steepness).isCloseTo(0, within(0.001));
        }
    }

    @Property
    void the_longer_was_waited_the_longer_is_expected_to_be(
            @ForAll @LongRange(min = 0, max = 1000) long answers,
            @ForAll @DoubleRange(min = 1, max = 1_000_000) double seconds,
            @ForAll @DoubleRange(min = 1, max = 1_000_000) double more) {
        assertThat(new Turnaround(answers, seconds + more).expected(DAY))
                .isGreaterThanOrEqualTo(new Turnaround(answers, seconds).expected(DAY));
    }

    @Test
    void without_anything_seen_it_is_what_the_vendor_says_and_a_hundred_labels_leave_little_of_that() {
        assertThat(Turnaround.NONE.expected(DAY)).isEqualTo(DAY);
        assertThat(Turnaround.NONE.mean()).isEmpty();

        assertThat(new Turnaround(1, 600).expected(DAY))
                .as("one label of ten minutes")
                .isLessThan(DAY.dividedBy(2));
        assertThat(new Turnaround(10, 6000).expected(DAY).toSeconds()).isBetween(1060L, 1080L);
        assertThat(new Turnaround(100, 60_000).expected(DAY).toSeconds()).isBetween(600L, 640L);
    }

    @Test
    void labels_that_never_come_are_expected_later_and_later() {
        assertThat(new Turnaround(0, 3 * 86_400).expected(DAY).toHours()).isBetween(48L, 72L);
        assertThat(new Turnaround(0, 3000 * 86_400.0).expected(DAY))
                .isBetween(DAY.multipliedBy(100), DAY.multipliedBy(3000));
    }

    @Test
    void labels_that_took_no_time_and_negative_numbers_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Turnaround(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Turnaround(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Turnaround(0, Double.NaN));
    }
}
