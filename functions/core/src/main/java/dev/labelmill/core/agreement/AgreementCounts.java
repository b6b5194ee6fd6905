package dev.labelmill.core.agreement;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Agreement as a sum over tasks ("units") of integer counters, so that it is known at any time. A unit with m votes, n_c
 * of them for class c, adds to three kinds of counters, each kept per overlap m because the coefficients weight units by m:
 *
 * <pre>
 *   units.m      1
 *   agree.m      Σ_c n_c (n_c - 1)             ordered pairs of votes that agree
 *   votes.m.c    n_c
 * </pre>
 *
 * and, where the classes have an order, to three more:
 *
 * <pre>
 *   gaps.m       Σ_{c<k} n_c n_k (k - c)
 *   squares.m    Σ_{c<k} n_c n_k (k - c)²
 *   pairs.c.k    n_c n_k L / (m - 1), c < k     L = lcm(1..24), so that it is whole for m up to 25
 * </pre>
 *
 * <p>Gaps and squares serve every coefficient but one: ordinal alpha measures classes by how often they are used in the
 * end, which only the pairs allow afterwards. Kept per overlap they would be K (K - 1) / 2 counters for each m; weighted at
 * once, with L to keep them whole, they are so many altogether. (For a larger m for which L / (m - 1) is not whole the
 * counter is {@code pairs.m.c.k}, unweighted.) A unit with d different classes adds to at most 2 + d counters, ordered ones
 * to 4 + d + d (d - 1) / 2; M overlaps and K classes have at most M (2 + K), ordered ones M (4 + K) + K (K - 1) / 2, of
 * which those that no unit needs are absent: 91 for a scale of 5 classes and overlaps up to 9, 2,356 for 64 and 5.
 *
 * <p>All are integers, so sums are exact in any order and a unit's old contribution can be taken away again. A unit
 * without votes adds nothing; one with a single vote enters only the shares of classes that chance is computed from. The
 * counters may live among others under their names: foreign names are ignored when read back.
 *
 * <p>Coefficients are those of {@link Agreement}, and empty where those are undefined. Nothing returns NaN.
 */
public final class AgreementCounts {

    /** Nothing counted. */
    public static final AgreementCounts EMPTY = new AgreementCounts(new TreeMap<>());

    private final SortedMap<String, Long> counters;

    private AgreementCounts(SortedMap<String, Long> counters) {
        counters.values().removeIf(count -> count == 0);
        this.counters = Collections.unmodifiableSortedMap(counters);
    }

    /**
     * Tells one unit's contribution, for classes without an order.
     *
     * @param answers class index of each vote, from 0
     * @param classes number of classes
     * @throws IllegalArgumentException if an answer is none of the classes
     */
    public static void count(int[] answers, int classes, CounterSink sink) {
        new UnitCounters(answers, classes).count(sink);
    }

    /**
     * Tells one unit's contribution, for classes in their order. One label more changes up to 8 + 2 d + d (d - 1) / 2
     * counters of d different classes, since every pair then weighs less: 197 for 18 classes, 238 for 20.
     *
     * @param answers class index of each vote, from 0
     * @param classes number of classes
     * @throws IllegalArgumentException if an answer is none of the classes
     */
    public static void countOrdered(int[] answers, int classes, CounterSink sink) {
        UnitCounters unit = new UnitCounters(answers, classes);
        unit.count(sink);
        unit.countGaps(sink);
    }

    /** One unit's contribution, for classes without an order; as {@link #count}. */
    public static AgreementCounts ofUnit(int[] answers, int classes) {
        SortedMap<String, Long> counters = new TreeMap<>();
        count(answers, classes, counters::put);
        return new AgreementCounts(counters);
    }

    /** One unit's contribution, for classes in their order; as {@link #countOrdered}. */
    public static AgreementCounts ofOrderedUnit(int[] answers, int classes) {
        SortedMap<String, Long> counters = new TreeMap<>();
        countOrdered(answers, classes, counters::put);
        return new AgreementCounts(counters);
    }

    /**
     * Reads counters back.
     *
     * @param counters any counters by name; those that are not about agreement are left out
     */
    public static AgreementCounts of(Map<String, Long> counters) {
        SortedMap<String, Long> own = new TreeMap<>();
        counters.forEach((name, count) -> {
            if (CounterNames.isOwn(name)) {
                own.put(name, count);
            }
        });
        return new AgreementCounts(own);
    }

    /** The counters by name, sorted; those that are 0 are left out. */
    public SortedMap<String, Long> asCounters() {
        return counters;
    }

