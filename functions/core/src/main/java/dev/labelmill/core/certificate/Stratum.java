package dev.labelmill.core.certificate;

import java.util.Objects;

/**
 * A part of a batch with its own way of being labelled, and what a random audit found in it.
 *
 * @param name what it is called in the report
 * @param size items in it, audited ones included
 * @param audited how many of them were drawn at random and answered again, their number fixed beforehand
 * @param errors audited items whose label the auditor did not confirm
 */
public record Stratum(String name, long size, int audited, int errors) {

    /** Checks the ranges. */
    public Stratum {
        Objects.requireNonNull(name, "name");
        if (errors < 0 || errors > audited || audited > size) {
            throw new IllegalArgumentException("stratum " + name + " needs 0 <= errors <= audited <= size, not "
                    + errors + ", " + audited + ", " + size);
        }
    }

    /** Whether every item was audited, so that the error is known and not bounded. */
    boolean isExact() {
        return audited == size;
    }

    /** Largest error rate that is possible at all: nothing right but the audited items that were confirmed. */
    double ceiling() {
        return (double) (size - audited + errors) / size;
    }
}
