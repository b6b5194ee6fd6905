package dev.labelmill.bench.load;

/**
 * How times are spread, within 3 % and in the same little memory however many they are: buckets whose bounds are powers of
 * the 32nd root of two. For use by one thread.
 */
final class Spread {
    private static final int BUCKETS_PER_DOUBLING = 32;
    private static final int DOUBLINGS = 40;

    private final long[] counts = new long[BUCKETS_PER_DOUBLING * DOUBLINGS];
    private long all;
    private double most;

    /** Counts a time. */
    void add(double nanos) {
        double bucket = Math.log(Math.max(1, nanos)) / Math.log(2) * BUCKETS_PER_DOUBLING;
        counts[(int) Math.min(counts.length - 1, bucket)]++;
        all++;
        most = Math.max(most, nanos);
    }

    /**
     * What a share of the times does not exceed, in nanoseconds; zero if there are none.
     *
     * @param share 0 to 1
     */
    double at(double share) {
        long rank = (long) Math.ceil(share * all);
        long counted = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counted += counts[bucket];
            if (counted >= rank && counted > 0) {
                return Math.min(most, Math.pow(2, (bucket + 1.0) / BUCKETS_PER_DOUBLING));
            }
        }
        return 0;
    }

    /** The longest, in nanoseconds. */
    double most() {
        return most;
    }
}
