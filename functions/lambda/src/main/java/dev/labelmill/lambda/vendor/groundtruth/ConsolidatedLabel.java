package dev.labelmill.lambda.vendor.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a labeling job made of its workers' answers to one line of its manifest.
 *
 * @param type     such as {@code groundtruth/object-detection}; empty where the metadata name none
 * @param revision when it was made, in microseconds since 1970, where the metadata say so
 */
record ConsolidatedLabel(Field value, Field metadata, String type, Optional<Long> revision) {

    /** How the name of a label's metadata ends. */
    static final String METADATA = "-metadata";

    private static final String VERIFICATION = "groundtruth/label-verification";
    /** How the name of a label that is a file ends. */
    private static final String FILE = "-ref";

    /** Ground Truth writes UTC without saying so: its jobs' dates are those of their last answers, which do. */
    private static final Pattern NO_OFFSET = Pattern.compile("[^Z+]*T[^Z+-]*");

    /** A label; empty for a job that says something of another's label, or that had no answer it could use. */
    static Optional<ConsolidatedLabel> of(Field line, String attribute, Field metadata) throws UnusableContent {
        Optional<Field> type = metadata.optional("type");
        String kind = type.isPresent() ? type.get().text() : "";
        JsonNode value = line.node().path(attribute);
        boolean missing = value.isMissingNode() || value.isNull();
        // Metadata of the input itself, such as of a sequence of frames, describe no label.
        boolean ofInput = attribute.equals("source-ref") || attribute.equals("source");
        if (ofInput || kind.equals(VERIFICATION) || missing && metadata.node().has("failure-reason")) {
            return Optional.empty();
        }
        if (missing) {
            throw metadata.fault("are of a label that is not there");
        }
        if (attribute.endsWith(FILE)) {
            throw line.fault("has a label that is a file: masks, video frames and point clouds are not taken");
        }
        return Optional.of(new ConsolidatedLabel(new Field("the label", value), metadata, kind, revision(metadata)));
    }

    private static Optional<Long> revision(Field metadata) throws UnusableContent {
        Optional<Field> made = metadata.optional("creation-date");
        if (made.isEmpty()) {
            return Optional.empty();
        }
        String text = made.get().text();
        String utc = NO_OFFSET.matcher(text).matches() ? text + "Z" : text;
        try {
            return Optional.of(ReturnedFile.micros(new Field(made.get().path(), TextNode.valueOf(utc)).instant()));
        } catch (ArithmeticException beyond) {
            throw made.get().fault("is not between 1970 and 2255");
        }
    }

    /** The one of two jobs' labels that was made later. */
    ConsolidatedLabel orNewer(ConsolidatedLabel other) throws UnusableContent {
        if (!type.equals(other.type)) {
            throw metadata.fault("are of labels of several types, and one is wanted");
        }
        if (revision.isEmpty() || other.revision.isEmpty() || revision.equals(other.revision)) {
            throw metadata.fault("do not tell by creation-date which of several labels is the newest");
        }
        return revision.get() < other.revision.get() ? other : this;
    }

    /** What it says, if people said it. */
    LabelChange change() throws UnusableContent {
        Field people = metadata.member("human-annotated");
        if (!people.text().equals("yes")) {
            throw people.fault("is not yes: a machine's label is none of the vendor's annotators");
        }
        Optional<Field> name = metadata.optional("class-name");
        if (name.isPresent()) {
            return new LabelChange.Chosen(name.get().name());
        }
        if (value.node().isArray()) {
            return new LabelChange.Valued(names());
        }
        if (!value.node().isObject()) {
            throw metadata.fault("have no class-name");
        }
        Field annotations = value.member("annotations");
        return new LabelChange.Valued(
                annotations.node().isObject()
                        ? AnswerContent.spans(annotations.member("entities"))
                        : boxes(annotations));
    }

    private ArrayNode names() throws UnusableContent {
        ArrayNode names = Json.MAPPER.createArrayNode();
        for (Field number : value.elements()) {
            names.add(className(number));
        }
        return names;
    }

    private ArrayNode boxes(Field annotations) throws UnusableContent {
        ArrayNode boxes = Json.MAPPER.createArrayNode();
        for (Field box : annotations.elements()) {
            AnswerContent.box(boxes, box, className(box.member("class_id")));
        }
        return boxes;
    }

    private String className(Field number) throws UnusableContent {
        Optional<Field> name = metadata.member("class-map").optional(Long.toString(number.whole()));
        if (name.isEmpty()) {
            throw number.fault("is not in the metadata's class-map");
        }
        return name.get().name();
    }
}
