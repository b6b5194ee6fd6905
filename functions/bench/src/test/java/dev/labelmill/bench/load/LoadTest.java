package dev.labelmill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.bench.load.KeyRates.Busiest;
import org.junit.jupiter.api.Test;

/** A small version of {@link Load}. */
class LoadTest {

    @Test
    void a_batch_goes_from_its_upload_to_its_results_and_asks_no_key_for_more_than_a_partition_gives() {
        Outcome outcome = Load.run(new LoadSettings(150, 3, 200, 4, 2, 1), false);

        assertThat(outcome.results()).isEqualTo(150);
        assertThat(outcome.report().path("items").asInt()).isEqualTo(150);
        assertThat(outcome.report().path("labels").asLong())
                .isEqualTo(outcome.labels())
                .isGreaterThanOrEqualTo(450);
        assertThat(outcome.mill().keys.busiest().values())
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(kind.tooMany()).isZero())
                .extracting(Busiest::written)
                .allMatch(units -> units > 0);
        assertThat(outcome.mill().feed.waiting()).isZero();
        assertThat(outcome.work().lines())
                .anyMatch(line -> line.startsWith("| prelabel, pass 1 | 1 |"))
                .anyMatch(line -> line.startsWith("| prelabel, pass 2 | 2 |"))
                .filteredOn(line -> line.startsWith("| webhook, a call |"))
                .singleElement()
                .satisfies(line -> assertThat(line).doesNotContain("NaN").contains("| " + outcome.labels() + " |"));
    }
}
