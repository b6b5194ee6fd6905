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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Write request units, counted from the outside by reading the table's stream once more: for each change one unit a KiB of
 * the larger image, and one for each entry of the index that it deletes or puts (developer guide, "read/write capacity").
 * Writes whose condition failed left no record and are not counted; a transaction's are counted once, while AWS charges them
 * twice.
 *
 * @param facts   units of all rows but tallies
 * @param tallies units of tallies
 */
public record WriteUnits(long facts, long tallies) {

    private static final String READER = "write-units";
    private static final int BATCH = 1000;
    private static final long UNIT_BYTES = 1024;
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Of everything in the stream. Only now and then, since a reader that stays would slow the others down. */
    static WriteUnits count(Resources resources) throws InterruptedException {
        Count count = new Count();
        InProcessRuntime counter = new InProcessRuntime(Map.of(READER, count));
        StreamSettings all = StreamSettings.of(READER).withBatches(BATCH, Duration.ZERO);
        try (StreamSource source = new StreamSource(resources.streams(), resources.streamArn(), counter, all)) {
            Idle.awaitAll(List.of(source), SETTLE, LIMIT);
        }
        return new WriteUnits(count.facts.get(), count.tallies.get());
    }

    /** All units. */
    public long total() {
        return facts + tallies;
    }

    /** Of a change from one image to the other; one that is not there has no attributes. */
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
        return (before.has(Keys.LANE) ? 1L : 0) + (after.has(Keys.LANE) ? 1 : 0);
    }

    /** Adds up what it is given, as a function that reads the stream. */
    private static final class Count implements UnaryOperator<byte[]> {

        private final AtomicLong facts = new AtomicLong();
        private final AtomicLong tallies = new AtomicLong();

        @Override
        public byte[] apply(byte[] event) {
            for (JsonNode record : Json.parse(event).orElseThrow().path("Records")) {
                JsonNode change = record.path("dynamodb");
                String pk = change.path("Keys").path(Keys.PK).path("S").asText();
                AtomicLong sum = pk.startsWith(Keys.TALLY) ? tallies : facts;
                sum.addAndGet(units(change.path("OldImage"), change.path("NewImage")));
            }
            return new byte[0];
        }
    }
}
