package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.local.cloud.runtime.InProcessRuntime;
import dev.labelmill.local.cloud.stream.StreamSettings;
import dev.labelmill.local.cloud.stream.StreamSource;
import dev.labelmill.local.cloud.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts write request units from the outside, by reading the table's stream: for each change one unit a KiB of the larger
 * image, and one for each entry of the index that it deletes or puts (developer guide, "read/write capacity"). Writes whose
 * condition fails leave no record and are not counted; a transaction's are counted once, while AWS charges them twice.
 */
final class WriteUnits implements AutoCloseable {

    private static final String NAME = "write-units";
    private static final int BATCH = 1000;
    private static final long UNIT_BYTES = 1024;

    private final AtomicLong facts = new AtomicLong();
    private final AtomicLong tallies = new AtomicLong();
    private final StreamSource source;

    /** Starts counting with the oldest record. */
    WriteUnits(Resources resources) {
        InProcessRuntime counter = new InProcessRuntime(Map.of(NAME, this::count));
        source = new StreamSource(
                resources.streams(),
                resources.streamArn(),
                counter,
                StreamSettings.of(NAME).withBatches(BATCH, Duration.ZERO));
    }

    /** Units of all rows but tallies. */
    long facts() {
        return facts.get();
    }

    /** Units of tallies. */
    long tallies() {
        return tallies.get();
    }

    @Override
    public void close() {
        source.close();
    }

    private byte[] count(byte[] event) {
        for (JsonNode record : Json.parse(event).orElseThrow().path("Records")) {
            JsonNode change = record.path("dynamodb");
            boolean tally = change.path("Keys").path(Keys.PK).path("S").asText().startsWith(Keys.TALLY);
            (tally ? tallies : facts).addAndGet(units(change.path("OldImage"), change.path("NewImage")));
        }
        return new byte[0];
    }

    /** Of a change from one image to the other; a missing one has no attributes. */
    static long units(JsonNode before, JsonNode after) {
        long larger = Math.max(ItemSize.of(before), ItemSize.of(after));
        return Math.max(1, (larger + UNIT_BYTES - 1) / UNIT_BYTES) + indexUnits(before, after);
    }

    private static long indexUnits(JsonNode before, JsonNode after) {
        boolean unchanged = before.path(Keys.LANE).equals(after.path(Keys.LANE))
                && before.path(Keys.RANK).equals(after.path(Keys.RANK));
        if (unchanged) {
            return 0;
        }
        return (before.has(Keys.LANE) ? 1 : 0) + (after.has(Keys.LANE) ? 1 : 0);
    }
}
