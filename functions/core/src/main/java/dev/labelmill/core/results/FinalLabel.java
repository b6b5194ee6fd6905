package dev.labelmill.core.results;

import dev.labelmill.core.label.LabelValue.Choice;
import java.util.Locale;

/**
 * An item's label in the results.
 *
 * @param answer     class index
 * @param confidence 0 to 1: the pre-label's, or the final posterior's; 1 where a person's word is taken as it is
 * @param by         who decided it
 * @param labels     how many answers of people the item has, 0 for a pre-label that nobody looked at
 */
public record FinalLabel(int answer, double confidence, By by, int labels) {

    /** Who decided a label. */
    public enum By {
        PRELABEL,
        CROWD,
        EXPERT,
        KNOWN,
        AUDIT;

        /** Its name in files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The label of an item whose pre-label stands and that nobody looked at. */
    public static FinalLabel accepted(int answer, double confidence) {
        return new FinalLabel(answer, confidence, By.PRELABEL, 0);
    }

    /** What it says. */
    public Choice value() {
        return new Choice(answer);
    }

    /** Whether a person decided it. */
    public boolean isHuman() {
        return by != By.PRELABEL;
    }

    FinalLabel auditedAs(int auditAnswer) {
        return new FinalLabel(auditAnswer, 1, By.AUDIT, labels + 1);
    }
}
