package dev.labelmill.core.task;

import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.work.Postings;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A vendor's label as stored: a fact, replaced only by a higher revision of the same annotator's.
 *
 * @param value      what it says; empty is a tombstone: the vendor took the label back
 * @param revision   at least 1; the highest wins
 * @param delivery   id of the webhook delivery or file that brought it
 * @param postings   what it came to on which day, a deletion too; their sum is what it costs now
 * @param millis     time the annotator took, in milliseconds; 0 if the vendor did not say
 * @param known      the gold answer of the task, if it has one
 * @param spent platform money of storing it
 * @param waited how long after the claim it first came, in milliseconds, as in {@link Claim#waited}
 */
public record Label(
        String batch,
        String project,
        String item,
        String vendor,
        String annotator,
        Optional<LabelValue> value,
        long revision,
        String delivery,
        String dispatch,
        Purpose purpose,
        Postings postings,
        long millis,
        OptionalInt known,
        Spend spent,
        Optional<String> vendorLabel,
        long waited) {

    /** What it costs in nano-dollars; a tombstone costs nothing. */
    public long priceNanos() {
        return postings.sum().nanos();
    }

    /** The class index of a single choice; empty for a tombstone and for values that are no class. */
    public OptionalInt answer() {
        return value.isPresent() && value.get() instanceof Choice choice
                ? OptionalInt.of(choice.answer())
                : OptionalInt.empty();
    }

    /** What a ballot or a resolution keeps of a label that is no tombstone: the class index, or {@link Unclassed#VALUE}. */
    int kept() {
        return answer().orElse(Unclassed.VALUE);
    }

    /** The annotator's name across vendors, as ballots have it. */
    public String who() {
        return vendor + "/" + annotator;
    }

    /** Whether the vendor took the label back. */
    public boolean isTombstone() {
        return value.isEmpty();
    }

    /** Whether it came when its claim was over, expired or refused: none that its vendor owed any more. */
    public boolean isLate() {
        return waited < 0;
    }

    /** The same label with other platform money. */
    public Label withSpent(Spend other) {
        return new Label(
                batch,
                project,
                item,
                vendor,
                annotator,
                value,
                revision,
                delivery,
                dispatch,
                purpose,
                postings,
                millis,
                known,
                other,
                vendorLabel,
                waited);
    }
}
