package dev.labelmill.calls;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table, the bucket and the queue that the real functions have, by the variables that name them. */
final class Surroundings {

    /** No row and no object is called so. */
    static final String NOTHING = "nothing";

    private Surroundings() {}

    /** Asks the table for a row that is not there, as the functions ask for theirs. */
    static void read(DynamoDbClient dynamo) {
        AttributeValue nothing = AttributeValue.fromS(NOTHING);
        dynamo.getItem(get -> get.tableName(System.getenv("LABELMILL_TABLE"))
                .key(Map.of("pk", nothing, "sk", nothing))
                .consistentRead(true));
    }

    /** The bucket's name. */
    static String bucket() {
        return System.getenv("LABELMILL_BUCKET");
    }

    /** A queue's address. */
    static String queue() {
        return System.getenv("LABELMILL_NOTIFY_QUEUE");
    }
}
