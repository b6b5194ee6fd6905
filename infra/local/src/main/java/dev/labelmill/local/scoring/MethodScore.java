package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.consensus.ConsensusModel;
import java.util.Optional;

/**
 * How a consensus method did.
 *
 * @param name of the method
 * @param decidedBy the method itself, or the one it chose
 * @param reason of that choice; empty where there was none
 * @param accuracy on gold, tasks known beforehand left out; empty without gold
 * @param ties tasks that have two best classes, of which the first counted; tasks known beforehand left out
 * @param iterations how often it read the labels
 * @param converged whether it had come to rest
 * @param seconds that it took to learn
 */
public record MethodScore(
        String name,
        String decidedBy,
        String reason,
        Optional<Proportion> accuracy,
        long ties,
        int iterations,
        boolean converged,
        double seconds) {

    static MethodScore of(String name, ConsensusModel model, Consensus consensus, double seconds) {
        return new MethodScore(
                name,
                model.method(),
                model.reason(),
                consensus.accuracy(),
                consensus.ties(),
                model.iterations(),
                model.converged(),
                seconds);
    }
}
