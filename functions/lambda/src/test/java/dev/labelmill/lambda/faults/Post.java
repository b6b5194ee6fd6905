package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What vendors send, and when: each letter until it is accepted or refused, some twice, late or in another order. */
final class Post {

    private static final Duration AGAIN = Duration.ofSeconds(40);

    private final SimulatedCloud cloud;
    private final Outages outages;
    private final List<Waiting> waiting = new ArrayList<>();
    private int named;

    /** Something that a vendor has to say. */
    interface Letter {

        /**
         * Says it.
         *
         * @param first whether it is surely said for the first time
         * @return whether that was heard: accepted, or refused for good
         */
        boolean send(boolean first);
    }

    private record Waiting(String vendor, Letter letter, Instant at, boolean first) {}

    Post(SimulatedCloud cloud, Outages outages) {
        this.cloud = cloud;
        this.outages = outages;
    }

    /** A name for a delivery that none has had. */
    String name() {
        return "msg_" + ++named;
    }

    /** Has something sent after a while. */
    void add(String vendor, Duration delay, Letter letter) {
        Duration late = cloud.plan.strikes(FaultKind.DELAY) ? Duration.ofSeconds(cloud.plan.below(900)) : Duration.ZERO;
        boolean twice = cloud.plan.strikes(FaultKind.DUPLICATE);
        waiting.add(new Waiting(vendor, letter, cloud.stage.now.plus(delay).plus(late), !twice));
        if (twice) {
            Instant again = cloud.stage.now.plus(delay).plusSeconds(cloud.plan.below(300));
            waiting.add(new Waiting(vendor, letter, again, false));
        }
    }

    /** Sends what is due, of those vendors that are up. */
    void send() {
        List<Waiting> due = waiting.stream()
                .filter(one -> !one.at().isAfter(cloud.stage.now) && outages.isUp(one.vendor()))
                .sorted(Comparator.comparing(Waiting::at))
                .toList();
        cloud.plan.ordered(due).forEach(this::send);
    }

    private void send(Waiting one) {
        waiting.remove(one);
        if (!one.letter().send(one.first())) {
            waiting.add(new Waiting(one.vendor(), one.letter(), cloud.stage.now.plus(AGAIN), false));
        }
    }

    /** Whether an answer says that the request is not to be sent again. */
    static boolean isHeard(Optional<JsonNode> answer) {
        int status = answer.map(said -> said.path("statusCode").asInt()).orElse(504);
        return status < 500 && status != 429 && status != 401;
    }

    /** Whether nothing is left to be sent. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
