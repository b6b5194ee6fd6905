package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.consensus.Posterior;
import dev.labelmill.core.label.SingleChoice;
import java.util.Set;

/**
 * Classes that no pre-label may have, where batch.json refuses what breaks a check. Such a pre-label is none: it is neither accepted
 * nor shown, and counts neither for nor against the labeler, whose errors among what can be accepted are wanted.
 */
final class RefusedClasses {

    private final Set<Integer> refused;

    RefusedClasses(BatchSettings settings) {
        refused = settings.checkSettings().refuse() && settings.labelType() instanceof SingleChoice type
                ? Checks.forbiddenClasses(settings.checks(type))
                : Set.of();
    }

    /** Whether a distribution's most probable class is one; of equally probable ones the lowest index counts. */
    boolean have(double[] distribution) {
        return refused.contains(Posterior.argmax(distribution));
    }
}
