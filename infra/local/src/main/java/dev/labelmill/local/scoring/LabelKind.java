package dev.labelmill.local.scoring;

import dev.labelmill.core.consensus.ConsensusMethod;
import dev.labelmill.core.consensus.ConsensusMethods;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.core.consensus.ScaleMedian;
import dev.labelmill.local.scoring.CsvTable.Column;
import dev.labelmill.local.scoring.CsvTable.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the labels of a file are. */
public enum LabelKind {

    /** One of several classes. */
    SINGLE_CHOICE("single-choice") {
        @Override
        Optional<String> fault(String label) {
            return Optional.empty();
        }

        @Override
        void complete(Index classes) {
            // The classes are those that occur.
        }

        @Override
        Optional<ConsensusMethod> method(String name, Index classes) {
            return ConsensusMethods.named(name);
        }

        @Override
        public List<String> methodNames() {
            return plainNames();
        }
    },

    /** A step of a scale of whole numbers. */
    RATING("rating") {
        @Override
        Optional<String> fault(String label) {
            if (label.matches("0|-?[1-9]\\d{0,5}")) {
                return Optional.empty();
            }
            return Optional.of(
                    label.matches("-?\\d+")
                            ? "is no whole number of up to six digits without leading zeros"
                            : "is no whole number");
        }

        /** Steps that nobody chose lie between those that somebody did. */
        @Override
        void complete(Index classes) {
            int[] steps = classes.names().stream().mapToInt(Integer::parseInt).toArray();
            int lowest = Arrays.stream(steps).min().orElse(0);
            int highest = Arrays.stream(steps).max().orElse(0);
            if (highest - lowest < MAX_STEPS) {
                IntStream.rangeClosed(lowest, highest).mapToObj(String::valueOf).forEach(classes::add);
            }
        }

        @Override
        Optional<ConsensusMethod> method(String name, Index classes) {
            if (!name.equals(MEDIAN)) {
                return ConsensusMethods.named(name);
            }
            return Optional.of(new ScaleMedian(steps(classes)));
        }

        @Override
        public List<String> methodNames() {
            return Stream.concat(Stream.of(MEDIAN), plainNames().stream()).toList();
        }

        /** Votes have two classes at least: a second step where all answers are the same. */
        private double[] steps(Index classes) {
            double[] steps =
                    classes.names().stream().mapToDouble(Double::parseDouble).toArray();
            return steps.length > 1 ? steps : new double[] {steps[0], steps[0] + 1};
        }
    };

    /** Gaps in longer scales are not filled. */
    static final int MAX_STEPS = 100;

    /** Uses pre-labels, of which a table of labels has none. */
    private static final String BY_PRELABELS = "crowdlab";

    private static final String MEDIAN = "median";

    private final String label;

    LabelKind(String label) {
        this.label = label;
    }

    /** Why something is no label of this kind, as the rest of a sentence; empty if it is one. */
    abstract Optional<String> fault(String label);

    /** @throws UnusableTable if what a row has is no label of this kind */
    final void require(Row row, Column column, String label) {
        fault(label).ifPresent(fault -> {
            throw row.problem(column, label, fault + ", which labels of type " + this + " are; correct it");
        });
    }

    /** Adds the classes that did not occur but exist. */
    abstract void complete(Index classes);

    /** The consensus method of a name for labels of these classes, in their order; empty if this kind has none so named. */
    abstract Optional<ConsensusMethod> method(String name, Index classes);

    /** The names of this kind's consensus methods. */
    public abstract List<String> methodNames();

    private static List<String> plainNames() {
        return ConsensusMethods.all().stream()
                .map(ConsensusMethod::name)
                .filter(name -> !name.equals(BY_PRELABELS))
                .toList();
    }

    /** The kind of a name, if there is one. */
    public static Optional<LabelKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(name)).findFirst();
    }

    /** The names of all, as a message lists them. */
    public static String names() {
        return Arrays.stream(values()).map(kind -> kind.label).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return label;
    }
}
