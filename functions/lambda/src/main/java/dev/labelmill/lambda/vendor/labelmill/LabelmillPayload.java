package dev.labelmill.lambda.vendor.labelmill;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.List;
import java.util.Optional;

/** The project's own payload, {@code schema/labelmill.labels.v1.schema.json}; fields it does not know are ignored. */
public final class LabelmillPayload implements PayloadParser {
    private static final String SUBMITTED = "labels.submitted";
    private static final String DELETED = "labels.deleted";

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        String deliveryId = accepted.deliveryId()
                .orElseThrow(() -> new IllegalArgumentException("this payload needs a signed delivery id"));
        ChangeReader change = changeOf(body.member("type"));
        body.member("timestamp").instant();
        Field data = body.member("data");
        String batch = data.member("batch").id();
        Field labels = data.member("labels");
        List<Field> elements = labels.elements();
        if (elements.isEmpty()) {
            throw labels.fault("is empty");
        }
        return ParsedPayload.each(elements, label -> List.of(read(label, batch, change, deliveryId)));
    }

    private static IncomingLabel read(Field label, String batch, ChangeReader change, String deliveryId)
            throws UnusableContent {
        Optional<Field> dispatch = label.optional("dispatch");
        Optional<Field> seconds = label.optional("seconds");
        return new IncomingLabel(
                batch,
                label.member("task").id(),
                dispatch.isPresent() ? dispatch.get().id() : null,
                label.member("annotator").id(),
                change.read(label),
                revision(label),
                seconds.isPresent() ? seconds.get().milliseconds() : null,
                deliveryId);
    }

    static long revision(Field label) throws UnusableContent {
        Optional<Field> revision = label.optional("revision");
        if (revision.isEmpty()) {
            return 1;
        }
        long number = revision.get().whole();
        if (number < 1) {
            throw revision.get().fault("is not at least 1");
        }
        return number;
    }

    private static ChangeReader changeOf(Field type) throws UnusableContent {
        return switch (type.text()) {
            case SUBMITTED -> LabelmillPayload::submitted;
            case DELETED -> label -> new LabelChange.Deleted();
            default -> throw type.fault("is neither " + SUBMITTED + " nor " + DELETED);
        };
    }

    /**
     * What {@code choice} or {@code value} says: a class's name, or a value whose form depends on the batch's label type.
     *
     * @throws UnusableContent if there is neither, or both
     */
    public static LabelChange submitted(Field label) throws UnusableContent {
        Optional<Field> value = label.optional("value");
        if (value.isEmpty()) {
            return new LabelChange.Chosen(label.member("choice").name());
        }
        if (label.optional("choice").isPresent()) {
            throw label.fault("holds both a choice and a value");
        }
        return new LabelChange.Valued(value.get().node());
    }

    private interface ChangeReader {
        LabelChange read(Field label) throws UnusableContent;
    }
}
