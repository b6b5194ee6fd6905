package dev.labelmill.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final PriceList PRICES = new PriceList(
            "2026-11-24",
            "us-east-1",
            "arm64",
            200_000,
            13_333_400,
            625_007,
            125_000,
            5_000_000,
            400_000,
            400_003,
            500,
            344,
            410_958_904,
            Map.of());

    private static final Meter.Doubt FORBIDDEN = (nanos, failure) -> {
        throw new AssertionError("nothing failed", failure);
    };

    /** What rides on a write that happens. */
    private static long charge(Meter meter) {
        long[] riding = {0};
        assertThat(meter.charge("score", spent -> {
                    riding[0] = spent.total();
                    return true;
                }))
                .isTrue();
        return riding[0];
    }

    @Test
    void each_use_costs_its_price() {
        Meter meter = new Meter(PRICES, 512, FORBIDDEN);
        long[] millis = {5000};
        meter.begin(() -> millis[0]);
        millis[0] += 3000;
        meter.writeUnits(2);
        meter.readUnits(0.5);
        meter.s3Write();
        meter.s3Read();
        meter.sqsRequest();

        meter.logged(100);

        Spend[] riding = {Spend.NONE};
        assertThat(meter.charge("score", spent -> {
                    riding[0] = spent;
                    return true;
                }))
                .isTrue();
        assertThat(riding[0].accounts())
                .isEqualTo(Map.of(
                        "score.lambda", (200_000 + 13_333_400L * 3 / 2) / 1000,
                        "score.dynamodb", (1_250_014L + 62_500) / 1000,
                        "score.s3", 5_400L,
                        "score.sqs", 400L,
                        "score.logs", 444L * 500 / 1000));
        assertThat(meter.totalWriteUnits()).isEqualTo(2);
        assertThat(meter.totalReadUnits()).isEqualTo(0.5);
    }

    @Test
    void time_rides_on_the_writes_within_its_invocation_and_its_rest_on_the_next() {
        Meter meter = new Meter(PRICES, 1024, FORBIDDEN);
        long[] millis = {0};
        meter.begin(() -> millis[0]);
        charge(meter);
        millis[0] = 1000;

        assertThat(charge(meter)).isEqualTo(13_333);

        millis[0] = 3000;
        meter.end();
        millis[0] = 60_000;
        assertThat(charge(meter)).isEqualTo(26_667);
        assertThat(charge(meter)).isZero();
    }

    @Test
    void an_hour_of_metrics_is_priced_and_not_metered() {
        Meter meter = new Meter(PRICES, 1024, FORBIDDEN);

        assertThat(meter.metricHours("publish", 50)).isEqualTo(Spend.of("publish", Kind.METRICS, 20_547_945));
        assertThat(charge(meter)).isZero();
    }

    @Test
    void what_hosted_models_were_paid_is_spent_in_picodollars_as_it_comes() {
        Meter meter = new Meter(PRICES, 1024, FORBIDDEN);
        meter.model(2_500_999);

        assertThat(meter.untakenPicos()).isEqualTo(2_500_999);
        assertThat(charge(meter)).isEqualTo(2_500);
        assertThat(meter.untakenPicos()).isEqualTo(999);
        assertThat(meter.prices()).isEqualTo(PRICES);
    }

    @Property(tries = 200)
    void no_fraction_is_lost_however_often_it_is_taken(
            @ForAll @IntRange(max = 500) int uses, @ForAll @IntRange(min = 1, max = 50) int every) {
        Meter meter = new Meter(PRICES, 512, FORBIDDEN);
        long taken = 0;
        for (int i = 0; i < uses; i++) {
            meter.writeUnits(1);
            if (i % every == 0) {
                taken += charge(meter);
            }
        }
        taken += charge(meter);

        assertThat(taken).isEqualTo(uses * 625_007L / 1000);
    }

    @Test
    void what_rode_on_a_write_that_did_not_happen_rides_on_the_next() {
        Meter meter = new Meter(PRICES, 512, FORBIDDEN);
        meter.sqsRequest();

        assertThat(meter.charge("score", spent -> false)).isFalse();
        assertThat(meter.totalPicos()).isEqualTo(400_003);
        meter.sqsRequest();

        assertThat(charge(meter)).isEqualTo(800);
        assertThat(charge(meter)).isZero();
    }

    @Test
    void what_rode_on_a_write_that_failed_is_told_and_not_charged_again() {
        List<String> doubts = new ArrayList<>();
        Meter meter = new Meter(PRICES, 512, (nanos, failure) -> doubts.add(nanos + " " + failure.getMessage()));
        meter.sqsRequest();

        assertThatIllegalStateException()
                .isThrownBy(() -> meter.charge("score", spent -> {
                    throw new IllegalStateException("cut off");
                }));

        assertThat(doubts).containsExactly("400 cut off");
        assertThat(charge(meter)).isZero();
        assertThat(meter.totalPicos()).isEqualTo(400_003);
    }

    @Test
    void many_threads_lose_nothing() {
        Meter meter = new Meter(PRICES, 512, FORBIDDEN);
        long taken = IntStream.range(0, 4000)
                        .parallel()
                        .mapToLong(i -> {
                            meter.sqsRequest();
                            return charge(meter);
                        })
                        .sum()
                + charge(meter);

        assertThat(taken).isEqualTo(4000L * 400_003 / 1000);
    }
}
