package dev.labelmill.core.annotator;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long each annotator takes over a label. Medians, because people are called away. Immutable; made by
 * {@link WorkTimes}.
 */
public final class Pace {

    /** No times known. */
    public static final Pace UNKNOWN = new Pace(new double[0], new int[0]);

    /** An annotator with fewer timed labels is not judged by them. */
    static final int LEAST_LABELS = 10;

    /** Whose median is below this part of the typical one is too fast: nobody reads three times as fast as the rest. */
    static final double TOO_FAST = 1.0 / 3;

    private final double[] medians;
    private final int[] labels;
    private final double typical;

    /**
     * @param medians seconds, one an annotator; NaN where none of the labels is timed
     * @param labels timed labels of each annotator
     */
    Pace(double[] medians, int[] labels) {
        this.medians = medians;
        this.labels = labels;
        double[] known = Arrays.stream(medians).filter(m -> !Double.isNaN(m)).toArray();
        this.typical = WorkTimes.median(known, 0, known.length);
    }

    /** Median of the seconds that an annotator took, at least 0; empty where none is known. */
    public OptionalDouble medianSeconds(int annotator) {
        return annotator < medians.length && !Double.isNaN(medians[annotator])
                ? OptionalDouble.of(medians[annotator])
                : OptionalDouble.empty();
    }

    /** Whether an annotator with at least 10 timed labels takes less than a third of what is typical. */
    public Optional<SpamSignal.TooFast> tooFast(int annotator) {
        return medianSeconds(annotator).stream()
                .filter(median -> labels[annotator] >= LEAST_LABELS && median < TOO_FAST * typical)
                .mapToObj(median -> new SpamSignal.TooFast(median, typical))
                .findFirst();
    }
}
