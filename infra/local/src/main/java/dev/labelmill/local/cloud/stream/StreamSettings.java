package dev.labelmill.local.cloud.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * An event source mapping of a DynamoDB stream: parallelisation 1, endless retries, no bisect, partial batch responses.
 *
 * @param function that reads
 * @param shards number of shards at the start, at least 1
 * @param batchSize the most records of an event, 1 to 10,000
 * @param batchingWindow how long a batch that is not full waits for more
 * @param tumblingWindow length of the windows that state is kept over, whole seconds; empty for none
 * @param filter which rows the function wants, by partition and sort key; others pass it by
 * @param redelivery what comes twice
 */
public record StreamSettings(
        String function,
        int shards,
        int batchSize,
        Duration batchingWindow,
        Optional<Duration> tumblingWindow,
        BiPredicate<String, String> filter,
        Redelivery redelivery) {

    public StreamSettings {
        if (shards < 1) {
            throw new IllegalArgumentException("A stream has at least 1 shard, not " + shards);
        }
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("A batch has 1 to 10000 records, not " + batchSize);
        }
    }

    /** All rows, one shard, batches of up to 100 that do not wait, no window, nothing twice. */
    public static StreamSettings of(String function) {
        return new StreamSettings(
                function, 1, 100, Duration.ZERO, Optional.empty(), (pk, sk) -> true, Redelivery.none());
    }

    /** The same, over so many shards. */
    public StreamSettings withShards(int number) {
        return new StreamSettings(function, number, batchSize, batchingWindow, tumblingWindow, filter, redelivery);
    }

    /** The same, in batches of up to {@code size} that wait up to {@code window} to fill. */
    public StreamSettings withBatches(int size, Duration window) {
        return new StreamSettings(function, shards, size, window, tumblingWindow, filter, redelivery);
    }

    /** The same, with state over windows of {@code length}. */
    public StreamSettings withTumblingWindow(Duration length) {
        return new StreamSettings(function, shards, batchSize, batchingWindow, Optional.of(length), filter, redelivery);
    }

    /** The same, of the rows whose keys {@code wanted} accepts. */
    public StreamSettings withFilter(BiPredicate<String, String> wanted) {
        return new StreamSettings(function, shards, batchSize, batchingWindow, tumblingWindow, wanted, redelivery);
    }

    /** The same, with batches coming again. */
    public StreamSettings withRedelivery(Redelivery again) {
        return new StreamSettings(function, shards, batchSize, batchingWindow, tumblingWindow, filter, again);
    }
}
