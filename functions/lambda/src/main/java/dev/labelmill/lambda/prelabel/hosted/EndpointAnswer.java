package dev.labelmill.lambda.prelabel.hosted;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.hosted.Distributions;
import dev.labelmill.core.hosted.HostedModel.Endpoint;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.prelabel.Softmax;
import dev.labelmill.lambda.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an endpoint's JSON. What lies at an item's pointer may be a list of numbers in the order of the model's labels, a list
 * of {@code {"label": …, "score": …}}, as Hugging Face's containers give, or an object of numbers by label.
 */
final class EndpointAnswer {

    private final Endpoint model;
    private final JsonPointer pointer;
    private final LabelNames.Index names;

    EndpointAnswer(Endpoint model, LabelNames.Index names) {
        this.model = model;
        this.pointer = JsonPointer.compile(model.probabilities());
        this.names = names;
    }

    /** An answer for each item. */
    List<Answer> read(byte[] body, int items) {
        JsonNode answer;
        try {
            answer = Json.parse(body);
        } catch (IllegalArgumentException malformed) {
            return Collections.nCopies(items, new Answer.None("the endpoint's answer is no JSON"));
        }
        if (model.itemsPerCall() == 1) {
            return List.of(read(answer));
        }
        if (!answer.isArray() || answer.size() != items) {
            return Collections.nCopies(
                    items, new Answer.None("the endpoint's answer is no list with an element for each item"));
        }
        List<Answer> answers = new ArrayList<>();
        answer.forEach(element -> answers.add(read(element)));
        return answers;
    }

    private Answer read(JsonNode item) {
        return scores(item.at(pointer))
                .map(this::distribution)
                .orElseGet(() -> new Answer.None("the endpoint's answer has no probabilities where they should be"));
    }

    private Answer distribution(Map<String, Double> scores) {
        double[] values =
                scores.values().stream().mapToDouble(Double::doubleValue).toArray();
        if (model.softmax()) {
            Softmax.inPlace(values);
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        int i = 0;
        for (String label : scores.keySet()) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                return new Answer.None("the endpoint's answer has a probability that is not from 0 to 1");
            }
            probabilities.put(label, values[i++]);
        }
        return Distributions.ofProbabilities(probabilities, names)
                .<Answer>map(Answer.Opinion::new)
                .orElseGet(() -> new Answer.None("no label of the endpoint's answer stands for a class"));
    }

    private Optional<Map<String, Double>> scores(JsonNode node) {
        Map<String, Double> scores = new LinkedHashMap<>();
        boolean fits = node.isObject() ? byLabel(node, scores) : node.isArray() && inList(node, scores);
        return fits && !scores.isEmpty() ? Optional.of(scores) : Optional.empty();
    }

    private static boolean byLabel(JsonNode node, Map<String, Double> scores) {
        node.properties()
                .forEach(field -> scores.put(field.getKey(), field.getValue().doubleValue()));
        return node.valueStream().allMatch(JsonNode::isNumber);
    }

    private boolean inList(JsonNode list, Map<String, Double> scores) {
        if (!model.labels().isEmpty()) {
            for (int i = 0; i < list.size() && i < model.labels().size(); i++) {
                scores.put(model.labels().get(i), list.get(i).doubleValue());
            }
            return list.size() == model.labels().size() && list.valueStream().allMatch(JsonNode::isNumber);
        }
        for (JsonNode element : list) {
            JsonNode label = element.path("label");
            JsonNode score = element.path("score");
            if (!label.isTextual() || !score.isNumber()) {
                return false;
            }
            scores.put(label.textValue(), score.doubleValue());
        }
        return true;
    }
}
