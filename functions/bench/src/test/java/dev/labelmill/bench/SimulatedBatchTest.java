package dev.labelmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.sampling.UncertainDiverse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A small version of {@link RoundsSimulation}. */
class SimulatedBatchTest {

    private static final RoundSettings SETTINGS = RoundsSimulation.settings(new UncertainDiverse());

    @Test
    void most_digits_are_accepted_with_few_errors_within_the_budget() throws IOException, UnusableContent {
        List<KnownItem> digits = digits();
        List<SimulatedBatch.Outcome> outcomes = LongStream.range(1, 5)
                .mapToObj(seed -> new SimulatedBatch(Digits.KIND, digits, SETTINGS, seed).run())
                .toList();

        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.labels()).isLessThanOrEqualTo(500);
            assertThat(outcome.wrong()).isLessThanOrEqualTo(outcome.accepted() / 20);
        });
        assertThat(outcomes.stream()
                        .mapToLong(SimulatedBatch.Outcome::accepted)
                        .average()
                        .orElseThrow())
                .isGreaterThan(.55 * digits.size());
    }

    @Test
    void the_same_seed_gives_the_same_routes() throws IOException, UnusableContent {
        assertThat(new SimulatedBatch(Digits.KIND, digits(), SETTINGS, 9).run())
                .isEqualTo(new SimulatedBatch(Digits.KIND, digits(), SETTINGS, 9).run());
    }

    private static List<KnownItem> digits() throws IOException, UnusableContent {
        return Digits.read(Path.of(System.getProperty("labelmill.root"), "events", "batches", "digits"))
                .digits();
    }
}
