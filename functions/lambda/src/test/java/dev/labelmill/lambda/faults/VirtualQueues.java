package dev.labelmill.lambda.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Queues whose delays pass by the test's clock, with dead letters behind each. Safe for use by several threads. */
final class VirtualQueues {

    /** As often as a message is tried in the deployed stack. */
    private static final int MOST_RECEIVES = 5;

    private static final Duration HIDDEN = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final FaultPlan plan;
    private final Map<String, List<Message>> waiting = new TreeMap<>();
    private final Map<String, List<Message>> dead = new TreeMap<>();
    private int sent;
    private long poisonSent;

    /** A message, and from when on it may be received. */
    static final class Message {
        final String id;
        final String body;
        private Instant from;
        private int receives;

        private Message(String id, String body, Instant from) {
            this.id = id;
            this.body = body;
            this.from = from;
        }
    }

    VirtualQueues(InstantSource clock, FaultPlan plan) {
        this.clock = clock;
        this.plan = plan;
    }

    /** A client that sends to them. */
    SqsClient client() {
        return (SqsClient) Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof Consumer) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    if (arguments != null && arguments[0] instanceof SendMessageRequest one) {
                        send(one.queueUrl(), one.messageBody(), seconds(one.delaySeconds()));
                        return SendMessageResponse.builder().build();
                    }
                    if (arguments != null && arguments[0] instanceof SendMessageBatchRequest batch) {
                        for (SendMessageBatchRequestEntry entry : batch.entries()) {
                            send(batch.queueUrl(), entry.messageBody(), seconds(entry.delaySeconds()));
                        }
                        return SendMessageBatchResponse.builder().build();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Duration seconds(Integer delay) {
        return Duration.ofSeconds(delay == null ? 0 : delay);
    }

    /** Sends a message, which arrives twice or late if that is a fault that happens. */
    synchronized void send(String queue, String body, Duration delay) {
        Duration late = plan.strikes(FaultKind.DELAY) ? Duration.ofSeconds(plan.below(240)) : Duration.ZERO;
        add(queue, body, delay.plus(late));
        if (plan.strikes(FaultKind.DUPLICATE)) {
            add(queue, body, delay.plusSeconds(plan.below(120)));
        }
    }

    private void add(String queue, String body, Duration delay) {
        Message message = new Message("m-" + ++sent, body, clock.instant().plus(delay));
        waiting.computeIfAbsent(queue, q -> new ArrayList<>()).add(message);
        poisonSent += isPoison(message) ? 1 : 0;
    }

    /** Hands out what may be received now; it is there again after a while unless it is done. */
    synchronized List<Message> receive(String queue, int most) {
        List<Message> received = new ArrayList<>();
        for (Message message : plan.ordered(List.copyOf(waiting.getOrDefault(queue, List.of())))) {
            if (received.size() < most && !message.from.isAfter(clock.instant()) && !dies(queue, message)) {
                message.receives++;
                message.from = clock.instant().plus(HIDDEN);
                received.add(message);
            }
        }
        return received;
    }

    private boolean dies(String queue, Message message) {
        if (message.receives < MOST_RECEIVES || plan.strikes(FaultKind.FULL_DEAD_LETTERS)) {
            return false;
        }
        waiting.get(queue).remove(message);
        dead.computeIfAbsent(queue, q -> new ArrayList<>()).add(message);
        return true;
    }

    /** A message is done. */
    synchronized void delete(String queue, Message message) {
        waiting.get(queue).remove(message);
    }

    /** Somebody has dead letters tried again, except for those that can never be read. @return how many */
    synchronized int redrive() {
        int redriven = 0;
        for (Map.Entry<String, List<Message>> letters : dead.entrySet()) {
            for (Message letter : List.copyOf(letters.getValue())) {
                if (!isPoison(letter)) {
                    letters.getValue().remove(letter);
                    add(letters.getKey(), letter.body, Duration.ZERO);
                    redriven++;
                }
            }
        }
        return redriven;
    }

    /** How many messages wait, those among the dead letters not. */
    synchronized int waiting() {
        return waiting.values().stream().mapToInt(List::size).sum();
    }

    /**
     * How many messages that nobody can read are gone: neither waiting nor among the dead letters, so that a function has said that
     * it is done with them.
     */
    synchronized long poisonGone() {
        return poisonSent
                - Stream.concat(waiting.values().stream(), dead.values().stream())
                        .flatMap(List::stream)
                        .filter(VirtualQueues::isPoison)
                        .count();
    }

    private static boolean isPoison(Message message) {
        return message.body.equals(SimulatedCloud.POISON);
    }
}