    /** The sum of both. */
    public AgreementCounts plus(AgreementCounts other) {
        SortedMap<String, Long> sum = new TreeMap<>(counters);
        other.counters.forEach((name, count) -> sum.merge(name, count, Math::addExact));
        return new AgreementCounts(sum);
    }

    /** What is left when the other's contribution is taken away. */
    public AgreementCounts minus(AgreementCounts other) {
        SortedMap<String, Long> difference = new TreeMap<>(counters);
        other.counters.forEach((name, count) -> difference.merge(name, -count, Math::addExact));
        return new AgreementCounts(difference);
    }

    /** Observed agreement, as {@link Agreement#observed}. */
    public OptionalDouble observed() {
        CounterSums sums = new CounterSums(counters);
        return sums.units(2) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - meanDifference(sums, Weights.IDENTITY, sums.classes()));
    }

    /** Fleiss' kappa, as {@link Agreement#fleissKappa} with identity weights. */
    public OptionalDouble fleissKappa() {
        CounterSums sums = new CounterSums(counters);
        Chance chance = new Chance.Fleiss(Weights.IDENTITY.differences(sums.classes()));
        return beyond(chance, Weights.IDENTITY, sums, sums.classes());
    }

    /**
     * Gwet's AC1 or AC2, as {@link Agreement#gwet}. Weights other than identity need ordered units.
     *
     * @param classes declared classes
     * @throws IllegalArgumentException if a class with a vote is none of them
     */
    public OptionalDouble gwet(int classes, Weights weights) {
        CounterSums sums = new CounterSums(counters);
        if (sums.classes() > classes) {
            throw new IllegalArgumentException("class index " + (sums.classes() - 1) + " is none of " + classes);
        }
        return classes < 2 || weights != Weights.IDENTITY && !sums.hasGaps()
                ? OptionalDouble.empty()
                : beyond(new Chance.Gwet(weights.differences(classes)), weights, sums, classes);
    }

    /** Krippendorff's alpha with the nominal metric, as {@link Agreement#alpha}. */
    public OptionalDouble alphaNominal() {
        CounterSums sums = new CounterSums(counters);
        return alpha(sums.differing(m -> 1 / (m - 1.0)), Metric.nominal(), sums);
    }

    /** Krippendorff's alpha with the ordinal metric, as {@link Agreement#alpha}; empty if no unit was ordered. */
    public OptionalDouble alphaOrdinal() {
        CounterSums sums = new CounterSums(counters);
        double[][] differences = Metric.ordinal().differences(sums.pairedVotes());
        return sums.hasGaps()
                ? alpha(Alpha.sum(sums.coincidences(), differences), Metric.ordinal(), sums)
                : OptionalDouble.empty();
    }

    /**
     * Krippendorff's alpha with the interval metric over class indices, as {@link Agreement#alpha}; empty if no unit was
     * ordered.
     */
    public OptionalDouble alphaInterval() {
        CounterSums sums = new CounterSums(counters);
        return sums.hasGaps()
                ? alpha(sums.squares(m -> 1 / (m - 1.0)), Metric.interval(), sums)
                : OptionalDouble.empty();
    }

    private static OptionalDouble alpha(double observed, Metric metric, CounterSums sums) {
        double[] votes = sums.pairedVotes();
        double expected = Alpha.expected(votes, metric.differences(votes));
        double total = 0;
        for (double n : votes) {
            total += n;
        }
        return expected > 0 ? OptionalDouble.of(Alpha.value(observed, expected, total)) : OptionalDouble.empty();
    }

    private static OptionalDouble beyond(Chance chance, Weights weights, CounterSums sums, int classes) {
        if (sums.units(2) == 0) {
            return OptionalDouble.empty();
        }
        double expected = chance.difference(sums.meanShares(classes));
        return expected > 0
                ? OptionalDouble.of(1 - meanDifference(sums, weights, classes) / expected)
                : OptionalDouble.empty();
    }

    private static double meanDifference(CounterSums sums, Weights weights, int classes) {
        CounterSums.PairWeight weight = m -> 1 / (m * (m - 1.0));
        return weights.difference(sums.differing(weight), sums.gaps(weight), sums.squares(weight), classes)
                / sums.units(2);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgreementCounts that && counters.equals(that.counters);
    }

    @Override
    public int hashCode() {
        return counters.hashCode();
    }

    @Override
    public String toString() {
        return "AgreementCounts" + counters;
    }
}
