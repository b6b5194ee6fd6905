package dev.labelmill.lambda.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch in trouble ends like a calm one. {@code docs/faults.md} says what is tried and how the large run is started. */
class FaultSuiteTest {

    /** What is injected is logged as the trouble that it is, by the ten thousand. */
    private static final Logger LOG = Logger.getLogger("dev.labelmill");

    private static final int SEEDS = Integer.getInteger("labelmill.faults.seeds", 1);
    private static final int PER_SEED = Integer.getInteger("labelmill.faults.perSeed", 30);
    private static final long FIRST_SEED = Long.getLong("labelmill.faults.firstSeed", 1);

    /** Those that cost least; all of them in the large run. */
    private static final String FEW = "FILES,PUSH";

    private static final String OTHER_FEW = "PULL,SPENT";

    private Level level;

    @BeforeEach
    void hush() {
        level = LOG.getLevel();
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        LOG.setLevel(level);
    }

    @Test
    void a_batch_in_trouble_ends_like_a_calm_one() {
        assertEndsWell(ways(FEW), EnumSet.complementOf(EnumSet.copyOf(FaultKind.REROUTING)));
    }

    @Test
    void of_a_batch_whose_labels_take_other_ways_nothing_is_lost_and_nothing_counts_twice() {
        assertEndsWell(ways(OTHER_FEW), EnumSet.allOf(FaultKind.class));
    }

    private static List<Way> ways(String few) {
        return Arrays.stream(System.getProperty("labelmill.faults.ways", few).split(","))
                .map(Way::valueOf)
                .toList();
    }

    private static void assertEndsWell(List<Way> ways, Set<FaultKind> kinds) {
        FaultTable table = new FaultTable();
        for (Way way : ways) {
            LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).forEach(seed -> {
                SeededRuns.Result result = new SeededRuns(way, seed, kinds, PER_SEED).run();
                table.add(result);
                if (SEEDS > 1) {
                    System.out.printf("%s seed %d: %d runs, %d faults%n", way, seed, result.runs(), result.faults());
                    result.differences().forEach(System.out::println);
                }
            });
        }
        if (SEEDS > 1) {
            System.out.println(table);
        }
        assertThat(table.differences()).isEmpty();
    }
}
