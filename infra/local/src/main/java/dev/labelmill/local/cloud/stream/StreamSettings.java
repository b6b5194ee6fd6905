package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An event source mapping of a DynamoDB stream: parallelisation 1, endless retries, partial batch responses.
 *
 * @param function that reads
 * @param shards number of shards at the start, at least 1
 * @param batchSize the most records of an event, 1 to 10,000
 * @param batchingWindow how long a batch that is not full waits for more
 * @param tumblingWindow length of the windows that state is kept over, whole seconds; empty for none
 * @param filter which records the function wants, by their form in an event; others pass it by
 * @param bisect whether a batch is tried in halves after a call that failed as a whole
 * @param expiry when records that fail are given up; empty for never
 * @param redelivery what comes twice
 */
public record StreamSettings(
        String function,
        int shards,
        int batchSize,
        Duration batchingWindow,
        Optional<Duration> tumblingWindow,
        Predicate<JsonNode> filter,
        boolean bisect,
        Optional<Expiry> expiry,
        Redelivery redelivery) {

    /**
     * The end of a failing record.
     *
     * @param oldest age from which on it is not tried again
     * @param destination is told which records were given up, in the form that Lambda has for it
     */
    public record Expiry(Duration oldest, Consumer<JsonNode> destination) {}

    public StreamSettings {
        if (shards < 1) {
            throw new IllegalArgumentException("A stream has at least 1 shard, not " + shards);
        }
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("A batch has 1 to 10000 records, not " + batchSize);
        }
    }

    /** All rows, one shard, batches of up to 100 that do not wait, no window, no bisecting, for ever, nothing twice. */
    public static StreamSettings of(String function) {
        return new StreamSettings(
                function,
                1,
                100,
                Duration.ZERO,
                Optional.empty(),
                record -> true,
                false,
                Optional.empty(),
                Redelivery.none());
    }

    /** The same, over so many shards. */
    public StreamSettings withShards(int number) {
        return new StreamSettings(
                function, number, batchSize, batchingWindow, tumblingWindow, filter, bisect, expiry, redelivery);
    }

    /** The same, in batches of up to {@code size} that wait up to {@code window} to fill. */
    public StreamSettings withBatches(int size, Duration window) {
        return new StreamSettings(function, shards, size, window, tumblingWindow, filter, bisect, expiry, redelivery);
    }

    /** The same, with state over windows of {@code length}, if there is one. */
    public StreamSettings withTumblingWindow(Optional<Duration> length) {
        return new StreamSettings(
                function, shards, batchSize, batchingWindow, length, filter, bisect, expiry, redelivery);
    }

    /** The same, of the records that {@code wanted} accepts. */
    public StreamSettings withFilter(Predicate<JsonNode> wanted) {
        return new StreamSettings(
                function, shards, batchSize, batchingWindow, tumblingWindow, wanted, bisect, expiry, redelivery);
    }

    /** The same, in halves after a failed call, or not. */
    public StreamSettings withBisect(boolean halves) {
        return new StreamSettings(
                function, shards, batchSize, batchingWindow, tumblingWindow, filter, halves, expiry, redelivery);
    }

    /** The same, with failing records given up at some age, if there is one. */
    public StreamSettings withExpiry(Optional<Expiry> end) {
        return new StreamSettings(
                function, shards, batchSize, batchingWindow, tumblingWindow, filter, bisect, end, redelivery);
    }

    /** The same, with batches coming again. */
    public StreamSettings withRedelivery(Redelivery again) {
        return new StreamSettings(
                function, shards, batchSize, batchingWindow, tumblingWindow, filter, bisect, expiry, again);
    }
}
