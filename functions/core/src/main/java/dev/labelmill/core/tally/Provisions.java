package dev.labelmill.core.tally;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.budget.Provision;
import java.util.Optional;
import java.util.stream.Stream;

/** What a batch that stops when its money is spent keeps back for experts, by its totals. */
public final class Provisions {

    private Provisions() {}

    /**
     * What is kept back now: for each audit that was drawn and not asked for, each task that experts are to decide and have not
     * been asked to, and each that the crowd is asked about. Such a one is audited at the plan's rate, and decided by experts as
     * often as those that are decided so far. Nothing in a batch that has no such limit, or no experts. What experts have been
     * asked for is set aside already. Totals that were begun before it was counted know of too few such tasks, never of too many.
     */
    public static Provision of(Batch batch, Counters totals) {
        long price = batch.settings().vendors(Tier.EXPERT).stream()
                .mapToLong(vendor -> vendor.price().most())
                .max()
                .orElse(0);
        if (batch.settings().budget().limits().batch().isEmpty() || price == 0) {
            return Provision.NONE;
        }
        long undecided = totals.atLeastNone(Names.STATE + "human.adjudicate");
        long asked = Math.min(undecided, totals.atLeastNone(Names.ADJUDICATING));
        long due = Stream.of("auto", "human")
                .mapToLong(stratum -> totals.atLeastNone(Names.AUDIT + stratum + ".due"))
                .sum();
        long resolved = totals.atLeastNone(Names.STATE + "human.resolved");
        long byExperts = totals.atLeastNone(Names.RESOLVED_BY + "expert") + undecided;
        double decisions = byExperts == 0 ? 0 : Math.min(1, (double) byExperts / (resolved + undecided));
        double audits =
                Optional.ofNullable(batch.plan()).map(Plan::humanAuditRate).orElse(0.0);
        return new Provision(
                price, due + undecided - asked, totals.atLeastNone(Names.STATE + "human.claimed"), audits + decisions);
    }
}
