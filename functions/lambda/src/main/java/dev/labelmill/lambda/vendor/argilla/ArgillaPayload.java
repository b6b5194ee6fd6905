package dev.labelmill.lambda.vendor.argilla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.payload.Withdrawal;
import dev.labelmill.lambda.vendor.Revision;
import dev.labelmill.lambda.vendor.TaskFields;
import java.util.List;

/**
 * Argilla's webhooks (argilla-server, webhooks/v1/schemas.py and responses.py). A submitted response is a label; a draft or a
 * discarded one is none, and takes back what was submitted before. A deletion tells the response's id alone and becomes a
 * withdrawal by it. Events of records and datasets are nobody's business here.
 */
public final class ArgillaPayload implements PayloadParser {

    /** The question whose answer is the label. */
    static final String QUESTION = "label";

    private static final String CREATED = "response.created";
    private static final String UPDATED = "response.updated";
    private static final String DELETED = "response.deleted";

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        String delivery = accepted.deliveryId()
                .orElseThrow(() -> new IllegalArgumentException("this payload needs a signed delivery id"));
        Field type = body.member("type");
        String event = type.text();
        if (event.equals(DELETED)) {
            String response = body.member("data").member("id").id();
            return new ParsedPayload(List.of(), List.of(), List.of(new Withdrawal(response, delivery)), List.of());
        }
        if (event.equals(CREATED) || event.equals(UPDATED)) {
            return ParsedPayload.each(
                    List.of(body.member("data")), response -> read(response, event.equals(UPDATED), delivery));
        }
        if (event.startsWith("dataset.") || event.startsWith("record.") || event.equals("ping")) {
            return ParsedPayload.ignored();
        }
        throw type.fault("is none that Labelmill knows");
    }

    private static List<IncomingLabel> read(Field response, boolean changed, String delivery) throws UnusableContent {
        Field status = response.member("status");
        boolean submitted = switch (status.text()) {
            case "submitted" -> true;
            case "draft", "discarded" -> false;
            default -> throw status.fault("is neither submitted nor draft nor discarded");
        };
        if (!submitted && !changed) {
            return List.of();
        }
        Field record = response.member("record");
        TaskFields given = TaskFields.read(record.member("metadata"));
        return List.of(new IncomingLabel(
                given.batch(),
                given.task(),
                given.dispatch(),
                response.member("user").member("id").id(),
                submitted
                        ? change(response.member("values").member(QUESTION).member("value"), record)
                        : new LabelChange.Deleted(),
                Revision.of(response.member("updated_at")),
                null,
                delivery,
                response.member("id").id()));
    }

    private static LabelChange change(Field value, Field record) throws UnusableContent {
        if (value.node().isTextual()) {
            return new LabelChange.Chosen(value.name());
        }
        boolean spans = value.node().path(0).has("start");
        return new LabelChange.Valued(
                spans ? spans(value, record.member("fields").member("text").text()) : value.node());
    }

    /**
     * Argilla's page counts UTF-16 units (argilla-io/argilla issue 5729), and spans are in code points. For each the text is gone
     * through, so that no more are read than a label may have.
     */
    private static JsonNode spans(Field value, String text) throws UnusableContent {
        List<Field> given = value.elements();
        if (given.size() > Spans.MAX_SPANS) {
            throw value.fault("holds more than " + Spans.MAX_SPANS + " spans");
        }
        ArrayNode spans = Json.MAPPER.createArrayNode();
        for (Field span : given) {
            spans.addObject()
                    .put("label", span.member("label").name())
                    .put("start", codePoints(span.member("start"), text))
                    .put("end", codePoints(span.member("end"), text));
        }
        return spans;
    }

    private static int codePoints(Field offset, String text) throws UnusableContent {
        long units = offset.whole();
        if (units > text.length()) {
            throw offset.fault("lies behind the end of the text");
        }
        return text.codePointCount(0, (int) units);
    }
}
