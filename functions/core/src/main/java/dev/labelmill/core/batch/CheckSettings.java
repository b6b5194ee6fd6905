package dev.labelmill.core.batch;

import dev.labelmill.core.check.LabelCheck;
import java.util.List;
import java.util.Objects;

/**
 * What batch.json says of checks. The label type's own rules hold in every batch.
 *
 * @param own        the user's rules, in the order of batch.json
 * @param violations what happens to a label that breaks a rule, the type's or the user's
 */
public record CheckSettings(List<LabelCheck> own, Handling violations) {

    /** No rules but the label type's; labels that break them go aside. */
    public static final CheckSettings NONE = new CheckSettings(List.of(), Handling.ASIDE);

    /** Copies the rules. */
    public CheckSettings {
        own = List.copyOf(own);
        Objects.requireNonNull(violations, "violations");
    }

    /** What happens to a label that breaks a rule. An item's final label that breaks one is an error and goes aside either way. */
    public enum Handling {
        /** It goes back: people's labels are refused when they come in, pre-labels are not accepted. */
        REFUSE,
        /** It is taken like any other. */
        ASIDE
    }

    /** Whether labels that break a rule go back. */
    public boolean refuse() {
        return violations == Handling.REFUSE;
    }
}
