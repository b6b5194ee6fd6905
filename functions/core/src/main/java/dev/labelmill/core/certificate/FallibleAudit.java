package dev.labelmill.core.certificate;

import java.util.List;

/**
 * What a batch's audits show if auditors err, too: bounds on the true error rate, to be told beside the certificate and
 * never in its place. An auditor does not confirm a share q of a stratum's labels, of which p are wrong (Rogan and
 * Gladen, American Journal of Epidemiology 107, 1978):
 *
 * <pre>
 *   q = p (1 - missed) + (1 - p) · false alarms
 *   p ≤ q / (1 - r)            all disagreements are errors, and errors were missed as often as possible
 *   p ≥ (q - r) / (1 - r)      as many disagreements as possible are false alarms, and no error was missed
 * </pre>
 *
 * <p>with r the auditors' error rate ({@link AuditorError}) and for q Clopper and Pearson's bounds. A label that is right
 * is not confirmed exactly if the auditor errs; one that is wrong is confirmed only if the auditor errs and in the same
 * way: both happen at rate r at most. It assumes that an auditor's slips on different items are independent, given the
 * items, and that the rate holds among wrong labels as among right ones. Auditors who share the annotators' mistakes,
 * say because they see a suggestion or the guidelines mislead, break the second.
 *
 * <p>Alpha is shared by the strata with items to audit and, if the auditors' rate is measured, its bound. Auditing a stratum
 * in full does not make it exact here, and the number of audits being finite helps nothing: how auditors answer remains
 * random (the count of disagreements is then a sum of independent indicators, for which Clopper and Pearson's bounds hold
 * at alphas up to 1/4: Hoeffding 1956). Known errors are certain and added as they are.
 *
 * @param errorAtLeast lower bound on the true error rate, in [0, 1]
 * @param errorAtMost upper bound on it, in [0, 1]; 1 without items
 * @param confidence of each of the two; both at once hold with 2 · confidence - 1
 * @param auditorErrorAtMost the auditors' error rate that was reckoned with, in [0, 1]
 */
public record FallibleAudit(double errorAtLeast, double errorAtMost, double confidence, double auditorErrorAtMost) {

    /**
     * Bounds the true error.
     *
     * @param strata the batch's disjoint parts, as for its certificate
     * @param confidence in (0, 1)
     * @param auditors how often they err
     */
    public static FallibleAudit of(List<Stratum> strata, double confidence, AuditorError auditors) {
        Certificate.requireConfidence(confidence);
        long audited =
                strata.stream().filter(stratum -> stratum.sampleable() > 0).count();
        double alpha = (1 - confidence) / Math.max(1, audited + (auditors.isMeasured() ? 1 : 0));
        double rate = auditors.atMost(alpha);
        long size = strata.stream().mapToLong(Stratum::size).sum();
        if (size == 0) {
            return new FallibleAudit(0, 1, confidence, rate);
        }
        double least = 0;
        double most = 0;
        for (Stratum stratum : strata) {
            least += stratum.knownErrors() + stratum.sampleable() * lower(stratum, alpha, rate);
            most += stratum.knownErrors() + stratum.sampleable() * upper(stratum, alpha, rate);
        }
        return new FallibleAudit(least / size, Math.min(1, most / size), confidence, rate);
    }

    private static double upper(Stratum stratum, double alpha, double rate) {
        double refused = ClopperPearson.upper(stratum.errors(), stratum.audited(), alpha);
        return refused >= 1 - rate ? 1 : refused / (1 - rate);
    }

    private static double lower(Stratum stratum, double alpha, double rate) {
        double refused = ClopperPearson.lower(stratum.errors(), stratum.audited(), alpha);
        return refused <= rate ? 0 : (refused - rate) / (1 - rate);
    }
}
