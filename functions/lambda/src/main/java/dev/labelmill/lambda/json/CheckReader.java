package dev.labelmill.lambda.json;

import dev.labelmill.core.batch.CheckSettings;
import dev.labelmill.core.batch.CheckSettings.Handling;
import dev.labelmill.core.check.BoxSize;
import dev.labelmill.core.check.ClassRule;
import dev.labelmill.core.check.LabelCheck;
import dev.labelmill.core.check.SpanLength;
import java.util.List;
import java.util.Optional;

/** Reads {@code checks} and {@code violations} of batch.json. */
final class CheckReader {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private CheckReader() {}

    static CheckSettings read(Fields batch) {
        return new CheckSettings(
                batch.has("checks")
                        ? batch.objects("checks").stream()
                                .map(CheckReader::check)
                                .toList()
                        : List.of(),
                batch.has("violations") ? handling(batch) : CheckSettings.NONE.violations());
    }

    private static Handling handling(Fields batch) {
        return switch (batch.string("violations")) {
            case "refuse" -> Handling.REFUSE;
            case "aside" -> Handling.ASIDE;
            default ->
                throw new IllegalArgumentException(
                        "violations must be \"refuse\" or \"aside\", not \"" + batch.string("violations") + "\"");
        };
    }

    private static LabelCheck check(Fields fields) {
        String name = fields.string("name");
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    fields.at("name") + " must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        LabelCheck check = switch (fields.string("kind")) {
            case "required" -> new ClassRule.Required(name, fields.string("class"));
            case "required-with" ->
                new ClassRule.RequiredWith(name, fields.string("class"), fields.string("companion"));
            case "forbidden-together" ->
                new ClassRule.ForbiddenTogether(name, fields.string("class"), fields.string("other"));
            case "count" ->
                new ClassRule.Count(
                        name,
                        Optional.ofNullable(fields.string("class", null)),
                        requireLimit(fields).has("min") ? fields.small("min") : 0,
                        fields.has("max") ? fields.small("max") : Integer.MAX_VALUE);
            case "box-size" ->
                new BoxSize(
                        name,
                        requireLimit(fields).has("min") ? fields.decimal("min").doubleValue() : 0,
                        fields.has("max") ? fields.decimal("max").doubleValue() : Double.POSITIVE_INFINITY);
            case "span-length" ->
                new SpanLength(
                        name,
                        requireLimit(fields).whole("min", 0),
                        fields.has("max") ? fields.whole("max") : Long.MAX_VALUE);
            default ->
                throw new IllegalArgumentException(fields.at("kind")
                        + " must be \"required\", \"required-with\", \"forbidden-together\", \"count\", \"box-size\" or"
                        + " \"span-length\", not \"" + fields.string("kind") + "\"");
        };
        fields.requireNothingElse();
        return check;
    }

    /** A rule without any limit is one that somebody forgot to finish. */
    private static Fields requireLimit(Fields fields) {
        if (!fields.has("min") && !fields.has("max")) {
            throw new IllegalArgumentException(fields.at("min") + " or its max must be given");
        }
        return fields;
    }
}
