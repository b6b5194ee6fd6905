package dev.labelmill.core.agreement;

/** One unit's contribution to the counters of {@link AgreementCounts}. */
final class UnitCounters {

    /** lcm(1..24): a whole number of times any m - 1 up to the 25 labels that a task may get. */
    static final long PAIR_WEIGHT = 5_354_228_880L;

    private final int[] votes;
    private final int overlap;

    /**
     * @throws IllegalArgumentException if an answer is none of the classes
     */
    UnitCounters(int[] answers, int classes) {
        this.votes = new int[classes];
        this.overlap = answers.length;
        for (int answer : answers) {
            if (answer < 0 || answer >= classes) {
                throw new IllegalArgumentException("class index " + answer + " is none of " + classes);
            }
            votes[answer]++;
        }
    }

    /** Units, agreeing pairs and votes. */
    void count(CounterSink sink) {
        if (overlap == 0) {
            return;
        }
        long agreeing = 0;
        for (int c = 0; c < votes.length; c++) {
            if (votes[c] > 0) {
                agreeing += (long) votes[c] * (votes[c] - 1);
                sink.add(CounterNames.votes(overlap, c), votes[c]);
            }
        }
        sink.add(CounterNames.units(overlap), 1);
        if (agreeing > 0) {
            sink.add(CounterNames.agree(overlap), agreeing);
        }
    }

    /** Pairs of different classes: how many there are of each, and how far they stand apart. */
    void countGaps(CounterSink sink) {
        long gaps = 0;
        long squares = 0;
        for (int high = 1; high < votes.length; high++) {
            for (int low = 0; low < high && votes[high] > 0; low++) {
                if (votes[low] > 0) {
                    long pairs = (long) votes[low] * votes[high];
                    long gap = (long) high - low;
                    gaps += pairs * gap;
                    squares += pairs * gap * gap;
                    countPair(low, high, pairs, sink);
                }
            }
        }
        if (gaps > 0) {
            sink.add(CounterNames.gaps(overlap), gaps);
            sink.add(CounterNames.squares(overlap), squares);
        }
    }

    private void countPair(int low, int high, long pairs, CounterSink sink) {
        if (PAIR_WEIGHT % (overlap - 1) == 0) {
            sink.add(CounterNames.pairs(low, high), pairs * (PAIR_WEIGHT / (overlap - 1)));
        } else {
            sink.add(CounterNames.pairs(overlap, low, high), pairs);
        }
    }
}
