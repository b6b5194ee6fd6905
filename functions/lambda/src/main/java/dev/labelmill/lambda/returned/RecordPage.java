package dev.labelmill.lambda.returned;

import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.util.ArrayList;
import java.util.List;

/** Labels and faults of some records, in order, which are stored together. */
final class RecordPage {

    /** Labels taken side by side. */
    private static final int MOST_LABELS = 200;

    /** What is read out of text takes several times as much memory: two hundred labels may else take all that there is. */
    private static final long MOST_BYTES = 4 << 20;

    private final LabelDesk desk;
    private final FileRejections unusable;
    private final long began;
    private final List<IncomingLabel> labels = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final List<Runnable> faults = new ArrayList<>();

    /** @param began bytes of the file that were read for records before it */
    RecordPage(LabelDesk desk, FileRejections unusable, long began) {
        this.desk = desk;
        this.unusable = unusable;
        this.began = began;
    }

    void add(ReturnedRecord record) {
        for (IncomingLabel label : record.content().labels()) {
            labels.add(label);
            places.add(record.place());
        }
        record.content().problems().forEach(problem -> {
            desk.countUnusable();
            add(record.place(), problem);
        });
    }

    /**
     * Whether it is to be stored before another record is read.
     *
     * @param read bytes of the file that have been read by now
     */
    boolean isFull(long read) {
        return labels.size() >= MOST_LABELS || read - began >= MOST_BYTES;
    }

    void store() {
        LabelDesk.Taken taken = desk.take(unusable.file().vendor(), new ParsedPayload(labels, List.of()));
        taken.problems().forEach(problem -> add(places.get(problem.index()), problem));
        InParallel.each(faults, Runnable::run);
    }

    private void add(String place, LabelProblem problem) {
        unusable.add(place, problem).ifPresent(faults::add);
    }
}
