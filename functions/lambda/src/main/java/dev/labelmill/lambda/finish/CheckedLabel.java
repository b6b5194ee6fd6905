package dev.labelmill.lambda.finish;

import dev.labelmill.core.label.Violation;
import java.util.List;

/**
 * An item's final label and the checks that it breaks.
 *
 * @param violations none for a good label
 */
record CheckedLabel<L>(L label, List<Violation> violations) {

    /** Copies the violations. */
    CheckedLabel {
        violations = List.copyOf(violations);
    }
}
