package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.List;
import java.util.Optional;

/**
 * The pre-annotation function of a labeling job (SageMaker developer guide, "Processing data in a custom labeling workflow
 * with AWS Lambda"): gives the template a line's content as {@code taskObject}, and our ids with it.
 */
public final class Pretask implements Handler {

    private static final List<String> IDS = List.of("labelmill-batch", "labelmill-task", "labelmill-dispatch");

    /** What a line may be excepted by; the second is the spelling of AWS's own sample. */
    private static final List<String> REQUIRED = List.of("isHumanAnnotationRequired", "humanAnnotationRequired");

    /** @throws IllegalArgumentException saying in one sentence why the line cannot be used */
    @Override
    public JsonNode handle(JsonNode event) {
        try {
            return task(new Field("", event).member("dataObject"));
        } catch (UnusableContent unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    private static JsonNode task(Field line) throws UnusableContent {
        Optional<Field> reference = line.optional("source-ref");
        Field content = reference.isPresent() ? reference.get() : line.member("source");
        ObjectNode answer = Json.object();
        ObjectNode input = answer.putObject("taskInput").put("taskObject", content.text());
        for (String id : IDS) {
            Optional<Field> ours = line.optional(id);
            if (ours.isPresent()) {
                input.put(id, ours.get().name());
            }
        }
        return answer.put("isHumanAnnotationRequired", needsPeople(line));
    }

    private static boolean needsPeople(Field line) throws UnusableContent {
        for (String name : REQUIRED) {
            Optional<Field> said = line.optional(name);
            if (said.isPresent()) {
                return truth(said.get());
            }
        }
        return true;
    }

    private static boolean truth(Field said) throws UnusableContent {
        String text = said.node().asText();
        if (!text.equals("true") && !text.equals("false")) {
            throw said.fault("is not true or false");
        }
        return text.equals("true");
    }
}
