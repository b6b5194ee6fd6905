package dev.labelmill.core.agreement;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Agreement on nominal labels as a sum over tasks ("units"). A unit with m votes, n_c of them for class c, adds to
 * three kinds of counters, each kept per overlap m because the coefficients weight units by m:
 *
 * <pre>
 *   units.m    1
 *   agree.m    Σ_c n_c (n_c - 1)      ordered pairs of votes that agree
 *   votes.m.c  n_c
 * </pre>
 *
 * <p>All are integers, so sums are exact in any order and a unit's old contribution can be taken away again. A unit
 * without votes adds nothing; one with a single vote is counted but enters no coefficient, having no pair. The
 * counters may live among others under their names: foreign names are ignored when read back.
 *
 * <p>Coefficients are empty where they would be 0/0: without any pair, or, for those corrected for chance, when
 * all votes are for one class, so that chance alone already explains full agreement. Nothing returns NaN.
 */
public final class AgreementCounts {

    /** Nothing counted. */
    public static final AgreementCounts EMPTY = new AgreementCounts(new TreeMap<>());

    private static final String UNITS = "units.";
    private static final String AGREE = "agree.";
    private static final String VOTES = "votes.";

    private final SortedMap<String, Long> counters;

    private AgreementCounts(SortedMap<String, Long> counters) {
        counters.values().removeIf(count -> count == 0);
        this.counters = Collections.unmodifiableSortedMap(counters);
    }

    /**
     * One unit's contribution.
     *
     * @param answers class index of each vote, from 0
     * @param classes number of classes
     * @throws IllegalArgumentException if an answer is none of the classes
     */
    public static AgreementCounts ofUnit(int[] answers, int classes) {
        int[] votes = new int[classes];
        for (int answer : answers) {
            if (answer < 0 || answer >= classes) {
                throw new IllegalArgumentException("class index " + answer + " is none of " + classes);
            }
            votes[answer]++;
        }
        return ofUnit(votes, answers.length, new TreeMap<>());
    }

    private static AgreementCounts ofUnit(int[] votes, int overlap, SortedMap<String, Long> counters) {
        if (overlap == 0) {
            return EMPTY;
        }
        long agreeing = 0;
        for (int c = 0; c < votes.length; c++) {
            agreeing += (long) votes[c] * (votes[c] - 1);
            counters.put(VOTES + overlap + "." + c, (long) votes[c]);
        }
        counters.put(UNITS + overlap, 1L);
        counters.put(AGREE + overlap, agreeing);
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
            if (name.startsWith(UNITS) || name.startsWith(AGREE) || name.startsWith(VOTES)) {
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

    /**
     * Krippendorff's alpha with the nominal metric, 1 - D_o / D_e, in [-1, 1] and 1 for full agreement
     * (Krippendorff, "Computing Krippendorff's alpha-reliability", 2011). With n votes in units of two or more, n_c
     * of them for class c:
     *
     * <pre>
     *   A_o = 1/n Σ_m agree.m / (m - 1)      A_e = Σ_c n_c (n_c - 1) / (n (n - 1))      alpha = (A_o - A_e) / (1 - A_e)
     * </pre>
     */
    public OptionalDouble alphaNominal() {
        Pairable pairable = pairable();
        double votes = pairable.votes();
        if (votes == 0) {
            return OptionalDouble.empty();
        }
        double observed = pairable.sumOver((overlap, agreeing) -> agreeing / (overlap - 1.0)) / votes;
        double expected = pairable.sumOverClasses(n -> n * (n - 1)) / (votes * (votes - 1));
        return beyondChance(observed, expected);
    }

    /**
     * Fleiss' kappa (Psychological Bulletin 76, 1971), units of different overlap weighing the same: observed
     * agreement against Σ_c (n_c / n)². In [-1, 1]. Equal to the published definition when all units have one overlap.
     */
    public OptionalDouble fleissKappa() {
        Pairable pairable = pairable();
        double votes = pairable.votes();
        OptionalDouble observed = observed();
        if (observed.isEmpty()) {
            return observed;
        }
        double expected = pairable.sumOverClasses(n -> (n / votes) * (n / votes));
        return beyondChance(observed.getAsDouble(), expected);
    }

    /**
     * Observed agreement in [0, 1]: the share of agreeing pairs of votes in a unit, averaged over the units that
     * have a pair: {@code Σ_m agree.m / (m (m - 1)) / Σ_m units.m}.
     */
    public OptionalDouble observed() {
        Pairable pairable = pairable();
        return pairable.units() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(pairable.sumOver((overlap, agreeing) -> agreeing / (overlap * (overlap - 1.0)))
                        / pairable.units());
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

    private static OptionalDouble beyondChance(double observed, double expected) {
        return expected >= 1 ? OptionalDouble.empty() : OptionalDouble.of((observed - expected) / (1 - expected));
    }

    private Pairable pairable() {
        Pairable pairable = new Pairable();
        counters.forEach((name, count) -> {
            String[] parts = name.split("\\.");
            int overlap = Integer.parseInt(parts[1]);
            if (overlap < 2) {
                return;
            }
            switch (parts[0] + ".") {
                case UNITS -> pairable.addUnits(count);
                case AGREE -> pairable.addAgreeing(overlap, count);
                default -> pairable.addVotes(Integer.parseInt(parts[2]), count);
            }
        });
        return pairable;
    }
}
