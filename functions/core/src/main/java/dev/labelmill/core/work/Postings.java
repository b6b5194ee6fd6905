package dev.labelmill.core.work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The account of one label: what it came to on which day. A day that is over never changes any more, so that a
 * statement of days that are over says the same whenever it is made, and the sum over all days is what the label costs now.
 *
 * @param list at most one of each day and kind, oldest first
 */
public record Postings(List<Posting> list) {

    /** Of a label that never was. */
    public static final Postings NONE = new Postings(List.of());

    public Postings {
        list = List.copyOf(list);
    }

    /** Of a label that costs so much and of which no day is known: it is booked on 1970-01-01. */
    public static Postings undated(long nanos) {
        return nanos == 0 ? NONE : NONE.with(LocalDate.EPOCH, Posting.Kind.LABEL, new Work(nanos, 0, 0, 0));
    }

    /** What the label amounts to now. */
    public Work sum() {
        return list.stream().map(Posting::work).reduce(Work.NONE, Work::plus);
    }

    /** How often something has happened to the label. It only grows, by one with each change of what the label amounts to. */
    public long events() {
        return list.stream().mapToLong(Posting::count).sum();
    }

    /** These, and that the label amounts to this from that day on. */
    public Postings becomes(LocalDate day, Posting.Kind kind, Work now) {
        return with(day, kind, now.minus(sum()));
    }

    private Postings with(LocalDate day, Posting.Kind kind, Work change) {
        List<Posting> more = new ArrayList<>(list);
        for (int i = 0; i < more.size(); i++) {
            Posting there = more.get(i);
            if (there.day().equals(day) && there.kind() == kind) {
                more.set(
                        i,
                        new Posting(day, kind, there.count() + 1, there.work().plus(change)));
                return new Postings(more);
            }
        }
        more.add(new Posting(day, kind, 1, change));
        return new Postings(more);
    }
}
