package dev.labelmill.lambda.reception;

import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.work.Posting;
import dev.labelmill.core.work.Postings;
import dev.labelmill.core.work.PriceModel;
import dev.labelmill.core.work.Work;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import java.time.LocalDate;
import java.util.Optional;

/** What a vendor's label on a task costs, and on which day that is booked. */
record LabelPrice(PriceModel price, Task task) {

    /** The time of a label: what it says, else what it said before; nothing for a deletion; 0 if nobody knows. */
    static long millis(IncomingLabel incoming, Optional<Label> standing) {
        if (incoming.change() instanceof LabelChange.Deleted) {
            return 0;
        }
        return incoming.milliseconds() == null ? standing.map(Label::millis).orElse(0L) : incoming.milliseconds();
    }

    /**
     * The account of a label with this word added. A deletion of what never was is on no account.
     *
     * @param standing the annotator's label that it changes, if one stands
     * @param value    what it says now; empty: it is taken back
     */
    Postings postings(Optional<Label> standing, Optional<LabelValue> value, long millis, LocalDate day) {
        if (value.isEmpty()) {
            return standing.map(label -> label.postings().becomes(day, Posting.Kind.DELETION, Work.NONE))
                    .orElse(Postings.NONE);
        }
        Posting.Kind kind = standing.isPresent() ? Posting.Kind.CORRECTION : Posting.Kind.LABEL;
        return standing.map(Label::postings).orElse(Postings.NONE).becomes(day, kind, work(value.get(), millis));
    }

    private Work work(LabelValue value, long millis) {
        boolean gold = task.known().isPresent();
        boolean right = gold
                && value instanceof Choice choice
                && choice.answer() == task.known().getAsInt();
        return new Work(price.price(task.demand().tier(), millis), millis, gold ? 1 : 0, right ? 1 : 0);
    }
}
