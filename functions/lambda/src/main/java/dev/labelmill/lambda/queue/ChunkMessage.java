package dev.labelmill.lambda.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;

/**
 * One step of work on a chunk, or on the whole batch where the step has no chunk.
 *
 * @param chunk its number; 0 for steps on the whole batch
 * @param round the round it is meant for; a batch that is past it ignores it
 */
public record ChunkMessage(String batch, int chunk, int round, Step step) {

    /** The steps, in the order a batch takes them. */
    public enum Step {
        /** Pass 1 of prelabel. */
        SCORE,
        /** Whole batch: find ids that come twice. */
        DUPLICATES,
        /** Pass 2 of prelabel. */
        ROUTE,
        /** Whole batch: fit a head to what people have labelled. */
        TRAIN,
        /** First half of finish: collect a chunk's final ballots. */
        GATHER,
        /** Whole batch: consensus, certificate, results. */
        CONCLUDE
    }

    /** The message as it is sent. */
    public ObjectNode toJson() {
        return Json.object()
                .put("batch", batch)
                .put("chunk", chunk)
                .put("round", round)
                .put("step", step.name());
    }

    /** @throws IllegalArgumentException if it is no such message */
    public static ChunkMessage read(JsonNode message) {
        Fields fields = Fields.of(message);
        return new ChunkMessage(
                fields.string("batch"),
                fields.small("chunk"),
                fields.small("round"),
                Step.valueOf(fields.string("step")));
    }
}
