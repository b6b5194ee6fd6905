package dev.labelmill.core.sampling;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many items of each cell have which score: integers, so that the counts of chunks add up exactly in any order. Scores
 * from 0 to 1 are counted in {@value #BINS} bins of equal width, the last of which holds 1. Immutable.
 */
public final class ScoreCounts {

    /** Number of bins. */
    public static final int BINS = 64;

    /** Most cells there can be. */
    public static final int CELLS = 64;

    /** Nothing counted. */
    public static final ScoreCounts EMPTY = new Builder().build();

    private static final String PREFIX = "score.";

    /** Made once, since each chunk's row is looked through for all of them, and not before: most functions read no such row. */
    private static final class Names {
        /** Of all counters, in order. */
        static final String[] ALL = IntStream.range(0, CELLS * BINS)
                .mapToObj(i -> PREFIX + i / BINS + "." + i % BINS)
                .toArray(String[]::new);
    }

    private final long[] counts;

    private ScoreCounts(long[] counts) {
        this.counts = counts;
    }

    /**
     * The bin of a score.
     *
     * @param score from 0 to 1
     */
    public static int bin(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score lies between 0 and 1: " + score);
        }
        return Math.min(BINS - 1, (int) (score * BINS));
    }

    /**
     * Reads counters back.
     *
     * @param counters by the names of {@link #asCounters}; other names are left out
     */
    public static ScoreCounts of(Map<String, Long> counters) {
        if (counters.keySet().stream().noneMatch(name -> name.startsWith(PREFIX))) {
            return EMPTY;
        }
        long[] counts = new long[CELLS * BINS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = counters.getOrDefault(Names.ALL[i], 0L);
        }
        return new ScoreCounts(counts);
    }

    /** The counters by name, {@code score.<cell>.<bin>}, those that are 0 left out. */
    public SortedMap<String, Long> asCounters() {
        SortedMap<String, Long> counters = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                counters.put(Names.ALL[i], counts[i]);
            }
        }
        return counters;
    }

    /** The sum of both. */
    public ScoreCounts plus(ScoreCounts other) {
        long[] sum = new long[counts.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(counts[i], other.counts[i]);
        }
        return new ScoreCounts(sum);
    }

    /** These counts without some that are among them. */
    public ScoreCounts minus(ScoreCounts part) {
        long[] rest = new long[counts.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Math.subtractExact(counts[i], part.counts[i]);
        }
        return new ScoreCounts(rest);
    }

    /** Items of a cell in a bin. */
    public long count(int cell, int bin) {
        return counts[cell * BINS + bin];
    }

    /** Items of a cell. */
    public long total(int cell) {
        return Arrays.stream(counts, cell * BINS, (cell + 1) * BINS).sum();
    }

    /** All items. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "ScoreCounts" + asCounters();
    }

    /** Counts item by item. */
    public static final class Builder {

        private final long[] counts = new long[CELLS * BINS];

        /**
         * Counts an item.
         *
         * @param cell  from 0, below {@link #CELLS}
         * @param score from 0 to 1
         */
        public Builder add(int cell, double score) {
            if (cell < 0 || cell >= CELLS) {
                throw new IllegalArgumentException("no such cell: " + cell);
            }
            counts[cell * BINS + bin(score)]++;
            return this;
        }

        /** What was counted so far. */
        public ScoreCounts build() {
            return new ScoreCounts(counts.clone());
        }
    }
}
