package dev.labelmill.lambda.returned;

import dev.labelmill.lambda.notify.Rejections;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.util.Optional;

/**
 * What of a file cannot be used: all of it is counted, the first of it has rows, and one row tells how many others there are. They
 * are kept on the day that the file came, so that reading it again another day keeps nothing twice.
 *
 * @param counted of this invocation and of those before it
 */
record FileRejections(RejectedStore rejected, ReturnedFile file, Rejections counted) {

    /** Rows for one record each: a file of the wrong kind would else make millions. */
    static final int MOST_ROWS = 100;

    /** Counts something; what keeps its row, if it has one, is to be run. */
    Optional<Runnable> add(String place, LabelProblem problem) {
        boolean hasRow = counted.count() < MOST_ROWS;
        counted.add(1, problem.place().map(LabelProblem.Place::task), place + ": " + problem.sentence());
        return hasRow ? Optional.of(() -> keep(place, problem)) : Optional.empty();
    }

    /** Keeps that the file as a whole, or from somewhere on, cannot be used, which has a row in any case. */
    void addFile(String reason) {
        sumUp();
        counted.add(1, Optional.empty(), reason);
        keep("file", new LabelProblem(0, reason, ""));
    }

    /** Keeps how many have no row of their own, the first time that it is called. */
    void sumUp() {
        long more = counted.count() - MOST_ROWS;
        if (more > 0) {
            String sentence = more + " more records or labels cannot be used, and only the first " + MOST_ROWS
                    + " are told one by one; all of them are in the file, which stays where it is: put right what is told"
                    + " and upload it again";
            keep("the rest", new LabelProblem(0, sentence, ""));
        }
    }

    private void keep(String place, LabelProblem problem) {
        String name = file.batch() + "/" + file.name();
        rejected.keep(new Rejection(
                "returns/" + file.vendor(),
                file.modified(),
                name + " " + place + "/" + problem.index() + " " + file.etag(),
                name + ", " + place + ": " + problem.sentence(),
                problem.excerpt()));
    }
}
