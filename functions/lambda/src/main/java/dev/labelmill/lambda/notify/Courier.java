package dev.labelmill.lambda.notify;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.notify.Post.Answer;
import dev.labelmill.lambda.notify.Post.Unanswered;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.store.EndpointStore;
import dev.labelmill.lambda.store.EndpointStore.Door;
import dev.labelmill.lambda.store.NoticeDelivery;
import dev.labelmill.lambda.store.NoticeDelivery.Attempt;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import dev.labelmill.lambda.store.NoticeStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings notices to endpoints by signed POST (Standard Webhooks), and writes down what became of it. What is not taken is tried
 * again as {@link RetrySchedule} has it, later if the receiver asks for it, and not at all after 410, by which the
 * specification lets a receiver leave: it gets nothing until its address is another, or a command has it tried again. A
 * receiver that does not answer is left alone for a while, longer each time, and then asked by one call at a time, so that it keeps
 * the others waiting no longer than that. A
 * receiver may get a delivery twice, under the same {@code webhook-id}: when an answer is lost, or when two copies of a
 * message are worked on at once.
 */
public final class Courier {

    private static final int GONE = 410;

    /** A receiver that asks to be left alone for longer is tried again after that. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** Longer than any call takes. */
    private static final Duration CALL = Duration.ofMinutes(1);

    /** A delivery that has waited so long for its receiver to answer others counts as tried. */
    private static final Duration LONGEST_LEFT = Duration.ofHours(12);

    private final Post post;
    private final NoticeStore log;
    private final EndpointStore known;
    private final Queue queue;
    private final InstantSource clock;
    private final StandardWebhooks signatures = new StandardWebhooks();

