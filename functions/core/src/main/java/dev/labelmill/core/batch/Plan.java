package dev.labelmill.core.batch;

import dev.labelmill.core.rounds.RoundPlan;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What pass 2 decides by, fixed once for the whole batch when pass 1 has seen every item.
 *
 * @param cutoffBin     lowest confidence bin that is auto-accepted; empty: nothing is
 * @param reason        in words, why the cut-off is where it is
 * @param temperature   that calibrates the pre-labels' probabilities; 1 leaves them as they are
 * @param autoAuditRate probability that an auto-accepted item is audited, 0 to 1
 * @param humanAuditRate probability that an item people resolved is audited, 0 to 1
 * @param pilotShare    share of the people's items that go first, beside gold, to learn skills from, 0 to 1
 * @param heldGold      share of the known items that are held back from the pilot, to go out beside other tasks later, 0 to 1
 * @param round         what a round does with what waits; empty where everything is decided at once
 */
public record Plan(
        OptionalInt cutoffBin,
        String reason,
        double temperature,
        double autoAuditRate,
        double humanAuditRate,
        double pilotShare,
        double heldGold,
        Optional<RoundPlan> round) {

    /** The plan of a batch that has one round only and holds no known items back. */
    public Plan(
            OptionalInt cutoffBin,
            String reason,
            double temperature,
            double autoAuditRate,
            double humanAuditRate,
            double pilotShare) {
        this(cutoffBin, reason, temperature, autoAuditRate, humanAuditRate, pilotShare, 0, Optional.empty());
    }

    /** Whether nothing waits for a later round. */
    public boolean isLast() {
        return round.isEmpty() || round.get().last();
    }
}
