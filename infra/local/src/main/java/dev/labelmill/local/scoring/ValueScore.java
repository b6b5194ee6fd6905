package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.label.Consensus;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.results.MeasuredAgreement;
import dev.labelmill.core.results.ValueAgreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What there is to say about labels that are more than one of several classes.
 *
 * @param labels that were scored
 * @param methods how each did
 * @param chosen name of the method whose answers count
 * @param answers of that method by task
 * @param agreement of the annotators
 * @param annotators what is to be said of each, compared with the chosen method's answers
 */
public record ValueScore<V extends LabelValue>(
        ValueTable<V> labels,
        List<Method> methods,
        String chosen,
        List<Consensus<V>> answers,
        MeasuredAgreement agreement,
        List<ValueAnnotator> annotators) {

    private static final double NANOS = 1e9;

    /** Any number does for the sample of tasks, the same each time. */
    private static final long SEED = 1;

    /** Copies the collections. */
    public ValueScore {
        methods = List.copyOf(methods);
        answers = List.copyOf(answers);
        annotators = List.copyOf(annotators);
    }

    /**
     * How a method did.
     *
     * @param decidedBy the method itself, or the one it chose
     * @param reason of that choice; empty where there was none
     * @param accuracy share of answers within the label type's audit tolerance of gold; empty without gold
     * @param meanDistance of answers from gold, 0 to 1; empty without gold
     * @param seconds that it took
     */
    public record Method(
            String name,
            String decidedBy,
            String reason,
            Optional<Proportion> accuracy,
            OptionalDouble meanDistance,
            double seconds) {}

    /** The names of the methods for a kind of labels. */
    public static List<String> methodNames(ValueKind kind) {
        return ValueMethod.names(kind);
    }

    /**
     * Scores.
     *
     * @param names of methods, at least one; if {@code auto} is among them its answers count, else the first one's
     */
    public static <V extends LabelValue> ValueScore<V> of(ValueTable<V> labels, List<String> names) {
        String chosen = names.contains(ValueMethod.AUTO) ? ValueMethod.AUTO : names.get(0);
        List<Method> methods = new ArrayList<>();
        List<Consensus<V>> answers = List.of();
        for (String name : names) {
            long start = System.nanoTime();
            ValueMethod<V> method = ValueMethod.fit(name, labels);
            List<Consensus<V>> decided = labels.opinions().stream()
                    .map(item -> method.aggregation().of(item).orElseThrow())
                    .toList();
            methods.add(evaluate(labels, method, decided, (System.nanoTime() - start) / NANOS));
            answers = name.equals(chosen) ? decided : answers;
        }
        List<ValueAnnotator> annotators = ValueAnnotators.of(labels, answers);
        return new ValueScore<>(labels, methods, chosen, answers, agreement(labels), annotators);
    }

    private static <V extends LabelValue> MeasuredAgreement agreement(ValueTable<V> labels) {
        ValueAgreement<V> agreement = new ValueAgreement<>(labels.type(), SEED);
        for (int task = 0; task < labels.opinions().size(); task++) {
            agreement.add(labels.tasks().name(task), labels.opinions().get(task));
        }
        return agreement.measured();
    }

    private static <V extends LabelValue> Method evaluate(
            ValueTable<V> labels, ValueMethod<V> method, List<Consensus<V>> answers, double seconds) {
        double[] distances = labels.gold().entrySet().stream()
                .mapToDouble(gold ->
                        labels.type().distance(answers.get(gold.getKey()).value(), gold.getValue()))
                .toArray();
        OptionalDouble mean = Arrays.stream(distances).average();
        Optional<Proportion> accuracy = distances.length == 0
                ? Optional.empty()
                : Optional.of(new Proportion(labels.near(distances), distances.length));
        return new Method(method.name(), method.decidedBy(), method.reason(), accuracy, mean, seconds);
    }
}
