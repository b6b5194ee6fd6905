package dev.labelmill.core.label;

import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.robust.AnnotatorBias;
import dev.labelmill.core.robust.Middle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number.
 *
 * @param least    the smallest that is right, if there is one
 * @param greatest the largest that is right, if there is one
 * @param unit     what it counts, empty if it is a bare number
 * @param middle   how several become one
 */
public record NumberEntry(OptionalDouble least, OptionalDouble greatest, String unit, Middle middle)
        implements LabelType<Quantity> {

    /** @throws IllegalArgumentException if the range is empty or not finite */
    public NumberEntry {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(middle, "middle");
        least.ifPresent(bound -> requireNumber(bound, "labelType.min"));
        greatest.ifPresent(bound -> requireNumber(bound, "labelType.max"));
        if (least.isPresent() && greatest.isPresent() && least.getAsDouble() >= greatest.getAsDouble()) {
            throw new IllegalArgumentException("labelType.min must be below labelType.max, not " + least.getAsDouble()
                    + " and " + greatest.getAsDouble());
        }
    }

    /** Any number, without a unit; medians. */
    public static NumberEntry any() {
        return new NumberEntry(OptionalDouble.empty(), OptionalDouble.empty(), "", Middle.MEDIAN);
    }

    /** A number of a range; medians. */
    public static NumberEntry between(double least, double greatest, String unit) {
        return new NumberEntry(OptionalDouble.of(least), OptionalDouble.of(greatest), unit, Middle.MEDIAN);
    }

    private static void requireNumber(double bound, String field) {
        if (!(Math.abs(bound) <= Quantity.MAX)) {
            throw new IllegalArgumentException(field + " must be a number of at most 1e100, not " + bound);
        }
    }

    @Override
    public String kind() {
        return "number";
    }

    @Override
    public Class<Quantity> valueType() {
        return Quantity.class;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    /** None: numbers out of range are found by the check. */
    @Override
    public Optional<String> fault(Quantity value) {
        return Optional.empty();
    }

    /** {@code number-out-of-range}. */
    @Override
    public List<Violation> violations(Quantity value, Subject subject) {
        List<Violation> found = new ArrayList<>();
        if (least.isPresent() && value.amount() < least.getAsDouble()) {
            found.add(outOfRange(value, "least", least.getAsDouble()));
        }
        if (greatest.isPresent() && value.amount() > greatest.getAsDouble()) {
            found.add(outOfRange(value, "most", greatest.getAsDouble()));
        }
        return found;
    }

    private Violation outOfRange(Quantity value, String side, double bound) {
        String sentence = "the number is " + value.amount() + ", and must be at " + side + " " + bound;
        return new Violation("number-out-of-range", unit.isEmpty() ? sentence : sentence + " " + unit);
    }

    /**
     * With a least and a greatest number |a − b| over their difference, at most 1; else, for want of a range, the ratio
     * |a − b| / (|a| + |b|) (Canberra's, Krippendorff's for ratio data before squaring), 0 for two zeros and 1 for
     * numbers of opposite signs. Both are metrics; the second means nothing where zero is arbitrary, such as °C.
     */
    @Override
    public double distance(Quantity one, Quantity other) {
        return between(one.amount(), other.amount());
    }

    private double between(double one, double other) {
        if (one == other) {
            return 0;
        }
        double range = least.isPresent() && greatest.isPresent()
                ? greatest.getAsDouble() - least.getAsDouble()
                : Math.abs(one) + Math.abs(other);
        return Math.min(1, Math.abs(one - other) / range);
    }

    /** 0.05: a twentieth of the range, or of the sum of both numbers where there is none. */
    @Override
    public double auditTolerance() {
        return 0.05;
    }

    /** The weighted middle, cut to the range. */
    @Override
    public Aggregation<Quantity> aggregation() {
        return middle(AnnotatorBias.NONE);
    }

    /** The same, of numbers without what each annotator adds to all of theirs. */
    @Override
    public Aggregation<Quantity> aggregationLearntFrom(Iterable<List<Opinion<Quantity>>> items) {
        return middle(AnnotatorBias.learn(Readings.of(items, Quantity::amount)));
    }

    /** The weighted middle of numbers without the biases given, cut to the range. */
    public Aggregation<Quantity> middle(AnnotatorBias bias) {
        return Aggregation.ofSome(opinions -> {
            Opinions<Double> amounts = opinions.map(Quantity::amount);
            double amount = withinRange(middle.of(amounts.numbers(bias::removedFrom), amounts.weights()));
            double confidence = amounts.mean(one -> 1 - between(bias.removedFrom(one), amount));
            return new Consensus<>(new Quantity(amount), confidence, List.of(), amounts.size());
        });
    }

    private double withinRange(double amount) {
        double notTooSmall = Math.max(least.orElse(-Quantity.MAX), amount);
        return Math.min(greatest.orElse(Quantity.MAX), notTooSmall);
    }
}
