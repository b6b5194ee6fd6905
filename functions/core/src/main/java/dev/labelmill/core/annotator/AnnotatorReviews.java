package dev.labelmill.core.annotator;

import dev.labelmill.core.consensus.Votes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/** Reviews everybody who answered. */
public final class AnnotatorReviews {

    private final AnnotatorCounts counts;
    private final SharedMistakes mistakes;
    private final Pace pace;

    private AnnotatorReviews(AnnotatorCounts counts, SharedMistakes mistakes, Pace pace) {
        this.counts = counts;
        this.mistakes = mistakes;
        this.pace = pace;
    }

    /**
     * Reviews.
     *
     * @param consensus class index of each task's answer
     * @param gold class index of each task's true answer, -1 where it is not known; evaluates and changes nothing else
     */
    public static AnnotatorReviews of(Votes votes, LongToIntFunction consensus, LongToIntFunction gold, Pace pace) {
        AnnotatorCounts counts = new AnnotatorCounts(votes.classes(), votes.annotators());
        votes.forEach(task -> counts.add(task, consensus.applyAsInt(task.task()), gold.applyAsInt(task.task())));
        return new AnnotatorReviews(counts, SharedMistakes.of(votes), pace);
    }

    /**
     * Reviews what was counted elsewhere, task by task.
     *
     * @param mistakes of the same annotators, which may be those of some of their tasks
     */
    public static AnnotatorReviews of(AnnotatorCounts counts, SharedMistakes mistakes, Pace pace) {
        return new AnnotatorReviews(counts, mistakes, pace);
    }

    /** What is to be said of one annotator. */
    public AnnotatorReview of(int annotator) {
        return new AnnotatorReview(
                annotator,
                counts.labels(annotator),
                counts.onGold(annotator),
                counts.onConsensus(annotator),
                pace.medianSeconds(annotator),
                counts.bias(annotator),
                signals(annotator));
    }

    /** The counts behind the reviews. */
    public AnnotatorCounts counts() {
        return counts;
    }

    private List<SpamSignal> signals(int annotator) {
        List<SpamSignal> signals = new ArrayList<>();
        counts.oneAnswer(annotator).ifPresent(signals::add);
        pace.tooFast(annotator).ifPresent(signals::add);
        signals.addAll(mistakes.of(annotator));
        return signals;
    }
}
