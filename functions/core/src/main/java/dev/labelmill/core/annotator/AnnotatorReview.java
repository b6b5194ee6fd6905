package dev.labelmill.core.annotator;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be said of one annotator.
 *
 * @param annotator number of the annotator
 * @param labels answers given
 * @param onGold share of true answers, where any are known
 * @param onConsensus share of answers that are the consensus, of tasks that somebody else answered too
 * @param medianSeconds a label, where times are known
 * @param bias the class favoured most
 * @param signals what looks like spam; none for most
 */
public record AnnotatorReview(
        int annotator,
        long labels,
        Optional<Proportion> onGold,
        Optional<Proportion> onConsensus,
        OptionalDouble medianSeconds,
        Optional<Bias> bias,
        List<SpamSignal> signals) {

    /** Copies the signals. */
    public AnnotatorReview {
        signals = List.copyOf(signals);
    }
}
