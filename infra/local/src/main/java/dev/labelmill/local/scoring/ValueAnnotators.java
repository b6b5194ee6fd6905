package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.annotator.SpamSignal;
import dev.labelmill.core.label.Consensus;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.robust.AnnotatorBias;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reviews everybody in a table of values. */
final class ValueAnnotators<V extends LabelValue> {

    private final ValueTable<V> table;
    private final Count[] counts;

    private ValueAnnotators(ValueTable<V> table) {
        this.table = table;
        this.counts = new Count[table.annotators().size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new Count();
        }
    }

    /** Labels compared with something. */
    private static final class Comparison {
        private long labels;
        private long right;
        private double distance;

        private void add(double between, double tolerance) {
            labels++;
            right += between <= tolerance ? 1 : 0;
            distance += between;
        }

        private Optional<Proportion> share() {
            return labels == 0 ? Optional.empty() : Optional.of(new Proportion(right, labels));
        }
    }

    private static final class Count {
        private final Comparison gold = new Comparison();
        private final Comparison consensus = new Comparison();
        private long labels;
    }

    static <V extends LabelValue> List<ValueAnnotator> of(ValueTable<V> table, List<Consensus<V>> answers) {
        ValueAnnotators<V> all = new ValueAnnotators<>(table);
        for (int task = 0; task < answers.size(); task++) {
            all.add(task, answers.get(task).value());
        }
        return all.reviews();
    }

    private void add(int task, V answer) {
        List<Opinion<V>> opinions = table.opinions().get(task);
        double tolerance = table.type().auditTolerance();
        V truth = table.gold().get(task);
        for (Opinion<V> opinion : opinions) {
            Count count = counts[table.annotators().find(opinion.annotator())];
            count.labels++;
            if (truth != null) {
                count.gold.add(table.type().distance(opinion.value(), truth), tolerance);
            }
            if (opinions.size() > 1) {
                count.consensus.add(table.type().distance(opinion.value(), answer), tolerance);
            }
        }
    }

    private List<ValueAnnotator> reviews() {
        Optional<AnnotatorBias> biases =
                table.kind() == ValueKind.NUMBER ? Optional.of(NumberMiddles.bias(table)) : Optional.empty();
        List<ValueAnnotator> reviews = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Comparison consensus = counts[i].consensus;
            String name = table.annotators().name(i);
            reviews.add(new ValueAnnotator(
                    review(i),
                    consensus.labels == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(consensus.distance / consensus.labels),
                    biases.stream().mapToDouble(b -> b.of(name)).findFirst()));
        }
        return reviews;
    }

    private AnnotatorReview review(int annotator) {
        List<SpamSignal> signals =
                table.pace().tooFast(annotator).map(List::<SpamSignal>of).orElse(List.of());
        return new AnnotatorReview(
                annotator,
                counts[annotator].labels,
                counts[annotator].gold.share(),
                counts[annotator].consensus.share(),
                table.pace().medianSeconds(annotator),
                Optional.empty(),
                signals);
    }
}
