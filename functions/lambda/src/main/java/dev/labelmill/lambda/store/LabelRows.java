package dev.labelmill.lambda.store;

import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.StoredValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Label ↔ row. */
public final class LabelRows {

    private static final String VENDOR_LABEL = "vendorLabel";

    private LabelRows() {}

    /** @param place in the list of its vendor's labels on its item */
    static Row write(Label label, int place) {
        Row row = Row.at(Keys.task(label.batch(), label.item()), Keys.label(label.vendor(), place))
                .set("annotator", label.annotator())
                .set("project", label.project())
                .set("answer", label.answer())
                .set("revision", label.revision())
                .set("delivery", label.delivery())
                .set("dispatch", label.dispatch())
                .set("purpose", label.purpose().name())
                .setUnlessZero("price", label.priceNanos())
                .setUnlessZero("millis", label.millis())
                .setUnlessZero("waited", label.waited())
                .set("known", label.known())
                .set(label.spent());
        if (!label.postings().list().isEmpty()) {
            row.setStrings("posted", PostingForm.write(label.postings()));
        }
        label.vendorLabel().ifPresent(id -> row.set(VENDOR_LABEL, id));
        label.value()
                .filter(value -> !(value instanceof Choice))
                .ifPresent(value -> row.set("value", Json.write(StoredValue.write(value))));
        return row;
    }

    /** The label in a row; one without an answer and a value is a tombstone. @throws UnreadableRow if it holds none */
    public static Label read(Row row) {
        return row.as(LabelRows::parse);
    }

    private static Label parse(Row row) {
        String[] task = row.pk().split("#", 3);
        String[] who = row.sk().split("#", 3);
        return new Label(
                task[1],
                row.string("project"),
                task[2],
                who[1],
                row.string("annotator"),
                value(row),
                row.number("revision"),
                row.string("delivery"),
                row.string("dispatch"),
                Purpose.valueOf(row.string("purpose")),
                row.has("posted") ? PostingForm.read(row.strings("posted")) : Postings.undated(row.number("price")),
                row.number("millis"),
                row.optionalInt("known"),
                row.spent(),
                row.has(VENDOR_LABEL) ? Optional.of(row.string(VENDOR_LABEL)) : Optional.empty(),
                row.number("waited"));
    }

    /** Where a row stands in the list of its vendor's labels on its item. */
    static int place(Row row) {
        return Integer.parseInt(row.sk().split("#", 3)[2]);
    }

    private static Optional<LabelValue> value(Row row) {
        if (row.has("value")) {
            return Optional.of(StoredValue.read(Json.parse(row.string("value").getBytes(StandardCharsets.UTF_8))));
        }
        OptionalInt answer = row.optionalInt("answer");
        return answer.isPresent() ? Optional.of(new Choice(answer.getAsInt())) : Optional.empty();
    }
}
