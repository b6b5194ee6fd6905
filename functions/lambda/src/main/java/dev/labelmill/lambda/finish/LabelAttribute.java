package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.FinalLabel;
import dev.labelmill.lambda.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes an item's label into its line: the uploaded bytes as they are, and behind them the attributes of an augmented
 * manifest as SageMaker Ground Truth writes it ({@code <name>} and {@code <name>-metadata}).
 */
final class LabelAttribute {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS")
            .withLocale(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Objects that a person reads; whatever else is referred to is taken for an image. */
    private static final Pattern TEXT_OBJECT = Pattern.compile("(?i).*\\.(txt|md|json|xml|csv|html?)");

    private static final String IMAGE_URI = "data:image/";

    private static final double CONFIDENCE_STEPS = 1e6;

    private final String name;
    private final String batch;
    private final SingleChoice classes;
    private final String created;

    LabelAttribute(String name, String batch, SingleChoice classes, Instant created) {
        this.name = name;
        this.batch = batch;
        this.classes = classes;
        this.created = DATE.format(created);
    }

    /** An item has a field of this name already, so that the whole batch needs another one. */
    static final class NameTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NameTaken(String name) {
            super("an item has a field \"" + name + "\" of its own", null, false, false);
        }
    }

    /** What kind of job a labelling tool would call it. */
    private enum Kind {
        IMAGE("groundtruth/image-classification"),
        TEXT("groundtruth/text-classification");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        static Kind ofSource(String source) {
            return source.regionMatches(true, 0, IMAGE_URI, 0, IMAGE_URI.length()) ? IMAGE : TEXT;
        }

        static Kind ofReference(String address) {
            return TEXT_OBJECT.matcher(address).matches() ? TEXT : IMAGE;
        }
    }

    /**
     * Writes one labelled line.
     *
     * @param buffer holds the line, a JSON object that is not empty
     * @throws NameTaken if the item has a field of the attribute's name, before anything is written
     */
    void write(byte[] buffer, int from, int length, FinalLabel label, OutputStream out) throws IOException {
        Kind kind = kind(buffer, from, length);
        int brace = from + length - 1;
        while (buffer[brace] != '}') {
            brace--;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(length + 512);
        line.write(buffer, from, brace - from);
        line.write(',');
        // The attributes are an object of their own, joined to the item's without its opening brace.
        line.writeBytes(Json.write(attributes(kind, label)).substring(1).getBytes(StandardCharsets.UTF_8));
        line.write('\n');
        line.writeTo(out);
    }

    private ObjectNode attributes(Kind kind, FinalLabel label) {
        ObjectNode attributes = Json.object().put(name, label.answer());
        attributes
                .putObject(name + "-metadata")
                .put("class-name", classes.name(label.answer()))
                .put("confidence", Math.rint(label.confidence() * CONFIDENCE_STEPS) / CONFIDENCE_STEPS)
                .put("human-annotated", label.isHuman() ? "yes" : "no")
                .put("creation-date", created)
                .put("type", kind.type)
                .put("job-name", "labelmill/" + batch)
                .putObject("labelmill")
                .put("by", label.by().label())
                .put("labels", label.labels());
        return attributes;
    }

    private Kind kind(byte[] buffer, int from, int length) throws IOException {
        Kind kind = Kind.TEXT;
        try (JsonParser parser = Json.MAPPER.createParser(buffer, from, length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (field.equals(name) || field.equals(name + "-metadata")) {
                    throw new NameTaken(field);
                }
                parser.nextToken();
                switch (field) {
                    case "source" -> kind = Kind.ofSource(parser.getText());
                    case "source-ref" -> kind = Kind.ofReference(parser.getText());
                    default -> parser.skipChildren();
                }
            }
        }
        return kind;
    }
}
