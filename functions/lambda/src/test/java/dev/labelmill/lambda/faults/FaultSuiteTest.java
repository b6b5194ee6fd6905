package dev.labelmill.lambda.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch in trouble ends like a calm one. {@code docs/faults.md} says what is tried and how the large run is started. */
class FaultSuiteTest {

    /** What is injected is logged as the trouble that it is, by the ten thousand. */
    private static final Logger LOG = Logger.getLogger("dev.labelmill");

    private static final int SEEDS = Integer.getInteger("labelmill.faults.seeds", 1);
    private static final int PER_SEED = Integer.getInteger("labelmill.faults.perSeed", 60);
    private static final long FIRST_SEED = Long.getLong("labelmill.faults.firstSeed", 1);

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
        assertEndsWell(EnumSet.complementOf(EnumSet.copyOf(FaultKind.REROUTING)));
    }

    @Test
    void of_a_batch_whose_labels_take_other_ways_nothing_is_lost_and_nothing_counts_twice() {
        assertEndsWell(EnumSet.allOf(FaultKind.class));
    }

    private static void assertEndsWell(Set<FaultKind> kinds) {
        FaultTable table = new FaultTable();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            SeededRuns.Result result = new SeededRuns(seed, kinds, PER_SEED).run();
            table.add(result);
            if (SEEDS > 1) {
                System.out.printf("seed %d: %d runs, %d faults%n", seed, result.runs(), result.faults());
                result.differences().forEach(System.out::println);
            }
        }
        if (SEEDS > 1) {
            System.out.println(table);
        }
        assertThat(table.differences()).isEmpty();
    }
}
