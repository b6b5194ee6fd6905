package dev.labelmill.core.budget;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a change of a label's row books with one dispatch.
 *
 * @param nanos  price that came, or went
 * @param labels 1 for a label that came, -1 for one that went, 0 for one that changed
 */
public record Entry(String dispatch, long nanos, long labels) {

    /**
     * What must be booked where a label takes an earlier one's place, each with the dispatch it came for; nothing where
     * neither price nor number changes.
     *
     * @param earlier the label that stood there; empty if none did, or it had been taken back
     * @param now     the label that is to stand there; empty if it is taken back
     */
    public static List<Entry> of(Optional<Entry> earlier, Optional<Entry> now) {
        TreeMap<String, Entry> byDispatch = new TreeMap<>();
        now.ifPresent(entry -> byDispatch.put(entry.dispatch, entry));
        earlier.map(entry -> new Entry(entry.dispatch, -entry.nanos, -entry.labels))
                .ifPresent(entry -> byDispatch.merge(entry.dispatch, entry, Entry::plus));
        return byDispatch.values().stream()
                .filter(entry -> entry.nanos != 0 || entry.labels != 0)
                .toList();
    }

    private Entry plus(Entry other) {
        return new Entry(dispatch, nanos + other.nanos, labels + other.labels);
    }
}
