package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An event pattern, by which Lambda's event source mappings filter (its developer guide, "Filter rule syntax"): the
 * pattern's fields must all match; of a field's alternatives, an array, one must. Known are equality, {@code null},
 * {@code prefix}, {@code suffix}, {@code exists} and {@code anything-but} with a list.
 */
public final class EventPattern implements Predicate<JsonNode> {

    private final JsonNode pattern;

    /** @throws IllegalArgumentException naming a rule that is not known here */
    public EventPattern(JsonNode pattern) {
        this.pattern = pattern;
        check(pattern);
    }

    @Override
    public boolean test(JsonNode event) {
        return fields(pattern, event);
    }

    private static void check(JsonNode node) {
        if (node.isObject()) {
            node.forEach(EventPattern::check);
            return;
        }
        if (!node.isArray()) {
            throw new IllegalArgumentException("An event pattern ends in lists of alternatives, not in " + node);
        }
        for (JsonNode alternative : node) {
            if (alternative.isObject()) {
                Map.Entry<String, JsonNode> rule = rule(alternative);
                boolean known = switch (rule.getKey()) {
                    case "prefix", "suffix" -> rule.getValue().isTextual();
                    case "exists" -> rule.getValue().isBoolean();
                    case "anything-but" -> rule.getValue().isArray();
                    default -> false;
                };
                if (!known) {
                    throw new IllegalArgumentException("The rule " + alternative + " of an event pattern is not known");
                }
            }
        }
    }

    private static boolean fields(JsonNode pattern, JsonNode event) {
        for (Map.Entry<String, JsonNode> field : pattern.properties()) {
            JsonNode value = event.path(field.getKey());
            boolean matches = field.getValue().isArray()
                    ? oneOf(field.getValue(), value)
                    : value.isObject() && fields(field.getValue(), value);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static boolean oneOf(JsonNode alternatives, JsonNode value) {
        for (JsonNode alternative : alternatives) {
            if (alternative.isObject() ? follows(rule(alternative), value) : alternative.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean follows(Map.Entry<String, JsonNode> rule, JsonNode value) {
        return switch (rule.getKey()) {
            case "prefix" ->
                value.isTextual() && value.asText().startsWith(rule.getValue().asText());
            case "suffix" ->
                value.isTextual() && value.asText().endsWith(rule.getValue().asText());
            case "exists" -> value.isMissingNode() != rule.getValue().asBoolean();
            default -> !value.isMissingNode() && !oneOf(rule.getValue(), value);
        };
    }

    private static Map.Entry<String, JsonNode> rule(JsonNode alternative) {
        if (alternative.size() != 1) {
            throw new IllegalArgumentException("A rule of an event pattern has one name, unlike " + alternative);
        }
        return alternative.properties().iterator().next();
    }
}
