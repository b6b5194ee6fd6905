package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.stage.Stage;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Totals of a batch that was running when this version was deployed. */
class UpgradedTotalsTest {

    private final Stage stage = Stage.inMemory();

    /** Experts had a task that an older version did not count, and gave it back; labels of now were folded by it too. */
    private void folded() {
        Counters totals = new Counters()
                .add(Names.GOLD, 3)
                .add(Names.ADJUDICATING, -1)
                .add(Names.LATE + "crowd", 2)
                .add(Names.IN_TIME + "crowd", 5)
                .add(Names.WAITED + "crowd", 5000);
        stage.tallies().add(Keys.batchTally("b"), "shard", Optional.empty(), BigInteger.ONE, totals, stage.now);
    }

    private boolean holds(Counters facts) {
        return stage.tallies().check(Keys.batchTally("b"), facts, stage.now);
    }

    @Test
    void are_not_called_wrong_for_what_nobody_counted_when_it_began() {
        folded();

        assertThat(holds(new Counters().add(Names.GOLD, 3))).isTrue();
        assertThat(holds(new Counters().add(Names.GOLD, 4))).isFalse();
    }
}
