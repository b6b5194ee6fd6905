package dev.labelmill.lambda.wiring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What an environment does once before its first event, or before SnapStart keeps its memory: the function's own handler is
 * made, JSON is read and written, and the services that it calls for nearly any event are called for what is not there, which
 * takes their classes, endpoints and TLS. Nothing is written, no secret is read, and no batch pays for the calls.
 */
final class Priming {

    /** No row is called so, and no object. */
    private static final String NOTHING = "priming";

    private static final String PARAMETER = "ssm:";
    private static final int NOT_FOUND = 404;

    private final Handlers handlers;
    private final Clients clients;
    private final SsmClient ssm;
    private final Configuration configuration;
    private final Map<FirstCall, Runnable> calls;
    private final AtomicBoolean begun = new AtomicBoolean();

    Priming(Handlers handlers, Clients clients, SsmClient ssm, Configuration configuration) {
        this.handlers = handlers;
        this.clients = clients;
        this.ssm = ssm;
        this.configuration = configuration;
        calls = Map.of(
                FirstCall.TABLE,
                this::readTable,
                FirstCall.BUCKET,
                this::askForObject,
                FirstCall.SECRETS,
                () -> askForParameter(configuration.secrets()),
                FirstCall.ENDPOINTS,
                () -> askForParameter(configuration.endpoints()));
    }

    /**
     * Does it, the first time that it is told to.
     *
     * @param function the one that the environment runs
     * @return which calls failed, and why: a call that is refused has come as far as one that succeeds, but the function's own
     *     may be refused too
     */
    List<String> prime(String function) {
        List<String> failures = new ArrayList<>();
        if (begun.getAndSet(true)) {
            return failures;
        }
        handlers.named(function);
        ObjectNode document = Json.object().put("text", NOTHING).put("number", 1.5);
        Json.parse(Json.write(document).getBytes(StandardCharsets.UTF_8));
        for (FirstCall call : FirstCall.of(function)) {
            attempt(calls.get(call)).ifPresent(why -> failures.add(call + ": " + why));
        }
        return failures;
    }

    private void readTable() {
        AttributeValue nothing = AttributeValue.fromS(NOTHING);
        clients.dynamo()
                .getItem(get -> get.tableName(configuration.table())
                        .key(Map.of("pk", nothing, "sk", nothing))
                        .overrideConfiguration(Priming::unmetered));
    }

    private void askForObject() {
        clients.s3()
                .headObject(head -> head.bucket(configuration.bucket())
                        .key("work/" + NOTHING)
                        .overrideConfiguration(Priming::unmetered));
    }

    /** What comes is not decrypted, and is dropped: a snapshot holds no secret. */
    private void askForParameter(String address) {
        if (!address.startsWith(PARAMETER)) {
            return;
        }
        String name = address.substring(PARAMETER.length());
        if (name.endsWith("/")) {
            ssm.getParametersByPath(get -> get.path(name).withDecryption(false).maxResults(1));
        } else {
            ssm.getParameter(get -> get.name(name).withDecryption(false));
        }
    }

    private static void unmetered(AwsRequestOverrideConfiguration.Builder request) {
        request.putExecutionAttribute(MeteringInterceptor.UNMETERED, true);
    }

    private static Optional<String> attempt(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (SdkException failed) {
            return isAnswer(failed) ? Optional.empty() : Optional.of(String.valueOf(failed.getMessage()));
        }
    }

    /**
     * What was asked for is not there, as it should be; and Parameter Store refuses to give a secret of Secrets Manager
     * undecrypted (AWS Systems Manager's user guide, "Referencing AWS Secrets Manager secrets").
     */
    private static boolean isAnswer(SdkException failed) {
        return failed instanceof AwsServiceException answer
                && (answer.statusCode() == NOT_FOUND
                        || answer.awsErrorDetails() != null
                                && "ValidationException"
                                        .equals(answer.awsErrorDetails().errorCode()));
    }
}
