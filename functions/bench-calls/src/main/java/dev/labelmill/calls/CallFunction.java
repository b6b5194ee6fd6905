package dev.labelmill.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads one row and gives the event back: what a function must take that makes one call of DynamoDB. */
@Singleton
public final class CallFunction {

    private final DynamoDbClient dynamo;

    CallFunction(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /** @return the event itself */
    @Funq
    public JsonNode call(JsonNode event) {
        Surroundings.read(dynamo);
        return event;
    }
}
