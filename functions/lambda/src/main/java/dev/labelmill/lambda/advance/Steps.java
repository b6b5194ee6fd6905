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
        send(batch, step, due.stream().map(Chunk::number).toList());
    }

    /** Asks for a step on the whole batch. */
    void remindWhole(Batch batch, Step step) {
        send(batch, step, List.of(0));
    }

    private void send(Batch batch, Step step, List<Integer> numbers) {
        if (isTime(batch, step)) {
            queue(step)
                    .send(numbers.stream()
                            .map(number -> new ChunkMessage(batch.id(), number, step).toJson())
                            .toList());
            lastSent.put(place(batch, step), clock.instant());
        }
    }

    private Queue queue(Step step) {
        return step == Step.GATHER || step == Step.CONCLUDE ? finishQueue : prelabelQueue;
    }

    private boolean isTime(Batch batch, Step step) {
        Instant last = lastSent.get(place(batch, step));
        return last == null || !last.plus(AGAIN_AFTER).isAfter(clock.instant());
    }

    private static String place(Batch batch, Step step) {
        return batch.id() + "\n" + step;
    }
}
