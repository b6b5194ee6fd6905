package dev.labelmill.core.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;

/**
 * Two labels' parts paired one to one: as many pairs as possible, and of those the pairing with the greatest sum of
 * credits.
 *
 * @param credits   of each pair, in (0,1]
 * @param one       how many parts the first label has
 * @param other     how many parts the second label has
 */
public record Pairing(List<Double> credits, int one, int other) {

    /** Copies the credits. */
    public Pairing {
        credits = List.copyOf(credits);
    }

    /**
     * Pairs.
     *
     * @param credit of a pair, in [0,1]; 0 for two parts that must not be paired
     */
    public static <T> Pairing of(List<T> one, List<T> other, ToDoubleBiFunction<T, T> credit) {
        int most = Math.min(one.size(), other.size());
        return assigned(one, other, credit, most + 1);
    }

    /** Pairs for the greatest sum of credits, even where that leaves a pair out. */
    public static <T> Pairing bySum(List<T> one, List<T> other, ToDoubleBiFunction<T, T> credit) {
        return assigned(one, other, credit, 0);
    }

    private static <T> Pairing assigned(
            List<T> one, List<T> other, ToDoubleBiFunction<T, T> credit, double worthOfAPair) {
        List<Double> paired = new ArrayList<>(new PairGraph(one, other, credit).paired(worthOfAPair));
        paired.sort(null);
        return new Pairing(paired, one.size(), other.size());
    }

    /** How many pairs there are. */
    public int pairs() {
        return credits.size();
    }

    /**
     * F1: pairs over the mean number of parts, 2·pairs / (n + m), the harmonic mean of precision and recall whichever
     * label is taken for the truth.
     *
     * @return in [0,1]; 1 where both labels have no parts
     */
    public double f1() {
        return one + other == 0 ? 1 : 2.0 * pairs() / (one + other);
    }

    /**
     * The sum of credits over the larger number of parts: what is left over counts as a pair without credit. One minus
     * it is the OSPA distance of order 1 and cut-off 1 (Schuhmacher, Vo and Vo 2008), a metric where one minus the
     * credit is one and pairs are chosen by sum.
     *
     * @return in [0,1]; 1 where both labels have no parts
     */
    public double likeness() {
        return one + other == 0 ? 1 : Math.min(1, sum() / Math.max(one, other));
    }

    /** The mean credit of the pairs; empty without pairs. */
    public OptionalDouble meanCredit() {
        return pairs() == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, sum() / pairs()));
    }

    private double sum() {
        return credits.stream().mapToDouble(Double::doubleValue).sum();
    }
}
