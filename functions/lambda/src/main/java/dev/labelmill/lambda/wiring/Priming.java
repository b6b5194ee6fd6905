package dev.labelmill.lambda.wiring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an environment does once before SnapStart keeps its memory, so that what is restored has done it: the function's own
 * handler is made, JSON is read and written, and the clients of table and bucket are made and call for what is not there,
 * which takes their classes, endpoints and TLS. Nothing is written, and no call need succeed: a refused one has come as far.
 * It is paid when a version is published, and by no batch.
 */
final class Priming {

    private static final Logger LOG = Logger.getLogger(Priming.class);

    /** No row and no object is called so. */
    private static final String NOTHING = "priming";

    private final Handlers handlers;
    private final Clients clients;
    private final Configuration configuration;
    private final Meter meter;

    Priming(Handlers handlers, Clients clients, Configuration configuration, Meter meter) {
        this.handlers = handlers;
        this.clients = clients;
        this.configuration = configuration;
        this.meter = meter;
    }

    /**
     * Does it.
     *
     * @param function the one that the environment runs
     */
    void prime(String function) {
        handlers.named(function);
        ObjectNode document = Json.object().put("text", NOTHING).put("number", 1.5);
        Json.parse(Json.write(document).getBytes(StandardCharsets.UTF_8));
        attempt("DynamoDB", this::readTable);
        attempt(
                "S3",
                () -> clients.s3()
                        .headObject(head -> head.bucket(configuration.bucket()).key(NOTHING)));
        // Else each restored environment would charge it to its first batch.
        meter.charge(NOTHING, spent -> true);
    }

    private void readTable() {
        AttributeValue nothing = AttributeValue.fromS(NOTHING);
        clients.dynamo().getItem(get -> get.tableName(configuration.table()).key(Map.of("pk", nothing, "sk", nothing)));
    }

    /** A function that may not use a service is refused, which primes it as well; a version must not fail for it. */
    private static void attempt(String service, Runnable call) {
        try {
            call.run();
        } catch (SdkException refused) {
            LOG.debugf("priming: %s answered %s", service, refused.getClass().getSimpleName());
        }
    }
}
