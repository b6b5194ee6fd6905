package dev.labelmill.core.results;

import dev.labelmill.core.certificate.Stratum;

/** What is known of the errors in a stratum, counted label by label. Not thread-safe. */
final class JudgedLabels {

    private int audited;
    private int errors;
    private long knownErrors;

    /** Counts a label that breaks a check: it is wrong whatever an audit says. */
    void addViolating() {
        knownErrors++;
    }

    /** Counts an audit of a label that breaks none. */
    void addAudit(boolean confirmed) {
        audited++;
        errors += confirmed ? 0 : 1;
    }

    /** The stratum, as a certificate needs it. */
    Stratum stratum(String name, long size) {
        return new Stratum(name, size, audited, errors, knownErrors);
    }
}
