package dev.labelmill.core.work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one vendor is owed for a period: what was booked on its labels on the period's days, a bonus for each batch that
 * promises one, and what is missing to the highest minimum fee of the batches worked on. Worked on is a batch of which a label
 * was given in the period and not taken back in it; corrections and deletions of earlier labels are adjustments, which
 * neither ask for a minimum fee nor change what is missing to it. Its memory grows with batches, not with labels. All amounts are nano-dollars, and the total is the sum of the other lines.
 */
public final class Statement {

    /**
     * One line.
     *
     * @param batch   empty where it is of all
     * @param purpose what the labels were for, empty where it is of all
     * @param kind    of event, or what is added
     * @param count   events
     * @param work    what they changed
     */
    public record Line(String batch, String purpose, String kind, long count, Work work) {}

    private record Key(String batch, String purpose, Posting.Kind kind) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::batch).thenComparing(Key::purpose).thenComparing(Key::kind);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Sum(long count, Work work) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, work.plus(other.work));
        }
    }

    private final LocalDate from;
    private final LocalDate to;
    private final SortedMap<Key, Sum> sums = new TreeMap<>();

    /** By batch: the labels given in the period that stand at its end, and what those given came to in it. */
    private final SortedMap<String, Sum> given = new TreeMap<>();

    /**
     * @param from the first day, in UTC
     * @param to   the day after the last one
     * @throws IllegalArgumentException if there is no day between them
     */
    public Statement(LocalDate from, LocalDate to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the period must begin before it ends");
        }
        this.from = from;
        this.to = to;
    }

    /** Takes in one label's account. */
    public void add(String batch, String purpose, Postings postings) {
        List<Posting> booked = postings.list().stream().filter(this::isInside).toList();
        booked.forEach(posting -> sums.merge(
                new Key(batch, purpose, posting.kind()), new Sum(posting.count(), posting.work()), Sum::plus));
        if (has(booked, Posting.Kind.LABEL)) {
            Work work = booked.stream().map(Posting::work).reduce(Work.NONE, Work::plus);
            given.merge(batch, new Sum(has(booked, Posting.Kind.DELETION) ? 0 : 1, work), Sum::plus);
        }
    }

    private boolean isInside(Posting posting) {
        return !posting.day().isBefore(from) && posting.day().isBefore(to);
    }

    private static boolean has(List<Posting> booked, Posting.Kind kind) {
        return booked.stream().anyMatch(posting -> posting.kind() == kind);
    }

    /**
     * The statement as it stands.
     *
     * @param priceOf the vendor's price model in a batch; empty: nothing is added for it
     */
    public List<Line> lines(Function<String, Optional<PriceModel>> priceOf) {
        List<Line> lines = new ArrayList<>();
        sums.forEach((key, sum) ->
                lines.add(new Line(key.batch(), key.purpose(), key.kind().name(), sum.count(), sum.work())));
        long bonuses = 0;
        for (Map.Entry<String, Work> batch : byBatch().entrySet()) {
            Optional<PriceModel> price = priceOf.apply(batch.getKey());
            long bonus = price.flatMap(PriceModel::bonus)
                    .map(promised -> promised.of(batch.getValue()))
                    .orElse(0L);
            if (bonus > 0) {
                lines.add(new Line(batch.getKey(), "", "BONUS", 1, new Work(bonus, 0, 0, 0)));
                bonuses += bonus;
            }
        }
        long minimum = minimumFee(priceOf);
        long missing = minimum - bonuses - earned();
        if (minimum > 0 && missing > 0) {
            lines.add(new Line("", "", "MINIMUM_FEE", 1, new Work(missing, 0, 0, 0)));
        }
        lines.add(
                new Line("", "", "TOTAL", lines.stream().mapToLong(Line::count).sum(), total(lines)));
        return List.copyOf(lines);
    }

    private long minimumFee(Function<String, Optional<PriceModel>> priceOf) {
        return given.entrySet().stream()
                .filter(batch -> batch.getValue().count() > 0)
                .flatMap(batch -> priceOf.apply(batch.getKey()).stream())
                .mapToLong(PriceModel::minimumFee)
                .max()
                .orElse(0);
    }

    private long earned() {
        return given.values().stream().mapToLong(sum -> sum.work().nanos()).sum();
    }

    private SortedMap<String, Work> byBatch() {
        SortedMap<String, Work> batches = new TreeMap<>();
        sums.forEach((key, sum) -> batches.merge(key.batch(), sum.work(), Work::plus));
        return batches;
    }

    private static Work total(List<Line> lines) {
        return lines.stream().map(Line::work).reduce(Work.NONE, Work::plus);
    }
}
