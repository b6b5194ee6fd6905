package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.Violation;
import dev.labelmill.core.results.FinalLabel.By;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes an item's label into its line: the uploaded bytes as they are, and behind them the attributes of an augmented
 * manifest as SageMaker Ground Truth writes it ({@code <name>} and {@code <name>-metadata}).
 *
 * @param <L> a label
 */
abstract class AugmentedLine<L> {

    /** Field of Labelmill's own part with the checks that a label breaks; absent if it breaks none. */
    static final String VIOLATIONS = "violations";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS")
            .withLocale(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Objects that a person reads; whatever else is referred to is taken for an image. */
    private static final Pattern TEXT_OBJECT = Pattern.compile("(?i).*\\.(txt|md|json|xml|csv|html?)");

    private static final String IMAGE_URI = "data:image/";

    /** Reads one value of a line that goes on behind it. */
    private static final ObjectReader PART =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final double CONFIDENCE_STEPS = 1e6;

    private final String name;
    private final String job;
    private final String created;

    /** @param job what made the labels, as the metadata names it */
    AugmentedLine(String name, String job, Instant created) {
        this.name = name;
        this.job = job;
        this.created = DATE.format(created);
    }

    /** An item has a field of this name already, so that the whole batch needs another one. */
    static final class NameTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NameTaken(String name) {
            super("an item has a field \"" + name + "\" of its own", null, false, false);
        }
    }

    /** What the item is. */
    enum Kind {
        IMAGE,
        TEXT;

        static Kind ofSource(String source) {
            return source.regionMatches(true, 0, IMAGE_URI, 0, IMAGE_URI.length()) ? IMAGE : TEXT;
        }

        static Kind ofReference(String address) {
            return TEXT_OBJECT.matcher(address).matches() ? TEXT : IMAGE;
        }
    }

    /** What a line tells of its item. */
    record Content(Kind kind, Optional<ImageSize> size) {}

    /** The label itself. */
    abstract JsonNode label(Content content, L label);

    /** What is said about the label, but for the checks it breaks; gives the part that is Labelmill's own. */
    abstract ObjectNode describe(Content content, L label, ObjectNode metadata);

    /**
     * Writes one labelled line.
     *
     * @param buffer holds the line, a JSON object that is not empty
     * @throws NameTaken if the item has a field of the attribute's name, before anything is written
     */
    final void write(byte[] buffer, int from, int length, CheckedLabel<L> checked, OutputStream out)
            throws IOException {
        Content content = content(buffer, from, length);
        int brace = from + length - 1;
        while (buffer[brace] != '}') {
            brace--;
        }
        ObjectNode attributes = attributes(content, checked);
        ByteArrayOutputStream line = new ByteArrayOutputStream(length + 512);
        line.write(buffer, from, brace - from);
        line.write(',');
        // The attributes are an object of their own, joined to the item's without its opening brace.
        line.writeBytes(Json.write(attributes).substring(1).getBytes(StandardCharsets.UTF_8));
        line.write('\n');
        line.writeTo(out);
    }

    /** The label and its metadata, without the item. */
    final ObjectNode attributes(Content content, CheckedLabel<L> checked) {
        ObjectNode attributes = Json.object();
        attributes.set(name, label(content, checked.label()));
        mark(describe(content, checked.label(), attributes.putObject(name + "-metadata")), checked.violations());
        return attributes;
    }

    private static void mark(ObjectNode own, List<Violation> violations) {
        if (!violations.isEmpty()) {
            ArrayNode list = own.putArray(VIOLATIONS);
            violations.forEach(violation ->
                    list.addObject().put("check", violation.check()).put("sentence", violation.sentence()));
        }
    }

    /** What every kind of label ends with. */
    final ObjectNode close(ObjectNode metadata, boolean human, String type, By by, int labels) {
        return metadata.put("human-annotated", human ? "yes" : "no")
                .put("creation-date", created)
                .put("type", type)
                .put("job-name", job)
                .putObject("labelmill")
                .put("by", by.label())
                .put("labels", labels);
    }

    /** A confidence to six decimals. */
    static double rounded(double confidence) {
        return Math.rint(confidence * CONFIDENCE_STEPS) / CONFIDENCE_STEPS;
    }

    private Content content(byte[] buffer, int from, int length) throws IOException {
        Kind kind = Kind.TEXT;
        Optional<ImageSize> size = Optional.empty();
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
                    case ImageSize.FIELD -> size = ImageSize.ofField(PART.readTree(parser));
                    default -> parser.skipChildren();
                }
            }
        }
        return new Content(kind, size);
    }
}
