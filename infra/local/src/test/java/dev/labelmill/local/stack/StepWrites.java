package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.local.cloud.Idle;
import dev.labelmill.local.cloud.runtime.InProcessRuntime;
import dev.labelmill.local.cloud.stream.StreamSettings;
import dev.labelmill.local.cloud.stream.StreamSource;
import dev.labelmill.local.cloud.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The write units of each step of a task's life, counted from the outside as {@link WriteUnits} counts all of them. */
public final class StepWrites {

    private static final String READER = "step-writes";

    /** What a change of a row is for. */
    public enum Step {
        TASK_MADE,
        TASK_CLAIMED,
        TASK_ANSWERED,
        TASK_TAKEN_BACK,
        LABEL,
        TALLY,
        OTHER
    }

    /**
     * Changes of one step.
     *
     * @param units all of theirs
     * @param most  the largest change's
     */
    public record Writes(long changes, long units, long most) {

        private Writes plus(long more) {
            return new Writes(changes + 1, units + more, Math.max(most, more));
        }
    }

    private StepWrites() {}

    /** Of everything in the stream. */
    public static Map<Step, Writes> of(LocalCloud cloud) throws InterruptedException {
        Map<Step, Writes> writes = new ConcurrentHashMap<>();
        UnaryOperator<byte[]> count = event -> {
            for (JsonNode record : Json.parse(event).orElseThrow().path("Records")) {
                JsonNode change = record.path("dynamodb");
                long units = WriteUnits.units(change.path("OldImage"), change.path("NewImage"));
                writes.compute(step(change), (step, sum) -> (sum == null ? new Writes(0, 0, 0) : sum).plus(units));
            }
            return new byte[0];
        };
        Resources resources = cloud.resources();
        StreamSettings all = StreamSettings.of(READER).withBatches(1000, Duration.ZERO);
        try (StreamSource source = new StreamSource(
                resources.streams(), resources.streamArn(), new InProcessRuntime(Map.of(READER, count)), all)) {
            Idle.awaitAll(List.of(source), Duration.ofMillis(200), Duration.ofMinutes(1));
        }
        return Map.copyOf(writes);
    }

    private static Step step(JsonNode change) {
        String pk = change.path("Keys").path(Keys.PK).path("S").asText();
        String sk = change.path("Keys").path(Keys.SK).path("S").asText();
        if (pk.startsWith(Keys.TALLY)) {
            return Step.TALLY;
        }
        if (sk.startsWith(Keys.LABEL_SK)) {
            return Step.LABEL;
        }
        return sk.equals(Keys.TASK_SK) ? ofTask(change.path("OldImage"), change.path("NewImage")) : Step.OTHER;
    }

    /** A task's row has its claims under {@code cl}; an answer, of whatever purpose, leaves them as they are. */
    private static Step ofTask(JsonNode before, JsonNode after) {
        if (before.isMissingNode() || before.isEmpty()) {
            return Step.TASK_MADE;
        }
        JsonNode claimsBefore = before.path("cl").path("L");
        JsonNode claimsAfter = after.path("cl").path("L");
        if (claimsAfter.size() > claimsBefore.size()) {
            return Step.TASK_CLAIMED;
        }
        return claimsAfter.equals(claimsBefore) ? Step.TASK_ANSWERED : Step.TASK_TAKEN_BACK;
    }
}
