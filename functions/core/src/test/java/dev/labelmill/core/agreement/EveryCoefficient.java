package dev.labelmill.core.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All coefficients, of ratings by {@value #CLASSES} classes. */
final class EveryCoefficient {

    static final int CLASSES = 4;

    /** Every coefficient there is, those for nominal classes first. */
    static final List<Function<Agreement, Coefficient>> NOMINAL = List.of(
            Agreement::observed,
            a -> a.fleissKappa(Weights.IDENTITY),
            a -> a.gwet(Weights.IDENTITY),
            a -> a.cohenKappa(Weights.IDENTITY),
            a -> a.alpha(Metric.nominal()));

    static final List<Function<Agreement, Coefficient>> ALL = all();

    private EveryCoefficient() {}

    private static List<Function<Agreement, Coefficient>> all() {
        List<Function<Agreement, Coefficient>> all = new ArrayList<>(NOMINAL);
        for (Weights weights : List.of(Weights.LINEAR, Weights.QUADRATIC, Weights.ORDINAL)) {
            all.add(a -> a.fleissKappa(weights));
            all.add(a -> a.gwet(weights));
            all.add(a -> a.cohenKappa(weights));
        }
        all.add(a -> a.alpha(Metric.ordinal()));
        all.add(a -> a.alpha(Metric.interval()));
        return List.copyOf(all);
    }

    static Agreement agreement(int[]... raters) {
        return Agreement.of(Ratings.ofRaters(CLASSES, raters));
    }
}
