package dev.labelmill.core.results;

import dev.labelmill.core.label.LabelValue.Choice;
import java.util.Locale;
import java.util.Optional;

/**
 * An item's label in the results.
 *
 * @param answer     class index
 * @param confidence 0 to 1: the pre-label's, or the final posterior's; 1 where a person's word is taken as it is
 * @param by         who decided it
 * @param labels     how many answers of people the item has, 0 for one that nobody looked at
 * @param duplicateOf id of the item whose label it takes, its representative; empty for a label of its own
 */
public record FinalLabel(int answer, double confidence, By by, int labels, Optional<String> duplicateOf) {

    /** A label of the item's own. */
    public FinalLabel(int answer, double confidence, By by, int labels) {
        this(answer, confidence, by, labels, Optional.empty());
    }

    /** Who decided a label. */
    public enum By {
        PRELABEL,
        CROWD,
        EXPERT,
        KNOWN,
        AUDIT,
        /** Who decided the label of the item's representative: nobody looked at the item itself. */
        DUPLICATE;

        /** Its name in files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The label of an item whose pre-label stands and that nobody looked at. */
    public static FinalLabel accepted(int answer, double confidence) {
        return new FinalLabel(answer, confidence, By.PRELABEL, 0);
    }

    /** The label of an item that takes that of its representative. */
    public static FinalLabel takenFrom(String representative, int answer, double confidence) {
        return new FinalLabel(answer, confidence, By.DUPLICATE, 0, Optional.of(representative));
    }

    /** What it says. */
    public Choice value() {
        return new Choice(answer);
    }

    /** Whether a person looked at the item and decided it. */
    public boolean isHuman() {
        return by != By.PRELABEL && by != By.DUPLICATE;
    }

    FinalLabel auditedAs(int auditAnswer) {
        return new FinalLabel(auditAnswer, 1, By.AUDIT, labels + 1);
    }
}
