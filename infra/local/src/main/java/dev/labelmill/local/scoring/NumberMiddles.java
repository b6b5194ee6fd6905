package dev.labelmill.local.scoring;

import dev.labelmill.core.label.Aggregation;
import dev.labelmill.core.label.Consensus;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.robust.AnnotatorBias;
import dev.labelmill.core.robust.Middle;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The median and the mean of a table of numbers, each annotator's bias removed, and which of the two suits it. */
final class NumberMiddles<V extends LabelValue> {

    static final String MEDIAN = "median";
    static final String MEAN = "mean";

    private final ValueTable<V> table;
    private final AnnotatorBias bias;

    NumberMiddles(ValueTable<V> table) {
        this.table = table;
        this.bias = bias(table);
    }

    /** What each annotator adds to every number of theirs. */
    static AnnotatorBias bias(ValueTable<?> table) {
        return AnnotatorBias.learn(
                () -> table.opinions().stream().map(NumberMiddles::numbers).iterator());
    }

    private static List<Opinion<Double>> numbers(List<? extends Opinion<? extends LabelValue>> opinions) {
        return opinions.stream().<Opinion<Double>>map(o -> o.as(amount(o))).toList();
    }

    private static double amount(Opinion<? extends LabelValue> opinion) {
        return ((Quantity) opinion.value()).amount();
    }

    ValueMethod<V> fit(String name) {
        return switch (name) {
            case MEDIAN -> new ValueMethod<>(name, MEDIAN, "", aggregation(Middle.MEDIAN));
            case MEAN -> new ValueMethod<>(name, MEAN, "", aggregation(Middle.MEAN));
            default -> choose(name);
        };
    }

    private ValueMethod<V> choose(String name) {
        OptionalDouble byMedian = foretelling(Middle.MEDIAN);
        if (byMedian.isEmpty()) {
            String reason = "the median, since no task has the four labels that tell it from the mean";
            return new ValueMethod<>(name, MEDIAN, reason, aggregation(Middle.MEDIAN));
        }
        double median = byMedian.getAsDouble();
        double mean = foretelling(Middle.MEAN).getAsDouble();
        boolean better = mean < median;
        String reason = String.format(
                Locale.ROOT,
                "the %s, since it foretells a label from the task's others better (by %.4g on average, the %s by %.4g)",
                better ? MEAN : MEDIAN,
                Math.min(mean, median),
                better ? MEDIAN : MEAN,
                Math.max(mean, median));
        return new ValueMethod<>(
                name, better ? MEAN : MEDIAN, reason, aggregation(better ? Middle.MEAN : Middle.MEDIAN));
    }

    private Aggregation<V> aggregation(Middle middle) {
        NumberEntry any = NumberEntry.any();
        Aggregation<Quantity> quantities =
                new NumberEntry(any.least(), any.greatest(), any.unit(), middle).middle(bias);
        Class<V> type = table.type().valueType();
        return opinions -> quantities
                .of(opinions.stream().map(o -> o.as((Quantity) o.value())).toList())
                .map(c -> new Consensus<>(type.cast(c.value()), c.confidence(), c.support(), c.annotators()));
    }

    /**
     * How far labels are from the middle of their task's other labels; empty if no task has as many as four, for the
     * median of two is their mean.
     */
    private OptionalDouble foretelling(Middle middle) {
        return table.opinions().stream()
                .filter(item -> item.size() > 3)
                .mapToDouble(item -> foretelling(middle, item))
                .average();
    }

    private double foretelling(Middle middle, List<Opinion<V>> item) {
        double[] values = numbers(item).stream().mapToDouble(bias::removedFrom).toArray();
        double[] weights = item.stream().skip(1).mapToDouble(Opinion::weight).toArray();
        double sum = 0;
        for (int left = 0; left < values.length; left++) {
            int out = left;
            double[] others = IntStream.range(0, values.length)
                    .filter(i -> i != out)
                    .mapToDouble(i -> values[i])
                    .toArray();
            sum += Math.abs(values[out] - middle.of(others, weights)) / values.length;
        }
        return sum;
    }
}
