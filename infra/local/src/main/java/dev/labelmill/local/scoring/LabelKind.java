package dev.labelmill.local.scoring;

import dev.labelmill.core.consensus.Index;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    },

    /** A step of a scale of whole numbers. */
    RATING("rating") {
        @Override
        Optional<String> fault(String label) {
            return label.matches("-?\\d{1,6}") ? Optional.empty() : Optional.of("is no whole number");
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
    };

    /** Gaps in longer scales are not filled. */
    static final int MAX_STEPS = 100;

    private final String label;

    LabelKind(String label) {
        this.label = label;
    }

    /** Why something is no label of this kind, as the rest of a sentence; empty if it is one. */
    abstract Optional<String> fault(String label);

    /** Adds the classes that did not occur but exist. */
    abstract void complete(Index classes);

    /** The kind of a name, if there is one. */
    public static Optional<LabelKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(name)).findFirst();
    }

    /** The names of all, as a message lists them. */
    public static String names() {
        return Arrays.stream(values()).map(kind -> kind.label).collect(Collectors.joining(" and "));
    }

    @Override
    public String toString() {
        return label;
    }
}
