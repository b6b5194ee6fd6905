package dev.labelmill.lambda.store;

import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.VendorLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Labels: for each task and vendor a list of rows that only grows, one write a label.
 *
 * @see VendorLabels
 */
public final class LabelStore {

    /** The label that stands is the one that was read. */
    static final String AS_READ = "revision = :read";

    private final Table table;
    private final LabelBooking bookings;

    /** What became of a label that was to be stored. */
    public enum Booked {
        STORED,
        /** Somebody changed what it was decided by: read again. */
        STALE,
        /** Nothing is set aside for it, and a limit does not leave its price; nothing was written. */
        UNPAYABLE
    }

    public LabelStore(Table table) {
        this.table = table;
        this.bookings = new LabelBooking(table);
    }

    /**
     * A vendor's labels on an item. A read that passes a place just before it is taken, and the next one just after, ends
     * before the first: what is written from what it saw then fails, and is decided anew.
     */
    public VendorLabels of(String batch, String item, String vendor) {
        List<Label> labels = new ArrayList<>();
        for (Row row :
                table.partition(Keys.task(batch, item), Keys.labels(vendor)).toList()) {
            if (LabelRows.place(row) > labels.size()) {
                break;
            }
            labels.add(LabelRows.read(row));
        }
        return new VendorLabels(labels);
    }

    /**
     * Stores a label where it belongs in a list that was read.
     *
     * @param label of a higher revision than its annotator's last in the list
     * @return whether it is there; false if somebody changed what it was decided by: read again
     */
    public boolean store(VendorLabels read, Label label) {
        Row row = LabelRows.write(label, read.place(label.annotator()));
        return read.standing(label.annotator())
                .map(standing -> table.put(
                        row, AS_READ, Map.of(":read", AttributeValue.fromN(Long.toString(standing.revision())))))
                .orElseGet(() -> table.insert(row));
    }

    /**
     * The same for a batch with limits, which its price must be within: that of each label of a dispatch, in one
     * transaction with it. Without limits it is a write of one row.
     */
    public Booked store(VendorLabels read, Label label, Limits limits) {
        if (limits.exist()) {
            return bookings.book(read, label, limits);
        }
        return store(read, label) ? Booked.STORED : Booked.STALE;
    }

    /** Stores a label whoever asked for it; false if the same or a later revision of it is there already. */
    public boolean store(Label label) {
        while (true) {
            VendorLabels read = of(label.batch(), label.item(), label.vendor());
            if (read.knows(label.annotator(), label.revision())) {
                return false;
            }
            if (store(read, label)) {
                return true;
            }
        }
    }

    /** All labels of a vendor, those taken back too, by a scan of the whole table, page by page. */
    public Stream<Label> ofVendor(String vendor) {
        return table.scan(Keys.labels(vendor)).map(LabelRows::read);
    }

    /** All labels of a task, those taken back too, by vendor, annotator and revision: not by who came first. */
    public List<Label> of(String batch, String item) {
        return labels(table.partition(Keys.task(batch, item), Keys.LABEL_SK));
    }

    /** An item's task with all of its labels, in one request, strongly consistent; empty if the item has no task. */
    public Optional<LabelledTask> withTask(String batch, String item) {
        Map<Boolean, List<Row>> rows = table.partition(Keys.task(batch, item))
                .collect(Collectors.partitioningBy(row -> row.sk().startsWith(Keys.LABEL_SK)));
        return rows.get(false).stream()
                .filter(row -> row.sk().equals(Keys.TASK_SK))
                .findFirst()
                .map(task -> new LabelledTask(TaskRows.read(task), labels(rows.get(true).stream())));
    }

    private static List<Label> labels(Stream<Row> rows) {
        return rows.map(LabelRows::read)
                .sorted(Comparator.comparing(Label::vendor)
                        .thenComparing(Label::annotator)
                        .thenComparing(Label::revision))
                .toList();
    }

    /** How many labels of an item have come under a dispatch, without those that were taken back. */
    public long came(String batch, String item, String dispatch) {
        return standing(batch, item, dispatch).count();
    }

    /** The same without those that came when their claim was over. */
    public long cameInTime(String batch, String item, String dispatch) {
        return standing(batch, item, dispatch).filter(label -> !label.isLate()).count();
    }

    private Stream<Label> standing(String batch, String item, String dispatch) {
        return of(batch, item).stream().filter(label -> label.dispatch().equals(dispatch) && !label.isTombstone());
    }
}
