package dev.labelmill.core.certificate;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A part of a batch with its own way of being labelled, and what is known of its errors: from checks by rule, with
 * certainty, and from a random audit of the rest.
 *
 * @param name what it is called in the report
 * @param size items in it, audited ones and known errors included
 * @param audited how many of those that are no known errors were drawn at random and answered again
 * @param errors audited items whose label the auditor did not confirm
 * @param knownErrors items whose label breaks a check: wrong whatever an auditor says, so their audits count neither in
 *     {@code audited} nor in {@code errors}
 */
public record Stratum(String name, long size, int audited, int errors, long knownErrors) {

    /** Checks the ranges. */
    public Stratum {
        Objects.requireNonNull(name, "name");
        if (knownErrors < 0 || knownErrors > size) {
            throw new IllegalArgumentException(
                    "stratum " + name + " needs 0 <= known errors <= size, not " + knownErrors + ", " + size);
        }
        if (errors < 0 || errors > audited || audited > size - knownErrors) {
            throw new IllegalArgumentException(
                    "stratum " + name + " needs 0 <= errors <= audited <= size without known errors, not " + errors
                            + ", " + audited + ", " + (size - knownErrors));
        }
    }

    /** A stratum in which no label breaks a check. */
    public Stratum(String name, long size, int audited, int errors) {
        this(name, size, audited, errors, 0);
    }

    /**
     * The error rate that is expected: known errors, and the audit's rate among the rest. Unbiased; in [0, 1]. Empty if
     * there is a rest and nothing of it was audited, or if there are no items.
     */
    public OptionalDouble errorEstimate() {
        if (size == 0 || audited == 0 && !isExact()) {
            return OptionalDouble.empty();
        }
        double wrong = audited == 0 ? 0 : (double) errors / audited * sampleable();
        return OptionalDouble.of((knownErrors + wrong) / size);
    }

    /** Items that only an audit can judge. */
    long sampleable() {
        return size - knownErrors;
    }

    /** Whether every item is judged, so that the error is known and not bounded. */
    boolean isExact() {
        return audited == sampleable();
    }

    /** The error rate if so many of the items that only an audit can judge are wrong. */
    double errorRate(double wrong) {
        return (knownErrors + wrong) / size;
    }
}
