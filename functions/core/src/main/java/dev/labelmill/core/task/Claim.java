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

    /** How long a label was waited for that came when nobody waited any more. */
    static final long LATE = -1;

    /** A claim that no vendor has refused, made nobody knows when. */
    public Claim(String dispatch, String vendor, Purpose purpose, int labels, boolean expired) {
        this(dispatch, vendor, purpose, labels, Optional.empty(), expired, false);
    }

    /**
     * How long a label that comes then was waited for, in milliseconds, at least 1; 0 where nobody noted when the claim was made,
     * and {@value #LATE} where it is over, so that the label counts among those that did not come.
     */
    public long waited(Instant then) {
        if (expired) {
            return LATE;
        }
        return since.map(made -> Math.max(1, Duration.between(made, then).toMillis()))
                .orElse(0L);
    }

    Claim expire() {
        return new Claim(dispatch, vendor, purpose, labels, since, true, refused);
    }

    Claim refuse() {
        return new Claim(dispatch, vendor, purpose, labels, since, true, true);
    }
}
