package dev.labelmill.core.agreement;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counters of {@link AgreementCounts} read back and summed the way the coefficients need them. */
final class CounterSums {

    private final SortedMap<Integer, Long> unitsOf = new TreeMap<>();
    private final SortedMap<Integer, Long> agreeOf = new TreeMap<>();
    private final SortedMap<Integer, Long> gapsOf = new TreeMap<>();
    private final SortedMap<Integer, Long> squaresOf = new TreeMap<>();
    private final SortedMap<Integer, long[]> votesOf = new TreeMap<>();
    private final int classes;
    private final double[][] coincidences;

    CounterSums(Map<String, Long> counters) {
        this.classes = counters.keySet().stream()
                .filter(name -> name.startsWith(CounterNames.VOTES))
                .mapToInt(name -> Integer.parseInt(name.substring(name.lastIndexOf('.') + 1)) + 1)
                .max()
                .orElse(0);
        this.coincidences = new double[classes][classes];
        counters.forEach(this::read);
    }

    private void read(String name, long count) {
        String[] parts = name.split("\\.");
        int first = Integer.parseInt(parts[1]);
        switch (parts[0] + ".") {
            case CounterNames.UNITS -> unitsOf.put(first, count);
            case CounterNames.AGREE -> agreeOf.put(first, count);
            case CounterNames.GAPS -> gapsOf.put(first, count);
            case CounterNames.SQUARES -> squaresOf.put(first, count);
            case CounterNames.VOTES ->
                votesOf.computeIfAbsent(first, m -> new long[classes])[Integer.parseInt(parts[2])] = count;
            default -> readPairs(parts, count);
        }
    }

    private void readPairs(String[] parts, long count) {
        int high = Integer.parseInt(parts[parts.length - 1]);
        int low = Integer.parseInt(parts[parts.length - 2]);
        double weight = parts.length == 3 ? UnitCounters.PAIR_WEIGHT : Integer.parseInt(parts[1]) - 1;
        coincidences[low][high] += count / weight;
    }

    /** One more than the highest class that has a vote. */
    int classes() {
        return classes;
    }

    /** Units with at least {@code ratings} ratings. */
    long units(int ratings) {
        return unitsOf.tailMap(ratings).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Votes by class in units that have a pair. */
    double[] pairedVotes() {
        double[] sums = new double[classes];
        votesOf.tailMap(2).values().forEach(votes -> Arrays.setAll(sums, c -> sums[c] + votes[c]));
        return sums;
    }

    /** The mean share of each class among a unit's votes, for that many declared classes. */
    double[] meanShares(int declared) {
        double[] shares = new double[declared];
        votesOf.forEach((m, votes) -> {
            for (int c = 0; c < classes; c++) {
                shares[c] += (double) votes[c] / m;
            }
        });
        double units = units(1);
        Arrays.setAll(shares, c -> shares[c] / units);
        return shares;
    }

    /** Krippendorff's coincidences of two different classes, in [lower index][higher index]. */
    double[][] coincidences() {
        return coincidences;
    }

    /** Whether pairs of different classes were counted, or there are none. */
    boolean hasGaps() {
        return !squaresOf.isEmpty() || differing(m -> 1) == 0;
    }

    /** Ordered pairs of different classes, weighted by their overlap. */
    double differing(PairWeight weight) {
        double sum = 0;
        for (Map.Entry<Integer, Long> units : unitsOf.tailMap(2).entrySet()) {
            long m = units.getKey();
            long differing = units.getValue() * m * (m - 1) - agreeOf.getOrDefault(units.getKey(), 0L);
            sum += differing * weight.of(units.getKey());
        }
        return sum;
    }

    /** Gaps between classes, summed over ordered pairs weighted by their overlap. */
    double gaps(PairWeight weight) {
        return 2 * sum(gapsOf, weight);
    }

    /** Squared gaps between classes, summed over ordered pairs weighted by their overlap. */
    double squares(PairWeight weight) {
        return 2 * sum(squaresOf, weight);
    }

    private static double sum(Map<Integer, Long> byOverlap, PairWeight weight) {
        double sum = 0;
        for (Map.Entry<Integer, Long> entry : byOverlap.entrySet()) {
            sum += entry.getValue() * weight.of(entry.getKey());
        }
        return sum;
    }

    /** What a pair of votes weighs in a unit of this overlap. */
    interface PairWeight {
        double of(int overlap);
    }
}
