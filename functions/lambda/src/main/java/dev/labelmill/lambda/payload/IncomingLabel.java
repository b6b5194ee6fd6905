package dev.labelmill.lambda.payload;

import java.util.Objects;

/**
 * One label of a proven delivery, in one form for all vendors. Ids have at most 256 bytes of UTF-8, no control
 * characters and no {@code #}; whether they exist is not known here.
 *
 * @param dispatch the dispatch that it answers, or null when the vendor does not say
 * @param annotator the vendor's id of the person
 * @param revision 0 to 2^53 - 1; the higher one wins
 * @param milliseconds time spent on the label, or null when the vendor does not say
 * @param deliveryId the vendor's id of the delivery, the same again when it is sent again
 * @param vendorLabel the vendor's own id of the label, where a deletion may name nothing else; else null
 */
public record IncomingLabel(
        String batch,
        String task,
        String dispatch,
        String annotator,
        LabelChange change,
        long revision,
        Long milliseconds,
        String deliveryId,
        String vendorLabel) {
    /** Only {@code dispatch}, {@code milliseconds} and {@code vendorLabel} may be null. */
    public IncomingLabel {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(annotator, "annotator");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(deliveryId, "deliveryId");
    }

    /** A label whose deletion names task and annotator. */
    public IncomingLabel(
            String batch,
            String task,
            String dispatch,
            String annotator,
            LabelChange change,
            long revision,
            Long milliseconds,
            String deliveryId) {
        this(batch, task, dispatch, annotator, change, revision, milliseconds, deliveryId, null);
    }
}
