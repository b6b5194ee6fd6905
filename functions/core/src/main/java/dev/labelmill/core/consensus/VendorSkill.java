package dev.labelmill.core.consensus;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How a vendor's annotators answer, taken together.
 *
 * @param confusion of an answer of any of them
 * @param answers   how many it was learnt from, at least 1
 * @param seconds   median time that an answer took; empty where the vendor told none
 */
public record VendorSkill(Confusion confusion, long answers, OptionalDouble seconds) {

    /** Checks the parts. */
    public VendorSkill {
        Objects.requireNonNull(confusion, "confusion");
        Objects.requireNonNull(seconds, "seconds");
        if (answers < 1) {
            throw new IllegalArgumentException("a vendor's skill is learnt from at least one answer");
        }
    }
}
