package dev.labelmill.core.tally;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Times as counters, so that their median can be told of sums: four bins to each doubling, equally wide, cut in integers,
 * so that every machine puts a time into the same. As HdrHistogram's (G. Tene) with two bits behind the first.
 */
public final class TimeBins {

    /** Bins to a doubling, as a power of two. */
    private static final int BITS = 2;

    private static final int EACH = 1 << BITS;
    private static final double MILLIS = 1000;

    private TimeBins() {}

    /**
     * The bin of a time.
     *
     * @param millis at least 1
     */
    static int of(long millis) {
        int doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
        long within = doublings <= BITS ? millis << (BITS - doublings) : millis >> (doublings - BITS);
        return doublings * EACH + (int) (within & (EACH - 1));
    }

    /**
     * The median of times that were counted, in seconds: within its bin as if times were spread there equally, so off by a
     * fourth of itself at most and mostly by far less; empty if none was counted.
     *
     * @param prefix of the counters' names, which a bin follows
     */
    public static OptionalDouble medianSeconds(Counters counters, String prefix) {
        TreeMap<Integer, Long> bins = new TreeMap<>();
        counters.nonZero().forEach((name, count) -> {
            if (name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0) {
                bins.put(Integer.valueOf(name.substring(prefix.length())), count);
            }
        });
        double half = bins.values().stream().mapToLong(Long::longValue).sum() / 2.0;
        long below = 0;
        for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
            if (below + bin.getValue() >= half) {
                double share = (half - below) / bin.getValue();
                double low = start(bin.getKey());
                return OptionalDouble.of((low + share * (start(bin.getKey() + 1) - low)) / MILLIS);
            }
            below += bin.getValue();
        }
        return OptionalDouble.empty();
    }

    /** Where a bin begins, in milliseconds. */
    private static double start(int bin) {
        return Math.scalb(1 + (double) (bin % EACH) / EACH, bin / EACH);
    }
}
