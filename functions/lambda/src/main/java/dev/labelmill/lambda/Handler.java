package dev.labelmill.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/** What a function does with one event. Trees in and out: nothing is mapped by reflection. */
@FunctionalInterface
public interface Handler {

    /** @return the function's answer, an empty object if nobody reads it */
    JsonNode handle(JsonNode event);
}
