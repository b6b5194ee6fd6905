package dev.labelmill.lambda.store;

import dev.labelmill.core.task.Attempts;
import dev.labelmill.core.task.Dispatch;
import java.time.Instant;
import java.util.Optional;

/** Dispatch ↔ row; one that is not closed is in the batch's lane of open dispatches. */
public final class DispatchRows {

    private DispatchRows() {}

    static Row write(Dispatch dispatch) {
        Row row = Row.at(Keys.dispatch(dispatch.id()), Keys.META)
                .set("batch", dispatch.batch())
                .set("vendor", dispatch.vendor())
                .setStrings("items", dispatch.items())
                .set("state", dispatch.state().name())
                .setUnlessZero("labels", dispatch.labels())
                .setUnlessZero("expired", dispatch.expiredLabels())
                .setUnlessZero("overtime", dispatch.overtime())
                .set("deadline", dispatch.deadline().toString())
                .setUnlessZero("tried", dispatch.attempts().made())
                .setUnlessZero("handed", dispatch.attempts().handed())
                .setUnlessZero("doubt", dispatch.attempts().doubtful())
                .set(dispatch.spent())
                .set(Keys.VERSION, dispatch.version());
        dispatch.part().ifPresent(part -> row.set("part", part.item()).set("of", part.labels()));
        if (!dispatch.attempts().equals(Attempts.NONE)) {
            row.set("next", dispatch.attempts().next().toString());
        }
        if (dispatch.state() != Dispatch.State.CLOSED) {
            row.set(Keys.LANE, Keys.openDispatches(dispatch.batch())).set(Keys.RANK, OpenDispatch.rank(dispatch));
        }
        return row;
    }

    /** The dispatch in a row. @throws UnreadableRow if it holds none */
    public static Dispatch read(Row row) {
        return row.as(DispatchRows::parse);
    }

    private static Dispatch parse(Row row) {
        return new Dispatch(
                row.pk().substring(Keys.DISPATCH.length()),
                row.string("batch"),
                row.string("vendor"),
                row.strings("items"),
                row.has("part")
                        ? Optional.of(new Dispatch.Part(row.string("part"), (int) row.number("of")))
                        : Optional.empty(),
                Dispatch.State.valueOf(row.string("state")),
                row.number("labels"),
                row.number("expired"),
                row.number("overtime"),
                Instant.parse(row.string("deadline")),
                row.has("next") ? attempts(row) : Attempts.NONE,
                row.spent(),
                row.number(Keys.VERSION));
    }

    /** Rows of an earlier version say by {@code doubtful} that any of the tasks may be there. */
    private static Attempts attempts(Row row) {
        return new Attempts(
                (int) row.number("tried"),
                Instant.parse(row.string("next")),
                (int) row.number("handed"),
                row.number("doubtful") != 0 ? Integer.MAX_VALUE : (int) row.number("doubt"));
    }
}
