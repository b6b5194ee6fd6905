package dev.labelmill.core.budget;

import java.util.OptionalLong;

/**
 * What vendors may be paid for a batch, in nano-dollars.
 *
 * @param batch for all of it; empty: without end
 * @param day   on each UTC day; empty: without end
 */
public record Limits(OptionalLong batch, OptionalLong day) {

    /** No limits: nothing is set aside, and nothing stops. */
    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalLong.empty());

    /** Whether there is any, so that money must be set aside before labels are asked for. */
    public boolean exist() {
        return batch.isPresent() || day.isPresent();
    }

    /** What both leave; {@link Long#MAX_VALUE} where there is none. */
    public long room(Account ofBatch, Account ofDay) {
        return Math.min(
                batch.isPresent() ? ofBatch.room(batch.getAsLong()) : Long.MAX_VALUE,
                day.isPresent() ? ofDay.room(day.getAsLong()) : Long.MAX_VALUE);
    }
}
