package dev.labelmill.core.consensus;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is believed about the annotators at some point, under a name, so that every decision taken with it can
 * be repeated.
 *
 * @param version name of this snapshot
 * @param pooled the confusion of an annotator of whom nothing is known
 * @param byAnnotator the confusions of those who are known, in the order of their names
 */
public record Skills(String version, Confusion pooled, Map<String, Confusion> byAnnotator) {

    /** Copies the map and checks that all confusions are about the same classes. */
    public Skills {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(pooled, "pooled");
        byAnnotator = Collections.unmodifiableMap(new TreeMap<>(byAnnotator));
        byAnnotator.forEach((annotator, confusion) -> {
            if (confusion.classes() != pooled.classes()) {
                throw new IllegalArgumentException("the confusion of " + annotator + " has " + confusion.classes()
                        + " classes, the pooled one " + pooled.classes());
            }
        });
    }

    /**
     * The belief before any label: everybody is right equally often and errs evenly. Its version is
     * {@code uninformed}.
     *
     * @param classes number of classes, at least 2
     * @param accuracy assumed probability of a right answer, in [0, 1]
     */
    public static Skills uninformed(int classes, double accuracy) {
        return new Skills("uninformed", Confusion.symmetric(classes, accuracy), Map.of());
    }

    /** The confusion of an annotator, the pooled one for a stranger. */
    public Confusion of(String annotator) {
        return byAnnotator.getOrDefault(annotator, pooled);
    }

    /** Number of classes. */
    public int classes() {
        return pooled.classes();
    }
}
