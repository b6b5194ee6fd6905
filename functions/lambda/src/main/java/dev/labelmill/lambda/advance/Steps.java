package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages for what is due. They are sent when a step begins and, in case one was lost before it was
 * sent, again from time to time; a step that has been done ignores them.
 */
public final class Steps {

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

    private final Queue prelabelQueue;
    private final Queue finishQueue;
    private final InstantSource clock;
    private final Map<String, Instant> lastSent = new HashMap<>();

    public Steps(Queue prelabelQueue, Queue finishQueue, InstantSource clock) {
        this.prelabelQueue = prelabelQueue;
        this.finishQueue = finishQueue;
        this.clock = clock;
    }

    /** Asks for a step on chunks. */
    void remind(Batch batch, Step step, List<Chunk> due) {
        if (isTime(batch, step)) {
            queue(step)
                    .send(due.stream()
                            .map(c -> new ChunkMessage(batch.id(), c.number(), step).toJson())
                            .toList());
        }
    }

    /** Asks for a step on the whole batch. */
    void remindWhole(Batch batch, Step step) {
        if (isTime(batch, step)) {
            queue(step).send(List.of(new ChunkMessage(batch.id(), 0, step).toJson()));
        }
    }

    private Queue queue(Step step) {
        return step == Step.GATHER || step == Step.CONCLUDE ? finishQueue : prelabelQueue;
    }

    private boolean isTime(Batch batch, Step step) {
        Instant now = clock.instant();
        String place = batch.id() + "\n" + step;
        Instant last = lastSent.get(place);
        if (last != null && last.plus(AGAIN_AFTER).isAfter(now)) {
            return false;
        }
        lastSent.put(place, now);
        return true;
    }
}
