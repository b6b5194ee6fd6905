package dev.labelmill.core.results;

import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.agreement.DistanceAgreement;
import dev.labelmill.core.agreement.MeanAgreement;
import dev.labelmill.core.agreement.NumberAgreement;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.MeanPairwise;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.opinion.Opinion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * Agreement on labels that are no classes: mean likenesses of all items with two labels, in one pass and no memory, and
 * alphas of a random sample of them. What chance gives takes a comparison of every label with many others, and one of two
 * drawings grows with the cube of their boxes, so the sample is bounded by parts.
 */
public final class ValueAgreement<V extends LabelValue> {

    /** Labels and their parts in a sample: a few seconds' comparisons, however large drawings are. */
    private static final long MOST_PARTS = 10_000;

    /** Numbers in a sample: comparing them takes a sort. */
    private static final long MOST_NUMBERS = 300_000;

    private static final double CONFIDENCE = 0.95;
    private static final double LEAST_IOU = 0.5;

    private final LabelType<V> type;
    private final long seed;
    private final Map<String, Likeness<V>> likenesses = new LinkedHashMap<>();
    private final HashSample<List<V>> sample;

    /** @param seed of the sample of items, where all would take too long */
    public ValueAgreement(LabelType<V> type, long seed) {
        this.type = type;
        this.seed = seed;
        this.sample = new HashSample<>(new Draw(seed), type instanceof NumberEntry ? MOST_NUMBERS : MOST_PARTS);
        if (type instanceof NumberEntry || type instanceof SeveralChoices) {
            likeness("observed", (one, other) -> one.equals(other) ? 1 : 0);
        }
        likeness("similarity", (one, other) -> 1 - type.distance(one, other));
        if (type instanceof Boxes boxes) {
            likeness("f1", (one, other) -> boxes.f1((Drawing) one, (Drawing) other, LEAST_IOU));
        }
        if (type instanceof Spans spans) {
            likeness("exactF1", (one, other) -> spans.exactF1((Markup) one, (Markup) other));
            likeness("overlapF1", (one, other) -> spans.overlapF1((Markup) one, (Markup) other));
        }
    }

    /** How alike two labels are, and its mean so far. */
    private record Likeness<V>(MeanPairwise<V> pairs, MeanAgreement mean) {}

    private void likeness(String name, ToDoubleBiFunction<V, V> of) {
        likenesses.put(name, new Likeness<>(new MeanPairwise<>(of), new MeanAgreement()));
    }

    /** Takes an item's labels in; one alone says nothing. */
    public void add(String item, List<Opinion<V>> opinions) {
        for (Likeness<V> likeness : likenesses.values()) {
            likeness.pairs().ofItem(opinions).ifPresent(value -> likeness.mean().add(Math.min(1, Math.max(0, value))));
        }
        List<V> labels = opinions.stream().map(Opinion::value).toList();
        if (labels.size() > 1) {
            long parts = labels.stream()
                    .mapToLong(label -> 1 + label.categories().size())
                    .sum();
            sample.add(item, parts, labels);
        }
    }

    /** Measures what was taken in. */
    public MeasuredAgreement measured() {
        Map<String, Coefficient> means = new LinkedHashMap<>();
        likenesses.forEach((name, likeness) -> means.put(name, likeness.mean().value(CONFIDENCE)));
        List<List<V>> units = sample.things();
        return new MeasuredAgreement(means, alphas(units), units.size(), sample.seen());
    }

    private Map<String, Coefficient> alphas(List<List<V>> units) {
        if (type instanceof NumberEntry entry) {
            return ofNumbers(entry, units.stream().map(ValueAgreement::numbers).toList());
        }
        return Map.of(
                "alpha",
                DistanceAgreement.of(units, type::distance, CONFIDENCE, seed).alpha());
    }

    private static double[] numbers(List<? extends LabelValue> labels) {
        return labels.stream().mapToDouble(label -> ((Quantity) label).amount()).toArray();
    }

    /** Ratios are of amounts: of numbers that may not be negative, or just are not. */
    private Map<String, Coefficient> ofNumbers(NumberEntry entry, List<double[]> units) {
        NumberAgreement agreement = NumberAgreement.of(units, CONFIDENCE);
        Map<String, Coefficient> alphas = new LinkedHashMap<>();
        alphas.put("alphaInterval", agreement.alphaInterval());
        alphas.put("alphaOrdinal", agreement.alphaOrdinal());
        boolean amounts = entry.least().orElse(0) >= 0
                && units.stream().flatMapToDouble(Arrays::stream).allMatch(number -> number >= 0);
        if (amounts) {
            alphas.put("alphaRatio", agreement.alphaRatio(seed));
        }
        return alphas;
    }
}
