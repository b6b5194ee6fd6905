package dev.labelmill.core.task;

/**
 * A vendor's temporary right and duty to label a task.
 *
 * @param dispatch the dispatch that claimed it
 * @param labels   how many labels, from as many annotators, the vendor owes
 * @param expired  whether it ended before they came
 * @param refused  whether it ended because the vendor does not take the task
 */
public record Claim(String dispatch, String vendor, Purpose purpose, int labels, boolean expired, boolean refused) {

    /** A claim that no vendor has refused. */
    public Claim(String dispatch, String vendor, Purpose purpose, int labels, boolean expired) {
        this(dispatch, vendor, purpose, labels, expired, false);
    }

    Claim expire() {
        return new Claim(dispatch, vendor, purpose, labels, true, refused);
    }

    Claim refuse() {
        return new Claim(dispatch, vendor, purpose, labels, true, true);
    }
}
