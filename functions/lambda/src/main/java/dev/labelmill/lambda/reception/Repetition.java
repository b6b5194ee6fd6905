package dev.labelmill.lambda.reception;

import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.StoredValue;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.reception.LabelIntake.Kept;
import dev.labelmill.lambda.reception.LabelIntake.Outcome;
import dev.labelmill.lambda.reception.LabelIntake.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A label that changes nothing, since its annotator has said the same, or something later, already. One that says something else in
 * the same revision is no repetition but a contradiction: the first stands, and the second is not to go without a word.
 */
final class Repetition {

    private Repetition() {}

    /** What becomes of a label that is one; empty if it says something new. */
    static Optional<Outcome> of(SubmittedValue said, VendorLabels there, IncomingLabel incoming) {
        if (isOfAnother(there, incoming)) {
            return Optional.of(Kept.DUPLICATE);
        }
        return there.last(incoming.annotator())
                .filter(last -> last.revision() >= incoming.revision())
                .map(last -> last.revision() > incoming.revision() ? Kept.DUPLICATE : again(said, last, incoming));
    }

    /** Whether a deletion means another label than the one that stands: then nothing is taken back. */
    private static boolean isOfAnother(VendorLabels there, IncomingLabel incoming) {
        return incoming.change() instanceof LabelChange.Deleted
                && incoming.vendorLabel() != null
                && there.standing(incoming.annotator())
                        .flatMap(Label::vendorLabel)
                        .filter(id -> !id.equals(incoming.vendorLabel()))
                        .isPresent();
    }

    /** What cannot be told any more was told when the revision was stored. */
    private static Outcome again(SubmittedValue said, Label last, IncomingLabel incoming) {
        if (incoming.change() instanceof LabelChange.Lost) {
            return Kept.DUPLICATE;
        }
        try {
            return says(said, last)
                    ? Kept.DUPLICATE
                    : new Refused("annotator \"" + incoming.annotator() + "\" has said something else of task \""
                            + incoming.task()
                            + "\" in the same revision, which stands: what comes later needs a higher one");
        } catch (UnusableContent | IllegalArgumentException e) {
            return new Refused(e.getMessage());
        }
    }

    /**
     * Whether it is what a label says already, or a deletion of one that is taken back.
     *
     * @throws UnusableContent saying why nothing can be told
     * @throws IllegalArgumentException the same of what is no label of the batch's type
     */
    static boolean says(SubmittedValue said, Label label) throws UnusableContent {
        return said.read().map(Repetition::stored).equals(label.value());
    }

    /** A value as it comes out of the table. */
    private static LabelValue stored(LabelValue value) {
        return StoredValue.read(Json.parse(Json.write(StoredValue.write(value)).getBytes(StandardCharsets.UTF_8)));
    }
}
