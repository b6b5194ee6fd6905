package dev.labelmill.core.task;

/**
 * A vendor's temporary right and duty to label a task.
 *
 * @param dispatch the dispatch that claimed it
 * @param labels   how many labels, from as many annotators, the vendor owes
 * @param expired  whether the deadline passed before they came
 */
public record Claim(String dispatch, String vendor, Purpose purpose, int labels, boolean expired) {

    Claim expire() {
        return new Claim(dispatch, vendor, purpose, labels, true);
    }
}
