package dev.labelmill.local.template;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One resource of a template.
 *
 * @param id logical id
 * @param type such as {@code AWS::SQS::Queue}
 * @param properties as the template has them
 */
public record Resource(String id, String type, JsonNode properties) {

    private static final String REF = "Ref";
    private static final String GET_ATT = "Fn::GetAtt";

    /** A property by JSON pointer; the missing node if it is not there. */
    public JsonNode at(String pointer) {
        return properties.at(JsonPointer.compile(pointer));
    }

    /** @throws IllegalArgumentException naming the property, if it is no text */
    public String text(String pointer) {
        JsonNode value = at(pointer);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(id + pointer + " is no text in the template");
        }
        return value.asText();
    }

    /** A whole number, if the property is there. */
    public OptionalInt number(String pointer) {
        JsonNode value = at(pointer);
        return value.isInt() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }

    /** @throws IllegalArgumentException naming the property, if it is no whole number */
    public int requiredNumber(String pointer) {
        return number(pointer)
                .orElseThrow(() -> new IllegalArgumentException(id + pointer + " is no whole number in the template"));
    }

    /** @throws IllegalArgumentException naming the property, if it refers to no resource */
    public String reference(String pointer) {
        return reference(at(pointer))
                .orElseThrow(
                        () -> new IllegalArgumentException(id + pointer + " refers to no resource in the template"));
    }

    /** The logical id that {@code Ref} or {@code Fn::GetAtt} refers to; empty for anything else. */
    static Optional<String> reference(JsonNode value) {
        if (value.path(REF).isTextual()) {
            return Optional.of(value.path(REF).asText());
        }
        return value.path(GET_ATT).isArray()
                ? Optional.of(value.path(GET_ATT).path(0).asText())
                : Optional.empty();
    }
}
