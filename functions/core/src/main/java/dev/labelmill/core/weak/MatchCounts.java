package dev.labelmill.core.weak;

import java.util.SortedMap;
import java.util.TreeMap;

/** How many items have the same matches; integers, so that those of chunks add up in any order. */
public final class MatchCounts implements MatchSource {

    private final SortedMap<Matches, Long> counts = new TreeMap<>();

    /**
     * Counts items.
     *
     * @param items may be negative: then they are taken out again
     */
    public void add(Matches matches, long items) {
        counts.merge(matches, items, (one, other) -> one + other == 0 ? null : one + other);
    }

    /** All counts that are not 0, in the order of the patterns. */
    @Override
    public void forEach(Visitor visitor) {
        counts.forEach(visitor::visit);
    }
}
