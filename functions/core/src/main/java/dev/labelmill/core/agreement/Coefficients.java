package dev.labelmill.core.agreement;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The agreement coefficients that suit classes, by the names that files have for them. */
public final class Coefficients {

    /** Coefficients keep a square of classes for each number of labels a task; beyond, memory would go into little. */
    private static final int MOST_CLASSES = 512;

    private static final String COHEN = "cohenKappa";
    private static final String WEIGHTED = "weightedKappa";
    private static final Coefficient TOO_LARGE = new Undefined(Reason.TOO_LARGE);

    private final RatingSource ratings;
    private final long mostPairs;

    private Coefficients(RatingSource ratings, long mostPairs) {
        this.ratings = ratings;
        this.mostPairs = mostPairs;
    }

    /**
     * Measures classes without an order. A coefficient whose computation would take too much memory is undefined for that
     * reason.
     *
     * @param mostPairs pairs of annotators and classes that Cohen's kappa may keep, at some 50 bytes each
     */
    public static Map<String, Coefficient> ofNominal(RatingSource ratings, long mostPairs) {
        return new Coefficients(ratings, mostPairs).measure(nominal());
    }

    /**
     * Measures classes in their order, likewise: the same, and what takes near classes for near agreement.
     *
     * @param values the number that each class stands for
     */
    public static Map<String, Coefficient> ofOrdered(RatingSource ratings, double[] values, long mostPairs) {
        Map<String, Function<Agreement, Coefficient>> measures = nominal();
        measures.put(WEIGHTED, agreement -> agreement.cohenKappa(Weights.QUADRATIC));
        measures.put("alphaOrdinal", agreement -> agreement.alpha(Metric.ordinal()));
        measures.put("alphaInterval", agreement -> agreement.alpha(Metric.interval(values)));
        measures.put("gwetAC2", agreement -> agreement.gwet(Weights.QUADRATIC));
        return new Coefficients(ratings, mostPairs).measure(measures);
    }

    private static Map<String, Function<Agreement, Coefficient>> nominal() {
        Map<String, Function<Agreement, Coefficient>> measures = new LinkedHashMap<>();
        measures.put("observed", Agreement::observed);
        measures.put(COHEN, agreement -> agreement.cohenKappa(Weights.IDENTITY));
        measures.put("fleissKappa", agreement -> agreement.fleissKappa(Weights.IDENTITY));
        measures.put("alphaNominal", agreement -> agreement.alpha(Metric.nominal()));
        measures.put("gwetAC1", agreement -> agreement.gwet(Weights.IDENTITY));
        return measures;
    }

    private Map<String, Coefficient> measure(Map<String, Function<Agreement, Coefficient>> measures) {
        Optional<Agreement> agreement =
                ratings.classes() > MOST_CLASSES ? Optional.empty() : Optional.of(Agreement.of(ratings));
        boolean pairsFit = agreement.isPresent() && pairs() <= mostPairs;
        Map<String, Coefficient> all = new LinkedHashMap<>();
        measures.forEach((name, measure) -> {
            boolean fits = pairsFit || !name.equals(COHEN) && !name.equals(WEIGHTED);
            all.put(name, agreement.filter(a -> fits).map(measure).orElse(TOO_LARGE));
        });
        return all;
    }

    /** A bound on the pairs that meet. */
    private long pairs() {
        long[] met = {0};
        long[] raters = {0};
        ratings.forEach((who, classes, count) -> {
            met[0] += count * (count - 1L) / 2;
            for (int i = 0; i < count; i++) {
                raters[0] = Math.max(raters[0], who[i] + 1L);
            }
        });
        double possible = raters[0] * (raters[0] - 1.0) / 2 * ratings.classes() * ratings.classes();
        return (long) Math.min(possible, met[0]);
    }
}
