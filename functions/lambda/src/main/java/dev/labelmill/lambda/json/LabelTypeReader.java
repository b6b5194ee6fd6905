package dev.labelmill.lambda.json;

import dev.labelmill.core.geometry.BoxFusion;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SetDistance;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.label.SpanDistance;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.opinion.Quorum;
import dev.labelmill.core.robust.Middle;
import dev.labelmill.core.span.SpanFusion;
import java.util.Locale;
import java.util.OptionalDouble;

/** Reads {@code labelType} of batch.json. */
final class LabelTypeReader {

    private LabelTypeReader() {}

    static LabelType<?> read(Fields fields) {
        LabelType<?> type = switch (fields.string("kind")) {
            case "single-choice" -> new SingleChoice(fields.strings("classes"));
            case "several-choices" ->
                new SeveralChoices(
                        fields.strings("classes"), named(fields, "distance", SetDistance.MASI), quorum(fields));
            case "rating" -> new Rating(fields.small("lowest"), fields.small("highest"));
            case "number" ->
                new NumberEntry(
                        bound(fields, "min"),
                        bound(fields, "max"),
                        fields.string("unit", ""),
                        named(fields, "middle", Middle.MEDIAN));
            case "boxes" ->
                new Boxes(
                        fields.strings("classes"),
                        new BoxFusion(
                                share(fields, "minIou", BoxFusion.DEFAULT.minIou()),
                                quorum(fields),
                                named(fields, "edges", Middle.MEDIAN)));
            case "spans" ->
                new Spans(
                        fields.strings("classes"),
                        named(fields, "distance", SpanDistance.GRADED),
                        new SpanFusion(share(fields, "minIou", SpanFusion.DEFAULT.minIou()), quorum(fields)));
            default ->
                throw new IllegalArgumentException("labelType.kind must be \"single-choice\", \"several-choices\", "
                        + "\"rating\", \"number\", \"boxes\" or \"spans\", not \"" + fields.string("kind")
                        + "\"");
        };
        fields.requireNothingElse();
        return type;
    }

    private static Quorum quorum(Fields fields) {
        return new Quorum(share(fields, "quorum", Quorum.MAJORITY.share()));
    }

    private static double share(Fields fields, String name, double otherwise) {
        if (!fields.has(name)) {
            return otherwise;
        }
        double value = fields.decimal(name).doubleValue();
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(fields.at(name) + " must be above 0 and at most 1, not " + value);
        }
        return value;
    }

    private static OptionalDouble bound(Fields fields, String name) {
        return fields.has(name) ? OptionalDouble.of(fields.decimal(name).doubleValue()) : OptionalDouble.empty();
    }

    /** A constant by its name in lower case. */
    private static <E extends Enum<E>> E named(Fields fields, String name, E otherwise) {
        if (!fields.has(name)) {
            return otherwise;
        }
        StringBuilder all = new StringBuilder();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(fields.string(name))) {
                return constant;
            }
            all.append(all.isEmpty() ? "" : ", ").append('"').append(word).append('"');
        }
        throw new IllegalArgumentException(
                fields.at(name) + " must be one of " + all + ", not \"" + fields.string(name) + "\"");
    }
}
