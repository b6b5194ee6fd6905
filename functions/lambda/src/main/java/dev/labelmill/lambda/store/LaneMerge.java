package dev.labelmill.lambda.store;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges the slices of a lane into one sequence by rank; reads each slice only as far as it is asked. */
final class LaneMerge implements Iterator<String> {

    private record Head(Row row, Iterator<Row> rest) {}

    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.<Head, String>comparing(head -> head.row().string(Keys.RANK))
                    .thenComparing(head -> head.row().pk()));

    LaneMerge(List<Iterator<Row>> slices) {
        slices.forEach(this::offer);
    }

    private void offer(Iterator<Row> slice) {
        if (slice.hasNext()) {
            heads.add(new Head(slice.next(), slice));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public String next() {
        Head head = heads.remove();
        offer(head.rest());
        return head.row().pk().split("#", 3)[2];
    }
}
