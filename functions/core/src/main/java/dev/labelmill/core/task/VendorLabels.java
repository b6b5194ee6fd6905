package dev.labelmill.core.task;

import java.util.List;
import java.util.Optional;

/**
 * What one vendor's annotators have said of one item: a list that only grows at its end, as it was read.
 *
 * <p>A label that stands is changed where it is; one that was taken back stays as it is for good, and what its annotator
 * says next goes to the end. So whoever writes to the first free place, on condition that it is still free, knows that the
 * list is just as it was read but for labels that were taken back meanwhile: nobody is in it twice, and no claim has more
 * labels that stand than were counted. One conditional write of one row decides that, however many write at once.
 *
 * @param rows from the first place on, without a gap
 */
public record VendorLabels(List<Label> rows) {

    /** Places of a list: enough for people, and an end to what a vendor can make it cost by taking back and giving again. */
    public static final int MOST = 1000;

    public VendorLabels {
        rows = List.copyOf(rows);
    }

    /** What an annotator said last, be it that it is taken back. */
    public Optional<Label> last(String annotator) {
        return rows.stream()
                .filter(label -> label.annotator().equals(annotator))
                .reduce((earlier, later) -> later);
    }

    /** What an annotator says and has not taken back. */
    public Optional<Label> standing(String annotator) {
        return last(annotator).filter(label -> !label.isTombstone());
    }

    /** Whether that revision, or a later one, of what an annotator says is in the list. */
    public boolean knows(String annotator, long revision) {
        return last(annotator).filter(label -> label.revision() >= revision).isPresent();
    }

    /** Whether fewer labels stand than a claim asked for. */
    public boolean hasRoom(Claim claim) {
        return rows.stream()
                        .filter(label -> label.dispatch().equals(claim.dispatch()) && !label.isTombstone())
                        .count()
                < claim.labels();
    }

    /**
     * Whether a label of the vendor as a whole, whose annotator has the vendor's name, would stand beside one of a named
     * annotator: either may be the other's once more.
     */
    public boolean wouldMix(String vendor, String annotator) {
        boolean nameless = annotator.equals(vendor);
        return rows.stream()
                .anyMatch(label -> !label.isTombstone() && label.annotator().equals(vendor) != nameless);
    }

    /** Where the next word of an annotator goes: over the label that stands, else to the end. */
    public int place(String annotator) {
        return standing(annotator).map(rows::lastIndexOf).orElse(rows.size());
    }

    /** Whether nothing can be added any more. */
    public boolean isFull() {
        return rows.size() >= MOST;
    }
}