    /**
     * @param known which endpoints have left
     * @param queue brings deliveries that are due
     */
    public Courier(Post post, NoticeStore log, EndpointStore known, Queue queue, InstantSource clock) {
        this.post = post;
        this.log = log;
        this.known = known;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Writes down that a notice is to be delivered to these endpoints, and queues a message for each that makes the first
     * attempt, so that none waits for another; those that have left get none. Where that has been done it goes on with what
     * has not.
     */
    void begin(Notice notice, List<Endpoint> endpoints) {
        List<NoticeDelivery> waiting = endpoints.stream()
                .filter(endpoint -> !isGone(endpoint))
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
                        attemptUnlessGone(delivery, endpoints.current());
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
        log.replace(delivery, delivery.again(clock.instant()))
                .ifPresent(fresh -> attempt(fresh, named(endpoint, endpoints)));
        return log.get(endpoint, day, notice).map(NoticeDelivery::state).orElseThrow();
    }

    /**
     * Queues all deliveries of a day's notices to an endpoint that were given up; asked again, also those that an earlier call
     * did not get to. An endpoint that has left is tried again from now on.
     *
     * @return how many
     */
    int againAllGivenUp(String endpoint, LocalDate day, List<Endpoint> endpoints) {
        named(endpoint, endpoints)
                .ifPresent(one -> known.comeBack(endpoint, one.url().toString(), clock.instant()));
        List<NoticeDelivery> fresh = log.of(endpoint, day)
                .flatMap(delivery -> untried(delivery).stream())
                .toList();
        queue.send(fresh.stream()
                .map(delivery -> Continuation.of(delivery).toMessage())
                .toList());
        return fresh.size();
    }

    private Optional<NoticeDelivery> untried(NoticeDelivery delivery) {
        return switch (delivery.state()) {
            case GIVEN_UP -> log.replace(delivery, delivery.again(clock.instant()));
            case WAITING -> Optional.of(delivery).filter(waiting -> waiting.tried() == 0);
            case DELIVERED -> Optional.empty();
        };
    }

    /** The deliveries of a day's notices to an endpoint, by id, page by page. */
    Stream<NoticeDelivery> log(String endpoint, LocalDate day) {
        return log.of(endpoint, day);
    }

    /** Of one that has left, what waits is given up too. */
    private void attemptUnlessGone(NoticeDelivery delivery, List<Endpoint> endpoints) {
        Optional<Endpoint> endpoint = named(delivery.endpoint(), endpoints);
        Door door = endpoint.map(one -> known.enter(one.name(), one.url().toString(), clock.instant(), CALL))
                .orElse(new Door.Open());
        if (door instanceof Door.Gone) {
            giveUp(delivery, "not called: it answered 410 before");
        } else if (door instanceof Door.Closed closed) {
            leave(delivery, closed.until());
        } else {
            attempt(delivery, endpoint);
        }
    }

    /** Of one that does not answer: the delivery waits until it may be called, but not for ever. */
    private void leave(NoticeDelivery delivery, Instant until) {
        if (clock.instant().isBefore(delivery.next().plus(LONGEST_LEFT))) {
            sendAt(delivery, until);
        } else {
            store(delivery, failed(delivery, told("not called: it answers nothing"), Optional.empty()));
        }
    }

    private void attempt(NoticeDelivery delivery, Optional<Endpoint> endpoint) {
        if (endpoint.isEmpty()) {
            giveUp(delivery, "no such endpoint");
            return;
        }
        store(delivery, attempted(delivery, endpoint.get()));
    }

    private void store(NoticeDelivery delivery, NoticeDelivery tried) {
        log.replace(delivery, tried)
                .filter(stored -> stored.state() == State.WAITING)
                .ifPresent(this::announce);
    }

    private static Optional<Endpoint> named(String name, List<Endpoint> endpoints) {
        return endpoints.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private void giveUp(NoticeDelivery delivery, String why) {
        log.replace(delivery, delivery.tried(told(why), State.GIVEN_UP, delivery.next()));
    }

    private boolean isGone(Endpoint endpoint) {
        return known.isGone(endpoint.name(), endpoint.url().toString());
    }

    private NoticeDelivery attempted(NoticeDelivery delivery, Endpoint endpoint) {
        byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
        try {
            return judged(delivery, endpoint, post.send(endpoint.url(), headers(delivery, endpoint, body), body));
        } catch (Unanswered none) {
            known.unanswered(endpoint.name(), endpoint.url().toString(), clock.instant());
            return failed(delivery, told(none.getMessage()), Optional.empty());
        }
    }

    private NoticeDelivery judged(NoticeDelivery delivery, Endpoint endpoint, Answer answer) {
        Attempt attempt = told(Integer.toString(answer.status()));
        String address = endpoint.url().toString();
        if (answer.isSuccess()) {
            known.comeBack(endpoint.name(), address, attempt.at());
            return delivery.tried(attempt, State.DELIVERED, delivery.next());
        }
        if (answer.status() == GONE) {
            known.leave(endpoint.name(), address, attempt.at());
            return delivery.tried(attempt, State.GIVEN_UP, delivery.next());
        }
        known.answered(endpoint.name(), address, attempt.at());
        return failed(delivery, attempt, answer.retryAfter());
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
        sendAt(delivery, delivery.next());
    }

    private void sendAt(NoticeDelivery delivery, Instant then) {
        Duration wait = Duration.between(clock.instant(), then);
        queue.sendLater(Continuation.of(delivery).toMessage(), wait.isNegative() ? Duration.ZERO : wait);
    }

    private Map<String, String> headers(NoticeDelivery delivery, Endpoint endpoint, byte[] body) {
        Instant now = clock.instant();
        return Map.of(
                "content-type",
                "application/json",
                "user-agent",
                "Labelmill",
                StandardWebhooks.ID_HEADER,
                delivery.notice(),
                StandardWebhooks.TIMESTAMP_HEADER,
                Long.toString(now.getEpochSecond()),
                StandardWebhooks.SIGNATURE_HEADER,
                endpoint.secrets().valid(now).stream()
                        .map(secret -> sign(secret, delivery, now, body))
                        .collect(Collectors.joining(" ")));
    }

    private String sign(Secret secret, NoticeDelivery delivery, Instant now, byte[] body) {
        return signatures.sign(secret, delivery.notice(), now, body);
    }
}
