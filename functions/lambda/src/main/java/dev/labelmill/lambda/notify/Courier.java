package dev.labelmill.lambda.notify;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.store.NoticeDelivery;
import dev.labelmill.lambda.store.NoticeDelivery.Attempt;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import dev.labelmill.lambda.store.NoticeStore;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.HttpCall;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings notices to endpoints by signed POST (Standard Webhooks), and writes down what became of it. What is not taken is tried
 * again as {@link RetrySchedule} has it, later if the receiver asks for it, and not at all after 410, by which the
 * specification lets a receiver leave. A receiver may get a delivery twice, under the same {@code webhook-id}: when an answer is
 * lost, or when two copies of a message are worked on at once.
 */
public final class Courier {

    private static final int GONE = 410;

    /** A receiver that asks to be left alone for longer is tried again after that. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final VendorApi http;
    private final NoticeStore log;
    private final Queue queue;
    private final InstantSource clock;
    private final StandardWebhooks signatures = new StandardWebhooks();

    /** @param queue brings deliveries that are due */
    public Courier(VendorApi http, NoticeStore log, Queue queue, InstantSource clock) {
        this.http = http;
        this.log = log;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Writes down that a notice is to be delivered to these endpoints, and queues a message for each that makes the first
     * attempt, so that none waits for another. Where that has been done it goes on with what has not.
     */
    void begin(Notice notice, List<Endpoint> endpoints) {
        List<NoticeDelivery> waiting = endpoints.stream()
                .map(endpoint -> begun(notice, endpoint))
                .filter(delivery -> delivery.state() == State.WAITING)
                .toList();
        queue.send(waiting.stream()
                .filter(delivery -> delivery.tried() == 0)
                .map(delivery -> Continuation.of(delivery).toMessage())
                .toList());
        waiting.forEach(this::announce);
    }

    private NoticeDelivery begun(Notice notice, Endpoint endpoint) {
        NoticeDelivery begun = NoticeDelivery.begun(
                endpoint.name(), notice.at(), notice.id(), notice.type(), notice.payload(), clock.instant());
        return log.insert(begun)
                ? begun
                : log.get(begun.endpoint(), begun.day(), begun.notice()).orElse(begun);
    }

    /** Takes a delivery up, if it is due; a message that is behind the log has no more to say. */
    void continued(Continuation message, EndpointSource endpoints) {
        log.get(message.endpoint(), message.day(), message.notice())
                .filter(delivery -> delivery.state() == State.WAITING)
                .ifPresent(delivery -> {
                    if (message.tried() != delivery.tried()) {
                        announce(delivery);
                    } else if (clock.instant().isBefore(delivery.next())) {
                        send(delivery);
                    } else {
                        attempt(delivery, endpoints.current());
                    }
                });
    }

    /**
     * Delivers once more what has been delivered, or given up.
     *
     * @param day of the notice
     * @return where the delivery stands now
     * @throws IllegalArgumentException if there is no such delivery
     */
    State again(String endpoint, LocalDate day, String notice, List<Endpoint> endpoints) {
        NoticeDelivery delivery = log.get(endpoint, day, notice)
                .orElseThrow(() -> new IllegalArgumentException(
                        "endpoint \"" + endpoint + "\" has no delivery \"" + notice + "\" of " + day));
        log.replace(delivery, delivery.again(clock.instant())).ifPresent(fresh -> attempt(fresh, endpoints));
        return log.get(endpoint, day, notice).map(NoticeDelivery::state).orElseThrow();
    }

    private void attempt(NoticeDelivery delivery, List<Endpoint> endpoints) {
        Optional<Endpoint> endpoint = endpoints.stream()
                .filter(one -> one.name().equals(delivery.endpoint()))
                .findFirst();
        if (endpoint.isPresent()) {
            attempt(delivery, endpoint.get());
        } else {
            log.replace(delivery, delivery.tried(told("no such endpoint"), State.GIVEN_UP, delivery.next()));
        }
    }

    private void attempt(NoticeDelivery delivery, Endpoint endpoint) {
        NoticeDelivery after;
        try {
            after = judged(delivery, http.send(call(delivery, endpoint)));
        } catch (VendorUnavailable unavailable) {
            after = failed(delivery, told(unavailable.getMessage()), unavailable.retryAfter());
        } catch (VendorRefusal unusable) {
            after = failed(delivery, told(unusable.getMessage()), Optional.empty());
        }
        log.replace(delivery, after)
                .filter(stored -> stored.state() == State.WAITING)
                .ifPresent(this::announce);
    }

    private NoticeDelivery judged(NoticeDelivery delivery, HttpAnswer answer) {
        Attempt attempt = told(Integer.toString(answer.status()));
        if (answer.isSuccess()) {
            return delivery.tried(attempt, State.DELIVERED, delivery.next());
        }
        return answer.status() == GONE
                ? delivery.tried(attempt, State.GIVEN_UP, delivery.next())
                : failed(delivery, attempt, Optional.empty());
    }

    private NoticeDelivery failed(NoticeDelivery delivery, Attempt attempt, Optional<Duration> asked) {
        int tried = delivery.tried() + 1;
        double draw = new Draw(tried).uniform("notice", delivery.notice(), delivery.endpoint());
        Optional<Instant> next = RetrySchedule.after(tried, draw)
                .map(pause -> longer(pause, asked.orElse(Duration.ZERO)))
                .map(attempt.at()::plus);
        return delivery.tried(attempt, next.isPresent() ? State.WAITING : State.GIVEN_UP, next.orElse(delivery.next()));
    }

    private static Duration longer(Duration pause, Duration asked) {
        Duration bounded = asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
        return bounded.compareTo(pause) > 0 ? bounded : pause;
    }

    private Attempt told(String outcome) {
        return new Attempt(clock.instant(), outcome);
    }

    /** Sends the message that takes it up again, unless that has been done: a message told twice would go on doubly. */
    private void announce(NoticeDelivery delivery) {
        if (delivery.announced() < delivery.tried()) {
            send(delivery);
            log.replace(delivery, delivery.announcing());
        }
    }

    private void send(NoticeDelivery delivery) {
        Duration wait = Duration.between(clock.instant(), delivery.next());
        queue.sendLater(Continuation.of(delivery).toMessage(), wait.isNegative() ? Duration.ZERO : wait);
    }

    private HttpCall call(NoticeDelivery delivery, Endpoint endpoint) {
        byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant();
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "Labelmill");
        headers.put(StandardWebhooks.ID_HEADER, delivery.notice());
        headers.put(StandardWebhooks.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()));
        headers.put(
                StandardWebhooks.SIGNATURE_HEADER,
                endpoint.secrets().valid(now).stream()
                        .map(secret -> sign(secret, delivery, now, body))
                        .collect(Collectors.joining(" ")));
        return new HttpCall("POST", endpoint.url(), headers, body);
    }

    private String sign(Secret secret, NoticeDelivery delivery, Instant now, byte[] body) {
        return signatures.sign(secret, delivery.notice(), now, body);
    }
}
