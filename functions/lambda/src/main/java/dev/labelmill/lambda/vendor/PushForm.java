package dev.labelmill.lambda.vendor;

import java.util.List;

/** How a vendor's own API takes tasks. */
public interface PushForm {

    /**
     * Tasks to hand over.
     *
     * @param access where to, with which key
     * @param target what they are put into on the vendor's side; empty if batch.json names none
     * @param dispatch id of the dispatch, the root of all idempotency keys
     * @param lines   at least one
     */
    record Job(ApiAccess access, String target, String dispatch, List<TaskLine> lines) {
        /** Copies the list. */
        public Job {
            lines = List.copyOf(lines);
        }
    }

    /** A task that the vendor will never take, and why, in one sentence. */
    record Refused(String item, String reason) {}

    /**
     * Hands tasks over. Doing it again with the same job, after a failure at any point, hands none over twice.
     *
     * @return the tasks that the vendor refused for good; all others are with it now
     * @throws NotYet            if the vendor is still working on them; it is to be tried again later
     * @throws VendorUnavailable if it is to be tried again later
     * @throws VendorRefusal     if none of them is ever taken
     */
    List<Refused> push(VendorApi api, Job job);

    /**
     * How many tasks a job should hold at most, so that a long push can stop between jobs and go on there. A form whose jobs
     * depend on all of the dispatch's tasks takes them together.
     */
    default int most() {
        return Integer.MAX_VALUE;
    }
}
