package dev.labelmill.core.check;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.Violation;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the user's own for the labels of a batch, declared in batch.json. Classes are named as the batch names them.
 */
public sealed interface LabelCheck permits ClassRule, BoxSize, SpanLength {

    /** The name under which violations are counted. */
    String name();

    /** Why the rule makes no sense for a label type, in one sentence; empty if it does. */
    Optional<String> misfit(LabelType<?> type);

    /**
     * What a label violates.
     *
     * @param classes the type's class names in index order
     */
    List<Violation> violations(LabelValue value, List<String> classes);
}
