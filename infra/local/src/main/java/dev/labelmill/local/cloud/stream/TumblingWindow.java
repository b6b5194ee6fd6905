package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.wire.Json;
import java.time.Duration;
import java.time.Instant;

/** The window a shard is in, and the state its function left there. */
final class TumblingWindow {

    /** The largest state; a larger one ends the window (AWS Lambda Developer Guide, services-ddb-windows: 1 MB). */
    private static final int MAX_STATE_BYTES = 1 << 20;

    /** How long after its end a window without new records stays open. AWS waits up to two minutes. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final long seconds;
    private Instant start;
    private JsonNode state = Json.object();

    /** Windows of {@code length}, whole seconds, aligned to the epoch. */
    TumblingWindow(Duration length) {
        seconds = length.toSeconds();
        if (seconds < 1) {
            throw new IllegalArgumentException("A tumbling window lasts at least 1 s, not " + length);
        }
    }

    boolean open() {
        return start != null;
    }

    /** Whether {@code record} falls in the open window. */
    boolean holds(StreamRecord record) {
        return open() && startOf(record).equals(start);
    }

    void openFor(StreamRecord record) {
        start = startOf(record);
        state = Json.object();
    }

    void close() {
        start = null;
    }

    /** Whether no record of the open window is to be expected any more. */
    boolean over(Instant now) {
        return open() && now.isAfter(end().plus(GRACE));
    }

    JsonNode state() {
        return state;
    }

    void keep(JsonNode newState) {
        state = newState;
    }

    boolean stateTooLarge() {
        return Json.bytes(state).length > MAX_STATE_BYTES;
    }

    /** Adds what a windowed event has beside its records. */
    void describe(ObjectNode event, boolean last, boolean early) {
        event.putObject("window").put("start", start.toString()).put("end", end().toString());
        event.set("state", state);
        event.put("isFinalInvokeForWindow", last).put("isWindowTerminatedEarly", early);
    }

    private Instant end() {
        return start.plusSeconds(seconds);
    }

    private Instant startOf(StreamRecord record) {
        return Instant.ofEpochSecond(Math.floorDiv(record.created().getEpochSecond(), seconds) * seconds);
    }
}
