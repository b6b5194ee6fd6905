package dev.labelmill.lambda.reception;

import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.reception.LabelIntake.Kept;
import dev.labelmill.lambda.reception.LabelIntake.Outcome;
import dev.labelmill.lambda.reception.LabelIntake.Refused;
import java.util.Optional;

/**
 * What says something new when a batch is over, in whatever revision. Its labels are in the results and their money is in the report, so that
 * neither changes any more; but what changes nothing, as a vendor's acceptance of a label that it told long ago, is no fault.
 */
final class TooLate {

    private TooLate() {}

    /** What becomes of it. */
    static Outcome of(SubmittedValue said, VendorLabels there, IncomingLabel incoming) {
        Optional<Label> standing = there.standing(incoming.annotator());
        if (incoming.change() instanceof LabelChange.Deleted) {
            return standing.isEmpty() ? Kept.DUPLICATE : keptForGood(incoming);
        }
        return standing.isPresent() && says(said, standing.get()) && !tellsAnotherTime(incoming, standing.get())
                ? Kept.DUPLICATE
                : new Refused("batch \"" + incoming.batch() + "\" is over and takes no labels any more");
    }

    /** By which it may cost something else: whoever is told that it is known takes that to be paid. */
    private static boolean tellsAnotherTime(IncomingLabel incoming, Label label) {
        return incoming.milliseconds() != null && incoming.milliseconds() != label.millis();
    }

    private static Refused keptForGood(IncomingLabel incoming) {
        return new Refused(
                "batch \"" + incoming.batch() + "\" is over: the label of annotator \"" + incoming.annotator()
                        + "\" on task \"" + incoming.task()
                        + "\" came back too late to be taken out of its results, and what it cost stays on the statement");
    }

    private static boolean says(SubmittedValue said, Label label) {
        try {
            return Repetition.says(said, label);
        } catch (UnusableContent | IllegalArgumentException unreadable) {
            return false;
        }
    }
}
