package dev.labelmill.local.scoring;

import dev.labelmill.core.agreement.Agreement;
import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.agreement.Metric;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.core.consensus.TaskView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The agreement coefficients that suit a kind of labels, by name. */
final class Coefficients {

    /** Coefficients keep a square of classes for each number of labels a task; beyond, memory would go into little. */
    private static final int MOST_CLASSES = 512;

    /** Cohen's kappa keeps 32 bytes for each pair of annotators and classes that meets. */
    private static final long MOST_PAIRS = 5_000_000;

    private static final String COHEN = "cohenKappa";
    private static final Coefficient TOO_LARGE = new Coefficient.Undefined(Coefficient.Reason.TOO_LARGE);

    private Coefficients() {}

    /** Measures; a coefficient whose computation would take too much memory is undefined for that reason. */
    static Map<String, Coefficient> of(LabelTable labels) {
        int classes = labels.classes().size();
        Optional<Agreement> agreement = classes > MOST_CLASSES
                ? Optional.empty()
                : Optional.of(Agreement.of(new VoteRatings(labels.votes(), classes)));
        Map<String, Coefficient> all = new LinkedHashMap<>();
        measures(labels)
                .forEach((name, measure) -> all.put(
                        name,
                        agreement
                                .filter(a -> !name.equals(COHEN) || pairs(labels) <= MOST_PAIRS)
                                .map(measure)
                                .orElse(TOO_LARGE)));
        return all;
    }

    private static Map<String, Function<Agreement, Coefficient>> measures(LabelTable labels) {
        Map<String, Function<Agreement, Coefficient>> all = new LinkedHashMap<>();
        all.put("observed", Agreement::observed);
        all.put(COHEN, agreement -> agreement.cohenKappa(Weights.IDENTITY));
        all.put("fleissKappa", agreement -> agreement.fleissKappa(Weights.IDENTITY));
        all.put("alphaNominal", agreement -> agreement.alpha(Metric.nominal()));
        all.put("gwetAC1", agreement -> agreement.gwet(Weights.IDENTITY));
        if (labels.kind() == LabelKind.RATING) {
            all.put("alphaOrdinal", agreement -> agreement.alpha(Metric.ordinal()));
            all.put("alphaInterval", agreement -> agreement.alpha(Metric.interval(values(labels))));
            all.put("gwetAC2", agreement -> agreement.gwet(Weights.QUADRATIC));
        }
        return all;
    }

    private static double[] values(LabelTable labels) {
        return labels.classes().names().stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** A bound on the pairs that meet. */
    private static long pairs(LabelTable labels) {
        long annotators = labels.annotators().size();
        long classes = labels.classes().size();
        long possible = annotators * (annotators - 1) / 2 * classes * classes;
        PairCount count = new PairCount();
        labels.votes().forEach(count::add);
        return Math.min(possible, count.pairs);
    }

    private static final class PairCount {
        private long pairs;

        private void add(TaskView task) {
            pairs += task.count() * (task.count() - 1L) / 2;
        }
    }
}
