package dev.labelmill.core.tally;

import java.util.Map;
import java.util.TreeMap;

/** A bag of named integer counters; zero and absent are the same. Not thread-safe. */
public final class Counters {

    private final TreeMap<String, Long> values = new TreeMap<>();

    /** Adds to one counter. */
    public Counters add(String name, long amount) {
        if (amount != 0) {
            values.merge(name, amount, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
        }
        return this;
    }

    /** Adds every counter of another bag. */
    public Counters addAll(Counters other) {
        other.values.forEach(this::add);
        return this;
    }

    /** Takes every counter of another bag away. */
    public Counters subtractAll(Counters other) {
        other.values.forEach((name, amount) -> add(name, -amount));
        return this;
    }

    /** The value of a counter; 0 if it was never added to. */
    public long get(String name) {
        return values.getOrDefault(name, 0L);
    }

    /** The same, and 0 where it is below: what is folded from changes out of order may be for a moment. */
    public long atLeastNone(String name) {
        return Math.max(0, get(name));
    }

    /** The counters that are not zero, by name. */
    public Map<String, Long> nonZero() {
        return Map.copyOf(values);
    }

    /** How many counters are not zero. */
    public int size() {
        return values.size();
    }

    /** Whether every counter is zero. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
