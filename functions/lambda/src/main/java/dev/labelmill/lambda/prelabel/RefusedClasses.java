package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.label.Subject;
import java.util.BitSet;

/**
 * Classes that no pre-label may have, where batch.json refuses what breaks a check. Such a pre-label is none: it is neither accepted
 * nor shown, and counts neither for nor against the labeler, whose errors among what can be accepted are wanted.
 */
final class RefusedClasses {

    private final BitSet refused = new BitSet();

    RefusedClasses(BatchSettings settings) {
        if (settings.checkSettings().refuse() && settings.labelType() instanceof SingleChoice type) {
            for (int answer = 0; answer < type.size(); answer++) {
                refused.set(answer, settings.checks(type).areBroken(new Choice(answer), Subject.UNKNOWN));
            }
        }
    }

    /** Whether a distribution's most probable class is one; of equally probable ones the lowest index counts. */
    boolean have(double[] distribution) {
        if (refused.isEmpty()) {
            return false;
        }
        int best = 0;
        for (int k = 1; k < distribution.length; k++) {
            best = distribution[k] > distribution[best] ? k : best;
        }
        return refused.get(best);
    }
}
