package dev.labelmill.lambda.prelabel.hosted;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;

/**
 * The tool that a model answers with. Its input is {@code {"answers": [{"class": "<class>", "probability": <0 to 1>}, …]}}: a
 * list, since a class's name need not be what models allow as the name of a property.
 */
final class AnswerTool {

    static final String NAME = "give_label";

    /** How far from 1 the sum of what models give may be: they round. */
    private static final double SLACK = 0.1;

    private final List<String> classes;
    private final Document schema;

    AnswerTool(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.schema = schema(classes);
    }

    private static Document schema(List<String> classes) {
        Document answer = object(
                Map.of(
                        "class",
                        Document.mapBuilder()
                                .putString("type", "string")
                                .putDocument(
                                        "enum",
                                        Document.fromList(classes.stream()
                                                .map(Document::fromString)
                                                .toList()))
                                .build(),
                        "probability",
                        Document.mapBuilder()
                                .putString("type", "number")
                                .putNumber("minimum", 0)
                                .putNumber("maximum", 1)
                                .build()),
                "class",
                "probability");
        Document answers = Document.mapBuilder()
                .putString("type", "array")
                .putDocument("items", answer)
                .putNumber("minItems", 1)
                .putNumber("maxItems", classes.size())
                .build();
        return object(Map.of("answers", answers), "answers");
    }

    private static Document object(Map<String, Document> properties, String... required) {
        return Document.mapBuilder()
                .putString("type", "object")
                .putDocument("properties", Document.fromMap(properties))
                .putDocument(
                        "required",
                        Document.fromList(List.of(required).stream()
                                .map(Document::fromString)
                                .toList()))
                .putDocument("additionalProperties", Document.fromBoolean(false))
                .build();
    }

    Tool described() {
        return Tool.fromToolSpec(spec ->
                spec.name(NAME).description("Says what the item's label is").inputSchema(input -> input.json(schema)));
    }

    /** How long it is as text, in bytes. */
    long bytes() {
        return schema.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** What the model put in. */
    Answer read(Document input) {
        if (input == null || !input.isMap() || !isList(input.asMap().get("answers"))) {
            return new Answer.None("the tool's input has no list of answers");
        }
        double[] distribution = new double[classes.size()];
        Set<Integer> given = new HashSet<>();
        double sum = 0;
        for (Document answer : input.asMap().get("answers").asList()) {
            int k = answer.isMap() ? classOf(answer.asMap().get("class")) : -1;
            double p = answer.isMap() ? number(answer.asMap().get("probability")) : Double.NaN;
            if (k < 0 || !given.add(k)) {
                return new Answer.None("the tool's input names a class that is none of the batch's, or one twice");
            }
            if (!(p >= 0 && p <= 1)) {
                return new Answer.None("the tool's input has a probability that is not from 0 to 1");
            }
            distribution[k] = p;
            sum += p;
        }
        if (Math.abs(sum - 1) > SLACK) {
            return new Answer.None("the probabilities in the tool's input do not add up to 1");
        }
        for (int k = 0; k < distribution.length; k++) {
            distribution[k] /= sum;
        }
        return new Answer.Opinion(distribution);
    }

    private static boolean isList(Document document) {
        return document != null && document.isList();
    }

    private int classOf(Document name) {
        return name != null && name.isString() ? classes.indexOf(name.asString()) : -1;
    }

    private static double number(Document number) {
        return number != null && number.isNumber() ? number.asNumber().doubleValue() : Double.NaN;
    }
}
