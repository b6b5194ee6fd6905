package dev.labelmill.core.annotator;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

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

    /**
     * Whether so much is known of the annotator that an estimate of accuracy is about this one person: at least
     * {@link AnnotatorCounts#LEAST_LABELS} answers on tasks whose answer is known or that somebody else answered too. Below that
     * an estimate is little more than what holds for the whole crowd, and with no such answer it is nothing else.
     */
    public boolean isComparable() {
        return trials(onGold) + trials(onConsensus) >= AnnotatorCounts.LEAST_LABELS;
    }

    private static long trials(Optional<Proportion> share) {
        return share.map(Proportion::trials).orElse(0L);
    }

    /** How good the annotator is at best: the lower of the upper ends of both shares' intervals; 1 where neither is known. */
    public double atBest() {
        return Stream.of(onGold, onConsensus)
                .flatMap(Optional::stream)
                .mapToDouble(Proportion::high)
                .min()
                .orElse(1);
    }

    /** The class favoured most, where it is worth a person's look. */
    public Optional<Bias> toldBias() {
        return bias.filter(favoured -> favoured.isTold(labels));
    }
}
