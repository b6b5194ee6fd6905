package dev.labelmill.core.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A vendor's temporary right and duty to label a task.
 *
 * @param dispatch the dispatch that claimed it
 * @param labels   how many labels, from as many annotators, the vendor owes
 * @param since    when it was made; empty where nobody noted it
 * @param expired  whether it ended before they came
 * @param refused  whether it ended because the vendor does not take the task
 */
public record Claim(
        String dispatch,
        String vendor,
        Purpose purpose,
        int labels,
        Optional<Instant> since,
        boolean expired,
        boolean refused) {

    /** A claim that no vendor has refused, made nobody knows when. */
    public Claim(String dispatch, String vendor, Purpose purpose, int labels, boolean expired) {
        this(dispatch, vendor, purpose, labels, Optional.empty(), expired, false);
    }

    /**
     * How long a label that comes then was waited for, in milliseconds, at least 1; 0 where it tells nothing: where nobody noted
     * when the claim was made, or where it is over, so that the label counts among those that did not come.
     */
    public long waited(Instant then) {
        return expired || since.isEmpty()
                ? 0
                : Math.max(1, Duration.between(since.get(), then).toMillis());
    }

    Claim expire() {
        return new Claim(dispatch, vendor, purpose, labels, since, true, refused);
    }

    Claim refuse() {
        return new Claim(dispatch, vendor, purpose, labels, since, true, true);
    }
}
