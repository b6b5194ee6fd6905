package dev.labelmill.core.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings.Budget;
import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.budget.Provision;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProvisionsTest {

    /** As {@link GivenSettings} has it. */
    private static final long PRICE = 12_000_000;

    private final GivenSettings settings = new GivenSettings();

    private Batch batch(boolean stop) {
        settings.budget =
                new Budget(OptionalLong.of(1_000_000_000), OptionalLong.empty(), stop, OptionalLong.of(500_000_000));
        return Batch.received(settings.build(), "{}", "etag", Instant.EPOCH)
                .planned(new Plan(OptionalInt.empty(), "", 1, 0, 0.25, 1));
    }

    @Test
    void it_is_the_experts_price_for_what_waits_for_them_and_for_what_the_crowds_tasks_will_come_to() {
        Counters totals = new Counters()
                .add("audit.auto.due", 3)
                .add("audit.human.due", 2)
                .add("audit.human.out", 9)
                .add("state.human.adjudicate", 1)
                .add("state.human.claimed", 40)
                .add("state.gold.claimed", 5)
                .add("state.human.resolved", 19)
                .add("resolvedBy.expert", 1);

        assertThat(Provisions.of(batch(true), totals)).isEqualTo(new Provision(PRICE, 6, 40, 0.25 + 0.1));
    }

    @Test
    void what_experts_have_been_asked_to_decide_is_set_aside_already_and_kept_back_no_more() {
        Counters totals = new Counters()
                .add("state.human.adjudicate", 5)
                .add("adjudicating", 3)
                .add("state.human.resolved", 15);

        assertThat(Provisions.of(batch(true), totals)).isEqualTo(new Provision(PRICE, 2, 0, 0.25 + 0.25));
        assertThat(Provisions.of(batch(true), totals.add("adjudicating", -8)).waiting())
                .as("totals that were begun before it was counted")
                .isEqualTo(5);
        assertThat(Provisions.of(batch(true), totals.add("adjudicating", 12)).waiting())
                .as("totals that were folded out of order")
                .isZero();
    }

    @Test
    void nothing_is_known_of_experts_decisions_before_there_is_one() {
        assertThat(Provisions.of(batch(true), new Counters())).isEqualTo(new Provision(PRICE, 0, 0, 0.25));
    }

    @Test
    void nothing_is_kept_back_without_a_limit_of_the_whole_batch_or_without_experts() {
        assertThat(Provisions.of(batch(false), new Counters())).isEqualTo(Provision.NONE);

        settings.vendors = List.of(GivenSettings.vendor("crowd", Tier.CROWD, 100));
        assertThat(Provisions.of(batch(true), new Counters())).isEqualTo(Provision.NONE);
    }
}
