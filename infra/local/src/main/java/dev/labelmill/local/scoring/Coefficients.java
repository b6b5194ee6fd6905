package dev.labelmill.local.scoring;

import dev.labelmill.core.agreement.Agreement;
import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.agreement.Metric;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.core.consensus.TaskView;
import java.util.LinkedHashMap;
import java.util.Map;

/** The agreement coefficients that suit a kind of labels, by name. */
final class Coefficients {

    /** Coefficients keep a square of classes for each number of labels a task; beyond, memory would go into little. */
    private static final int MOST_CLASSES = 512;

    /** Cohen's kappa keeps 32 bytes for each pair of annotators and classes that meets. */
    private static final long MOST_PAIRS = 5_000_000;

    private Coefficients() {}

    /** Measures; coefficients whose computation would take too much memory are left out. */
    static Map<String, Coefficient> of(LabelTable labels, LabelKind kind) {
        Map<String, Coefficient> all = new LinkedHashMap<>();
        if (labels.classes().size() > MOST_CLASSES) {
            return all;
        }
        Agreement agreement =
                Agreement.of(new VoteRatings(labels.votes(), labels.classes().size()));
        all.put("observed", agreement.observed());
        if (pairs(labels) <= MOST_PAIRS) {
            all.put("cohenKappa", agreement.cohenKappa(Weights.IDENTITY));
        }
        all.put("fleissKappa", agreement.fleissKappa(Weights.IDENTITY));
        all.put("alphaNominal", agreement.alpha(Metric.nominal()));
        all.put("gwetAC1", agreement.gwet(Weights.IDENTITY));
        if (kind == LabelKind.RATING) {
            all.put("alphaOrdinal", agreement.alpha(Metric.ordinal()));
            all.put("alphaInterval", agreement.alpha(Metric.interval(values(labels))));
            all.put("gwetAC2", agreement.gwet(Weights.QUADRATIC));
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
