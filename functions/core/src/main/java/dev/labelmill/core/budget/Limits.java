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

    /** What both leave. */
    public Purse purse(Account ofBatch, Account ofDay) {
        return new Purse(
                batch.isPresent() ? ofBatch.room(batch.getAsLong()) : Long.MAX_VALUE,
                day.isPresent() ? ofDay.room(day.getAsLong()) : Long.MAX_VALUE);
    }

    /** Limits for those who leave so much of the whole batch's to others. */
    public Limits keeping(long kept) {
        return batch.isEmpty() ? this : new Limits(OptionalLong.of(Math.max(0, batch.getAsLong() - kept)), day);
    }
}
