package dev.labelmill.core.label;

import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.robust.AnnotatorBias;
import dev.labelmill.core.robust.Middle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step of an ordered scale of whole numbers, such as 1 to 5 stars.
 *
 * @param lowest  first step
 * @param highest last step, above the first, at most {@value #MAX_STEPS} steps in all
 */
public record Rating(int lowest, int highest) implements LabelType<Grade> {

    /** Finer scales are numbers. */
    public static final int MAX_STEPS = 1001;

    /** Counters for each pair of steps would be too many for finer scales. */
    public static final int MAX_COUNTED_STEPS = 64;

    /** @throws IllegalArgumentException if there are fewer than two steps or too many */
    public Rating {
        if (lowest >= highest || (long) highest - lowest >= MAX_STEPS) {
            throw new IllegalArgumentException("labelType.lowest must be below labelType.highest, with at most "
                    + MAX_STEPS + " steps, not " + lowest + " and " + highest);
        }
    }

    /** How many steps the scale has. */
    public int steps() {
        return highest - lowest + 1;
    }

    /** Whether agreement on the scale is counted while a batch runs: on at most {@value #MAX_COUNTED_STEPS} steps. */
    public boolean isCounted() {
        return steps() <= MAX_COUNTED_STEPS;
    }

    /** Which step a grade is, from 0; empty off the scale, or where the scale is not counted. */
    public OptionalInt countedStep(Grade grade) {
        boolean onScale = grade.step() >= lowest && grade.step() <= highest;
        return onScale && isCounted() ? OptionalInt.of(grade.step() - lowest) : OptionalInt.empty();
    }

    @Override
    public String kind() {
        return "rating";
    }

    @Override
    public Class<Grade> valueType() {
        return Grade.class;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    /** None: whole numbers off the scale are found by the check. */
    @Override
    public Optional<String> fault(Grade value) {
        return Optional.empty();
    }

    /** {@code rating-off-scale}. */
    @Override
    public List<Violation> violations(Grade value, Subject subject) {
        if (value.step() >= lowest && value.step() <= highest) {
            return List.of();
        }
        return List.of(new Violation(
                "rating-off-scale",
                "the rating is " + value.step() + ", and the scale goes from " + lowest + " to " + highest));
    }

    /** |a − b| over the scale's range, at most 1: a metric on the scale (and off it, where it is cut at 1). */
    @Override
    public double distance(Grade one, Grade other) {
        return between(one.step(), other.step());
    }

    private double between(double one, double other) {
        return Math.min(1, Math.abs(one - other) / ((double) highest - lowest));
    }

    /** 0: another step contradicts. */
    @Override
    public double auditTolerance() {
        return 0;
    }

    /** The weighted median; between two steps the lower one, off the scale the nearest on it. */
    @Override
    public Aggregation<Grade> aggregation() {
        return median(AnnotatorBias.NONE);
    }

    /** The same, of grades without what each annotator adds to all of theirs. */
    @Override
    public Aggregation<Grade> aggregationLearntFrom(Iterable<List<Opinion<Grade>>> items) {
        return median(AnnotatorBias.learn(Readings.of(items, Rating::number)));
    }

    private static double number(Grade grade) {
        return grade.step();
    }

    private Aggregation<Grade> median(AnnotatorBias bias) {
        return Aggregation.ofSome(opinions -> {
            Opinions<Double> steps = opinions.map(Rating::number);
            double middle = Middle.MEDIAN.of(steps.numbers(bias::removedFrom), steps.weights());
            Grade grade = nearest(middle);
            double confidence = steps.mean(step -> 1 - between(bias.removedFrom(step), grade.step()));
            return new Consensus<>(grade, confidence, List.of(), steps.size());
        });
    }

    /** Half a step goes down, as a tied vote goes to the lower class. */
    private Grade nearest(double middle) {
        double rounded = Math.ceil(middle - 0.5);
        return new Grade((int) Math.min(highest, Math.max(lowest, rounded)));
    }
}
