package dev.labelmill.core.label;

import java.util.Objects;

/**
 * A rule that a label breaks.
 *
 * @param check    name of the rule, under which violations are counted
 * @param sentence what is wrong, with its place in the label
 */
public record Violation(String check, String sentence) {

    /** Checks that both are there. */
    public Violation {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(sentence, "sentence");
    }
}
