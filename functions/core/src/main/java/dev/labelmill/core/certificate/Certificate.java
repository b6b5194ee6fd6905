package dev.labelmill.core.certificate;

import java.util.List;
import java.util.OptionalDouble;

/**
 * An upper bound on a batch's error rate from random audits of its strata:
 *
 * <pre>
 *   bound = Σ_s (known_s + upper(errors_s, audited_s, size_s - known_s, alpha_s)) / size
 * </pre>
 *
 * <p>Known errors, labels that break a check, are certain and count as they are; {@code upper} bounds the number of
 * errors among the other items of a stratum, with probability alpha_s of failing. By Bonferroni all of these hold at
 * once with the stated confidence, and so does their sum.
 *
 * <p>What is assumed of the draw: each item of a stratum is audited by a hash that knows nothing of its label, with one
 * probability for all. How many are audited is then random; given their number they are a simple random sample without
 * replacement, so bounds for a fixed number hold. Items whose audit was drawn and never answered would break this: wait
 * for them.
 *
 * <p>"Error" is disagreement with the auditor: that auditors are right is an assumption of whoever reads this, not a
 * result. {@link FallibleAudit} tells what remains without it.
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

    /** Bounds the number of errors in a stratum, apart from those that are known. */
    @FunctionalInterface
    private interface CountBound {
        long upper(long errors, long sampled, long size, double alpha);
    }

    /**
     * Certifies a batch, once all audits are answered. Each stratum's bound is the exact hypergeometric one at an equal
     * share of alpha; a stratum that is judged in full has its exact error rate and needs no share.
     *
     * @param strata its disjoint parts, together all of it; fixed, like which items are audited, before the audits' answers
     *     were seen
     * @param confidence in (0, 1)
     */
    public static Certificate of(List<Stratum> strata, double confidence) {
        long uncertain = strata.stream().filter(stratum -> !stratum.isExact()).count();
        return certify(strata, confidence, Math.max(1, uncertain), HypergeometricBound::upper);
    }

    /**
     * What the audits answered so far would certify, however often this is asked while they come in: with the stated
     * confidence no bound of the whole run fails. Looser than {@link #of}, whose bound may be looked at once.
     *
     * <p>Alpha is shared by all strata given, whether they have items and uncertainty left or not, as that changes with
     * time. It assumes that the sizes stand and that audits are answered in an order that says nothing of their outcome:
     * where the hard items come last, early values are too good and only the final certificate can be relied on.
     *
     * @param strata its disjoint parts, the same ones at each look
     * @param confidence in (0, 1)
     */
    public static Certificate provisional(List<Stratum> strata, double confidence) {
        return certify(strata, confidence, Math.max(1, strata.size()), AnytimeBound::upper);
    }

    private static Certificate certify(List<Stratum> strata, double confidence, long shares, CountBound method) {
        requireConfidence(confidence);
        long size = strata.stream().mapToLong(Stratum::size).sum();
        List<StratumBound> bounds = strata.stream()
                .filter(stratum -> stratum.size() > 0)
                .map(stratum -> bound(stratum, size, (1 - confidence) / shares, method))
                .toList();
        double errorBound = bounds.stream()
                .mapToDouble(bound -> bound.weight() * bound.errorBound())
                .sum();
        return new Certificate(bounds.isEmpty() ? 1 : Math.min(1, errorBound), confidence, bounds);
    }

    private static StratumBound bound(Stratum stratum, long size, double alpha, CountBound method) {
        double weight = (double) stratum.size() / size;
        if (stratum.isExact()) {
            return new StratumBound(stratum, weight, 0, stratum.errorRate(stratum.errors()));
        }
        long wrong = method.upper(stratum.errors(), stratum.audited(), stratum.sampleable(), alpha);
        return new StratumBound(stratum, weight, alpha, stratum.errorRate(wrong));
    }

    static void requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1: " + confidence);
        }
    }

    /**
     * The error rate that is expected: the strata's own, weighted by size. Unbiased; in [0, 1]. Empty if a stratum has no
     * estimate, or there is none.
     */
    public OptionalDouble errorEstimate() {
        if (strata.isEmpty()
                || strata.stream()
                        .anyMatch(bound -> bound.stratum().errorEstimate().isEmpty())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(strata.stream()
                .mapToDouble(bound ->
                        bound.weight() * bound.stratum().errorEstimate().getAsDouble())
                .sum());
    }
}
