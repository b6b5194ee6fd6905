package dev.labelmill.lambda.faults;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.wiring.Clients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The SDK's clients as one environment of a function has them: with a plan's faults between them and the services. */
final class FaultyClients {

    private static final int MOST_SECONDS = 30;

    private final FaultPlan plan;
    private final MeteredCalls metered;
    private final Consumer<Duration> wait;
    private final int writesSeldom;
    private volatile boolean dead;

    /**
     * @param wait         lets time pass
     * @param writesSeldom how many times as likely as others' it is that a write is the process's last
     */
    FaultyClients(FaultPlan plan, Meter meter, Consumer<Duration> wait, int writesSeldom) {
        this.plan = plan;
        this.writesSeldom = writesSeldom;
        this.metered = new MeteredCalls(meter);
        this.wait = wait;
    }

    /** Whether the environment has been killed. */
    boolean isDead() {
        return dead;
    }

    /** The clients with the faults. */
    Clients around(Clients real) {
        return new Clients(
                around(DynamoDbClient.class, real.dynamo()),
                around(S3Client.class, real.s3()),
                around(SqsClient.class, real.sqs()),
                real.models());
    }

    private <T> T around(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean buildsOrPages = arguments != null && arguments[0] instanceof Consumer
                            || method.getName().endsWith("Paginator");
                    return buildsOrPages && method.isDefault()
                            ? InvocationHandler.invokeDefault(proxy, method, arguments)
                            : call(real, method, arguments);
                }));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("serviceName") || name.equals("close")) {
            return method.invoke(real, arguments);
        }
        requireAlive(name);
        if (plan.strikes(FaultKind.DELAY)) {
            wait.accept(Duration.ofSeconds(1 + plan.below(MOST_SECONDS)));
        }
        refuse(real, name);
        boolean writes = Crash.WRITES.contains(name);
        if (writes && plan.strikes(FaultKind.KILL_BEFORE_WRITE, writesSeldom)) {
            dead = true;
            throw new Killed(name);
        }
        Object answer = answer(real, method, arguments);
        if (writes && plan.strikes(FaultKind.KILL_AFTER_WRITE, writesSeldom)) {
            dead = true;
            throw new Killed(name);
        }
        if (writes && plan.strikes(FaultKind.LOST_ANSWER)) {
            return again(real, method, arguments, answer);
        }
        return answer;
    }

    private void requireAlive(String name) {
        if (dead) {
            throw new Killed(name);
        }
    }

    private void refuse(Object real, String name) {
        if (real instanceof S3Client) {
            if (plan.strikes(FaultKind.S3_SLOW_DOWN)) {
                throw S3Exception.builder()
                        .statusCode(503)
                        .message("Reduce your request rate.")
                        .awsErrorDetails(error("SlowDown"))
                        .build();
            }
        } else if (plan.strikes(FaultKind.THROTTLE)) {
            throw real instanceof SqsClient
                    ? SqsException.builder()
                            .statusCode(400)
                            .message("throttled at " + name)
                            .awsErrorDetails(error("RequestThrottled"))
                            .build()
                    : ProvisionedThroughputExceededException.builder()
                            .statusCode(400)
                            .message("throttled at " + name)
                            .awsErrorDetails(error("ProvisionedThroughputExceededException"))
                            .build();
        }
    }

    private static AwsErrorDetails error(String code) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage(code).build();
    }

    /** The SDK sends the same request once more, or has no time left for it. A transaction is known by its token. */
    private Object again(Object real, Method method, Object[] arguments, Object answer) throws Throwable {
        boolean repeatable = arguments.length == 1;
        if (repeatable && plan.below(3) > 0) {
            return arguments[0] instanceof TransactWriteItemsRequest ? answer : invoke(real, method, arguments);
        }
        throw SdkClientException.create("no answer to " + method.getName() + " in time");
    }

    private Object answer(Object real, Method method, Object[] arguments) throws Throwable {
        if (arguments.length == 1 && arguments[0] instanceof SendMessageBatchRequest batch) {
            return plan.strikes(FaultKind.PARTIAL_FAILURE)
                    ? partly((SqsClient) real, batch)
                    : invoke(real, method, arguments);
        }
        if (arguments.length == 1 && arguments[0] instanceof BatchGetItemRequest get) {
            return several(get) && plan.strikes(FaultKind.PARTIAL_FAILURE)
                    ? partly((DynamoDbClient) real, get)
                    : invoke(real, method, arguments);
        }
        return invoke(real, method, arguments);
    }

    private Object partly(SqsClient real, SendMessageBatchRequest batch) {
        List<SendMessageBatchRequestEntry> taken = new ArrayList<>(batch.entries());
        SendMessageBatchRequestEntry refused = taken.remove(plan.below(taken.size()));
        SendMessageBatchResponse.Builder answer = taken.isEmpty()
                ? SendMessageBatchResponse.builder()
                : ((SendMessageBatchResponse) metered.answered(
                                batch,
                                real.sendMessageBatch(
                                        batch.toBuilder().entries(taken).build())))
                        .toBuilder();
        return answer.failed(BatchResultErrorEntry.builder()
                        .id(refused.id())
                        .code("InternalError")
                        .senderFault(false)
                        .build())
                .build();
    }

    private static boolean several(BatchGetItemRequest get) {
        return get.requestItems().values().stream().anyMatch(keys -> keys.keys().size() > 1);
    }

    private Object partly(DynamoDbClient real, BatchGetItemRequest get) {
        Map<String, KeysAndAttributes> now = new HashMap<>();
        Map<String, KeysAndAttributes> later = new HashMap<>();
        get.requestItems().forEach((table, keys) -> {
            int cut = keys.keys().size() / 2;
            now.put(table, keys.toBuilder().keys(keys.keys().subList(0, cut)).build());
            later.put(
                    table,
                    keys.toBuilder()
                            .keys(keys.keys().subList(cut, keys.keys().size()))
                            .build());
        });
        BatchGetItemResponse answer =
                real.batchGetItem(get.toBuilder().requestItems(now).build());
        return ((BatchGetItemResponse) metered.answered(get, answer))
                .toBuilder().unprocessedKeys(later).build();
    }

    private Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        metered.sent(arguments[0]);
        try {
            return metered.answered(arguments[0], method.invoke(real, arguments));
        } catch (InvocationTargetException e) {
            metered.failed(arguments[0], e.getCause());
            throw e.getCause();
        }
    }
}
