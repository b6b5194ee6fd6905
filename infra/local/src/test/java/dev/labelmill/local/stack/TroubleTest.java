package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same batch twice: once in peace, once with everything going wrong that may go wrong. */
class TroubleTest {

    private static final Duration LIMIT = Duration.ofMinutes(8);

    @TempDir
    Path temp;

    private record End(
            SortedMap<String, String> facts,
            Map<String, Long> totals,
            Map<String, Map<String, Long>> folded,
            Map<String, Map<String, Long>> scanned,
            List<String> labels,
            long ledgerPicos,
            long meteredPicos,
            long untakenPicos,
            long lostPicos,
            Set<String> writers,
            Set<String> survivingWriters,
            long crashes,
            long throttles) {}

    @Test
    void a_batch_in_trouble_ends_like_a_calm_one() throws Exception {
        assertSameEnds(new TextBatch("trouble", 400, 0.7, 100, 25));
    }

    /** Takes as long again: {@code -Plarge} runs it. */
    @Test
    @Tag("large")
    void a_batch_in_trouble_that_learns_in_rounds_ends_like_a_calm_one() throws Exception {
        assertSameEnds(new TextBatch("trouble", 1000, 0.98, 60, 40, true));
    }

    private void assertSameEnds(TextBatch batch) throws Exception {
        Path folder = batch.write(temp);

        End calm = run(folder, Faults.none());
        End troubled = run(folder, new Faults(42, 0.05, 0.004, 0.5, true, 0.4, 3));

        assertThat(troubled.writers()).as("places that write").hasSizeGreaterThan(20);
        assertThat(troubled.survivingWriters())
                .as("places where no process died after its write")
                .isEmpty();
        assertThat(troubled.crashes())
                .as("simulated crashes")
                .isGreaterThan(2L * troubled.writers().size());
        assertThat(troubled.throttles()).as("throttled calls").isGreaterThan(100);
        assertThat(troubled.facts()).isEqualTo(calm.facts());
        assertThat(troubled.labels()).isEqualTo(calm.labels());
        assertThat(troubled.totals())
                .as("labour, quality control and all counts")
                .isEqualTo(calm.totals());
        assertThat(calm.folded()).as("tallies of the calm run").isEqualTo(calm.scanned());
        assertThat(troubled.folded()).as("tallies of the troubled run").isEqualTo(troubled.scanned());
        assertThat(calm.lostPicos()).isZero();
        for (End end : List.of(calm, troubled)) {
            assertThat(end.ledgerPicos() + end.untakenPicos() + end.lostPicos())
                    .as(
                            "platform money in the ledger is what was metered, retries too, but for what died with its process")
                    .isEqualTo(end.meteredPicos());
        }
    }

    private End run(Path folder, Faults faults) throws Exception {
        String id = folder.getFileName().toString();
        try (House house = new House(temp, faults)) {
            assertThat(house.run(folder, LIMIT).phase()).isEqualTo(Phase.DONE);
            house.rest();
            Environments functions = house.environments();
            return new End(
                    CanonicalState.facts(house.resources()),
                    CanonicalState.totals(house.resources(), id),
                    CanonicalState.folded(house.resources()),
                    CanonicalState.scanned(house.resources()),
                    CanonicalState.labels(house.resources(), id),
                    spentNanos(house, id) * 1000,
                    functions.meteredPicos(),
                    functions.untakenPicos(),
                    functions.lostPicos(),
                    functions.points().all(),
                    functions.points().survived(),
                    functions.crashes(),
                    functions.throttles());
        }
    }

    /** All but the hours of metrics, which are counted and not metered. */
    private static long spentNanos(House house, String id) {
        return new TallyStore(house.table())
                .total(Keys.batchTally(id)).nonZero().entrySet().stream()
                        .filter(e -> e.getKey().startsWith(Names.SPENT)
                                && !e.getKey().endsWith("." + Kind.METRICS.label()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }
}
