package dev.labelmill.local.scoring;

import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.agreement.Distance;
import dev.labelmill.core.agreement.DistanceAgreement;
import dev.labelmill.core.agreement.NumberAgreement;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.opinion.Opinion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The agreement coefficients that suit a kind of values, by name. */
final class ValueAgreement {

    private static final double CONFIDENCE = 0.95;
    /** Of the draw of pairs where there are too many; any number does, the same each time. */
    private static final long SEED = 1;

    private static final double HALF = 0.5;

    private ValueAgreement() {}

    static <V extends LabelValue> Map<String, Coefficient> of(ValueTable<V> table) {
        List<List<V>> units = table.opinions().stream()
                .map(item -> item.stream().map(Opinion::value).toList())
                .toList();
        Map<String, Coefficient> all = new LinkedHashMap<>();
        if (table.kind() == ValueKind.NUMBER) {
            all.put("observed", observed(units));
            addNumbers(units, all);
            return all;
        }
        if (table.kind() == ValueKind.SEVERAL_CHOICES) {
            all.put("observed", observed(units));
        }
        DistanceAgreement byDistance = DistanceAgreement.of(units, table.type()::distance, CONFIDENCE, SEED);
        all.put("similarity", byDistance.similarity());
        addF1(table.type(), units, all);
        all.put("alpha", byDistance.alpha());
        return all;
    }

    private static void addNumbers(List<? extends List<? extends LabelValue>> units, Map<String, Coefficient> all) {
        List<double[]> numbers = units.stream()
                .map(unit -> unit.stream()
                        .mapToDouble(value -> ((Quantity) value).amount())
                        .toArray())
                .toList();
        NumberAgreement agreement = NumberAgreement.of(numbers, CONFIDENCE);
        all.put("alphaInterval", agreement.alphaInterval());
        all.put("alphaOrdinal", agreement.alphaOrdinal());
        boolean amounts = numbers.stream().allMatch(unit -> Arrays.stream(unit).allMatch(n -> n >= 0));
        if (amounts) {
            all.put("alphaRatio", agreement.alphaRatio(SEED));
        }
    }

    private static <V extends LabelValue> void addF1(
            LabelType<V> type, List<List<V>> units, Map<String, Coefficient> all) {
        if (type instanceof Boxes boxes) {
            all.put("f1", similarity(units, (one, other) -> 1 - boxes.f1((Drawing) one, (Drawing) other, HALF)));
        } else if (type instanceof Spans spans) {
            all.put("exactF1", similarity(units, (one, other) -> 1 - spans.exactF1((Markup) one, (Markup) other)));
            all.put("overlapF1", similarity(units, (one, other) -> 1 - spans.overlapF1((Markup) one, (Markup) other)));
        }
    }

    /** How often two labels are equal; order makes lists of boxes or spans differ, so it is not for them. */
    private static <V> Coefficient observed(List<List<V>> units) {
        return similarity(units, (one, other) -> one.equals(other) ? 0 : 1);
    }

    private static <V> Coefficient similarity(List<List<V>> units, Distance<V> distance) {
        return DistanceAgreement.of(units, distance, CONFIDENCE, SEED).similarity();
    }
}
