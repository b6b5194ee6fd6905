package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.annotator.SpamSignal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be said of one annotator whose labels are more than one of several classes. A label is right if it is within
 * the label type's audit tolerance of the other.
 *
 * @param name as the table has it
 * @param labels given
 * @param onGold share of labels right by gold, where there is any
 * @param onConsensus share of labels right by the consensus, of tasks that somebody else labelled too
 * @param meanDistance from the consensus of those tasks, 0 to 1
 * @param bias what the annotator adds to every number; of numbers only
 * @param medianSeconds a label, where times are known
 * @param tooFast if so much faster than others that it looks like spam
 */
public record ValueAnnotator(
        String name,
        long labels,
        Optional<Proportion> onGold,
        Optional<Proportion> onConsensus,
        OptionalDouble meanDistance,
        OptionalDouble bias,
        OptionalDouble medianSeconds,
        Optional<SpamSignal.TooFast> tooFast) {}
