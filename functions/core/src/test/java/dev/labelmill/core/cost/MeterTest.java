package dev.labelmill.core.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final PriceList PRICES = new PriceList(
            "2026-11-24", "us-east-1", "arm64", 200_000, 13_333_400, 625_007, 125_000, 5_000_000, 400_000, 400_003);

    @Test
    void each_use_costs_its_price() {
        Meter meter = new Meter(PRICES, 512);
        meter.invocation();
        meter.time(3000);
        meter.writeUnits(2);
        meter.readUnits(0.5);
        meter.s3Write();
        meter.s3Read();
        meter.sqsRequest();

        assertThat(meter.takeNanos())
                .isEqualTo((200_000 + 13_333_400L * 3 / 2 + 1_250_014 + 62_500 + 5_000_000 + 400_000 + 400_003) / 1000);
        assertThat(meter.totalWriteUnits()).isEqualTo(2);
        assertThat(meter.totalReadUnits()).isEqualTo(0.5);
    }

    @Property(tries = 200)
    void no_fraction_is_lost_however_often_it_is_taken(
            @ForAll @IntRange(max = 500) int uses, @ForAll @IntRange(min = 1, max = 50) int every) {
        Meter meter = new Meter(PRICES, 512);
        long taken = 0;
        for (int i = 0; i < uses; i++) {
            meter.writeUnits(1);
            if (i % every == 0) {
                taken += meter.takeNanos();
            }
        }
        taken += meter.takeNanos();

        assertThat(taken).isEqualTo(uses * 625_007L / 1000);
    }

    @Test
    void what_was_taken_for_a_write_that_did_not_happen_is_taken_again() {
        Meter meter = new Meter(PRICES, 512);
        meter.sqsRequest();
        long taken = meter.takeNanos();
        assertThat(meter.takeNanos()).isZero();

        meter.giveBack(taken);
        meter.sqsRequest();

        assertThat(meter.takeNanos()).isEqualTo(800);
    }

    @Test
    void many_threads_lose_nothing() {
        Meter meter = new Meter(PRICES, 512);
        long taken = IntStream.range(0, 4000)
                        .parallel()
                        .mapToLong(i -> {
                            meter.sqsRequest();
                            return meter.takeNanos();
                        })
                        .sum()
                + meter.takeNanos();

        assertThat(taken).isEqualTo(4000L * 400_003 / 1000);
    }
}
