package dev.labelmill.emulators.memory.queues;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A queue's messages, in the order in which they came. */
final class MemoryQueue {
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<String, Held> messages = new LinkedHashMap<>();

    /** A message, and from when on it may be received. */
    private static final class Held {
        private final String id;
        private final String body;
        private final Instant due;
        private Instant visible;
        private int received;

        private Held(String id, String body, Instant due) {
            this.id = id;
            this.body = body;
            this.due = due;
            this.visible = due;
        }
    }

    /**
     * A message as somebody gets it.
     *
     * @param receipt by which it is deleted
     */
    record Received(String id, String body, String receipt) {}

    MemoryQueue(Clock clock) {
        this.clock = clock;
    }

    /** @return the message's id */
    synchronized String send(String body, int delaySeconds) {
        String id = UUID.randomUUID().toString();
        messages.put(id, new Held(id, body, clock.instant().plusSeconds(delaySeconds)));
        return id;
    }

    /** Nobody else gets them until they have been invisible for long enough. */
    synchronized List<Received> receive(int most, Duration invisible) {
        Instant now = clock.instant();
        List<Received> received = new ArrayList<>();
        for (Held held : messages.values()) {
            if (received.size() < most && !held.visible.isAfter(now)) {
                held.visible = now.plus(invisible == null ? VISIBILITY : invisible);
                held.received++;
                received.add(new Received(held.id, held.body, held.id + "#" + held.received));
            }
        }
        return received;
    }

    /** By the receipt of any time that it was received. */
    synchronized void delete(String receipt) {
        messages.remove(receipt.substring(0, receipt.indexOf('#')));
    }

    /** Those that may be received. */
    synchronized long waiting() {
        Instant now = clock.instant();
        return messages.values().stream()
                .filter(held -> !held.visible.isAfter(now))
                .count();
    }

    /** Those that were received and are not deleted. */
    synchronized long inFlight() {
        Instant now = clock.instant();
        return messages.values().stream()
                .filter(held -> held.visible.isAfter(now) && held.received > 0)
                .count();
    }

    /** Those whose time has not come. */
    synchronized long delayed() {
        Instant now = clock.instant();
        return messages.values().stream().filter(held -> held.due.isAfter(now)).count();
    }
}
