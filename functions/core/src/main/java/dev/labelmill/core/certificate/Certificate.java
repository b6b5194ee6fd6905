package dev.labelmill.core.certificate;

import java.util.List;
import java.util.OptionalDouble;

/**
 * An upper bound on a batch's error rate from random audits of its strata:
 *
 * <pre>
 *   bound = Σ_s size_s / size · upper(errors_s, audited_s, alpha / strata)
 * </pre>
 *
 * <p>Each stratum's bound is Clopper and Pearson's; by Bonferroni all hold at once with the stated confidence, and so
 * does their weighted sum. Strata without items take no part. A stratum audited in full has its exact error rate and
 * needs no share of alpha; no bound exceeds what the confirmed items leave possible. "Error" is disagreement with
 * the auditor: that auditors are right is an assumption of whoever reads this, not a result.
 *
 * @param errorBound upper bound on the share of wrong labels, in [0, 1]; 1 if there are no items, as nothing was shown
 * @param confidence probability, over the draw of audits, that the bound holds; at least this, in (0, 1)
 * @param strata the parts, those with items, in the order given
 */
public record Certificate(double errorBound, double confidence, List<StratumBound> strata) {

    /** Copies the strata. */
    public Certificate {
        strata = List.copyOf(strata);
    }

    /**
     * Certifies a batch.
     *
     * @param strata its disjoint parts, together all of it; fixed, like their audits' numbers, before the audits' answers
     *     were seen
     * @param confidence in (0, 1)
     */
    public static Certificate of(List<Stratum> strata, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1: " + confidence);
        }
        List<Stratum> present =
                strata.stream().filter(stratum -> stratum.size() > 0).toList();
        long size = present.stream().mapToLong(Stratum::size).sum();
        long uncertain = present.stream().filter(stratum -> !stratum.isExact()).count();
        List<StratumBound> bounds = present.stream()
                .map(stratum -> bound(stratum, size, (1 - confidence) / Math.max(1, uncertain)))
                .toList();
        double errorBound = bounds.stream()
                .mapToDouble(bound -> bound.weight() * bound.errorBound())
                .sum();
        return new Certificate(bounds.isEmpty() ? 1 : Math.min(1, errorBound), confidence, bounds);
    }

    /**
     * The error rate that is expected: the strata's own, weighted by size. Unbiased; in [0, 1]. Empty if a stratum
     * was not audited at all, or there is none.
     */
    public OptionalDouble errorEstimate() {
        if (strata.isEmpty()
                || strata.stream().anyMatch(bound -> bound.stratum().audited() == 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(strata.stream()
                .mapToDouble(bound -> bound.weight()
                        * bound.stratum().errors()
                        / bound.stratum().audited())
                .sum());
    }

    private static StratumBound bound(Stratum stratum, long size, double alpha) {
        double weight = (double) stratum.size() / size;
        if (stratum.isExact()) {
            return new StratumBound(stratum, weight, 0, stratum.ceiling());
        }
        double upper = ClopperPearson.upper(stratum.errors(), stratum.audited(), alpha);
        return new StratumBound(stratum, weight, alpha, Math.min(upper, stratum.ceiling()));
    }
}
