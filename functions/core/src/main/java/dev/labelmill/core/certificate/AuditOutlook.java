package dev.labelmill.core.certificate;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** What an audit of some items of a planned stratum may find, how probably, and what would be proven by it. */
final class AuditOutlook {

    private final int size;
    private final int audits;
    private final double alpha;
    private final HypergeometricDistribution errors;
    private final int usual;
    private final List<Finding> findings = new ArrayList<>();

    /** A possible outcome. */
    private record Finding(double probability, long bound) {}

    /**
     * @param audits from 0 to the part's size
     * @param alpha of its bound; of no effect if all of it is audited
     * @param chance probability that matters for {@link #usual}
     */
    AuditOutlook(AuditSplit.Part part, int audits, double alpha, double chance) {
        this.size = part.size();
        this.audits = audits;
        this.alpha = alpha;
        // The library has no population of nothing; no errors in one item are the same.
        this.errors = HypergeometricDistribution.of(Math.max(1, size), part.wrong(), audits);
        this.usual = errors.inverseCumulativeProbability(chance);
    }

    /** Fewest errors that are possible. */
    int fewest() {
        return errors.getSupportLowerBound();
    }

    /** Most errors that are possible. */
    int most() {
        return errors.getSupportUpperBound();
    }

    /** Probability of just so many errors, which must be possible. */
    double probability(int found) {
        return finding(found).probability();
    }

    /** Number of errors in the stratum that so many errors in the audit, which must be possible, prove not to be exceeded. */
    long bound(int found) {
        return finding(found).bound();
    }

    private Finding finding(int found) {
        int first = fewest();
        for (int next = first + findings.size(); next <= found; next++) {
            findings.add(new Finding(errors.probability(next), proven(next)));
        }
        return findings.get(found - first);
    }

    private long proven(int found) {
        return audits == size ? found : HypergeometricBound.upper(found, audits, size, alpha);
    }

    /** The least bound that is possible. */
    long leastBound() {
        return bound(fewest());
    }

    /** Most errors that the chance allows for: to find no more of them is at least that probable. */
    int usual() {
        return usual;
    }
}
