package dev.labelmill.core.agreement;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** The counters of units that have at least one pair of votes, summed the way the coefficients need them. */
final class Pairable {

    private final SortedMap<Integer, Long> agreeingByOverlap = new TreeMap<>();
    private final SortedMap<Integer, Long> votesByClass = new TreeMap<>();
    private long units;

    /** A term of a coefficient: of the overlap and its number of agreeing pairs. */
    interface OverlapTerm {
        double of(int overlap, double agreeing);
    }

    void addUnits(long count) {
        units += count;
    }

    void addAgreeing(int overlap, long pairs) {
        agreeingByOverlap.merge(overlap, pairs, Long::sum);
    }

    void addVotes(int classIndex, long count) {
        votesByClass.merge(classIndex, count, Long::sum);
    }

    long units() {
        return units;
    }

    long votes() {
        return votesByClass.values().stream().mapToLong(Long::longValue).sum();
    }

    double sumOver(OverlapTerm term) {
        double sum = 0;
        for (var entry : agreeingByOverlap.entrySet()) {
            sum += term.of(entry.getKey(), entry.getValue());
        }
        return sum;
    }

    double sumOverClasses(DoubleUnaryOperator term) {
        double sum = 0;
        for (long votes : votesByClass.values()) {
            sum += term.applyAsDouble(votes);
        }
        return sum;
    }
}
