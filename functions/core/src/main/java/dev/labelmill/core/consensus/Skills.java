package dev.labelmill.core.consensus;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is believed about the annotators at some point, under a name, so that every decision taken with it can
 * be repeated.
 *
 * @param version name of this snapshot
 * @param pooled the confusion of an annotator of whom nothing is known
 * @param byAnnotator the confusions of those who are known, in the order of their names
 * @param vendors what is known of each vendor's annotators together, in the order of the vendors' names; those of whom
 *     nothing is known are missing
 * @param paused the annotators who are not good enough, in order: they get no tasks, and what they said counts for nothing
 * @param turnarounds how long a label of a vendor's is expected to take to come, by vendor; those of whom that is not known are
 *     missing
 */
public record Skills(
        String version,
        Confusion pooled,
        Map<String, Confusion> byAnnotator,
        Map<String, VendorSkill> vendors,
        Set<String> paused,
        Map<String, Duration> turnarounds) {

    /** Nothing is known of vendors, and nobody is paused. */
    public Skills(String version, Confusion pooled, Map<String, Confusion> byAnnotator) {
        this(version, pooled, byAnnotator, Map.of(), Set.of(), Map.of());
    }

    /** Copies the maps and checks that all confusions are about the same classes. */
    public Skills {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(pooled, "pooled");
        byAnnotator = Collections.unmodifiableMap(new TreeMap<>(byAnnotator));
        vendors = Collections.unmodifiableMap(new TreeMap<>(vendors));
        paused = Collections.unmodifiableSet(new TreeSet<>(paused));
        turnarounds = Collections.unmodifiableMap(new TreeMap<>(turnarounds));
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

    /** The same, and what is known of vendors. */
    public Skills withVendors(Map<String, VendorSkill> known) {
        return new Skills(version, pooled, byAnnotator, known, paused, turnarounds);
    }

    /** The same, and who gets no tasks any more. */
    public Skills pausing(Set<String> annotators) {
        return new Skills(version, pooled, byAnnotator, vendors, annotators, turnarounds);
    }

    /** The same, and how long vendors' labels are expected to take to come. */
    public Skills withTurnarounds(Map<String, Duration> known) {
        return new Skills(version, pooled, byAnnotator, vendors, paused, known);
    }

    /**
     * The confusion of an annotator, the pooled one for a stranger. That of one who is paused is the same answer whatever
     * the truth, so that a posterior is the same with and without it.
     */
    public Confusion of(String annotator) {
        return paused.contains(annotator)
                ? Confusion.symmetric(classes(), 1.0 / classes())
                : byAnnotator.getOrDefault(annotator, pooled);
    }

    /** What is known of a vendor. */
    public Optional<VendorSkill> vendor(String name) {
        return Optional.ofNullable(vendors.get(name));
    }

    /** How long a label of a vendor's is expected to take to come; empty where that is not known. */
    public Optional<Duration> turnaround(String vendor) {
        return Optional.ofNullable(turnarounds.get(vendor));
    }

    /** Number of classes. */
    public int classes() {
        return pooled.classes();
    }
}
