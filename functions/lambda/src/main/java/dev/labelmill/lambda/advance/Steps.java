package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.json.Json;
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

    private final Queue intakeQueue;
    private final Queue prelabelQueue;
    private final Queue trainQueue;
    private final Queue finishQueue;
    private final InstantSource clock;
    private final Map<String, Instant> lastSent = new HashMap<>();

    public Steps(Queue intakeQueue, Queue prelabelQueue, Queue trainQueue, Queue finishQueue, InstantSource clock) {
        this.intakeQueue = intakeQueue;
        this.prelabelQueue = prelabelQueue;
        this.trainQueue = trainQueue;
        this.finishQueue = finishQueue;
        this.clock = clock;
    }

    /** Asks intake whether all single objects of a batch have come. */
    void lookForItems(Batch batch) {
        intakeQueue.send(List.of(Json.object().put("complete", batch.id())));
    }

    /** Asks intake to go on with a batch that it has accepted and not cut. */
    void remindIntake(Batch batch) {
        String place = batch.id() + "\nINTAKE";
        if (isTime(place)) {
            lookForItems(batch);
            lastSent.put(place, clock.instant());
        }
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
        String place = batch.id() + "\n" + batch.round() + "\n" + step;
        if (isTime(place)) {
            queue(step)
                    .send(numbers.stream()
                            .map(number -> new ChunkMessage(batch.id(), number, batch.round(), step).toJson())
                            .toList());
            lastSent.put(place, clock.instant());
        }
    }

    private Queue queue(Step step) {
        return switch (step) {
            case SCORE, DUPLICATES, ROUTE -> prelabelQueue;
            case TRAIN -> trainQueue;
            case GATHER, CONCLUDE -> finishQueue;
        };
    }

    private boolean isTime(String place) {
        Instant last = lastSent.get(place);
        return last == null || !last.plus(AGAIN_AFTER).isAfter(clock.instant());
    }
}
