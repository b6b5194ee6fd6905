package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.EventSource;
import dev.labelmill.local.cloud.Idle;
import dev.labelmill.local.cloud.Threads;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Gives a table's stream to a function as Lambda's event source mapping does. The one shard of DynamoDB Local is shown as
 * several, by a hash of the partition key {@code pk}; a shard can be split. Each source has its own position.
 */
public final class StreamSource implements Idle, EventSource {

    private static final System.Logger LOG = System.getLogger(StreamSource.class.getName());

    /** A poll that finds nothing costs the emulated table as much as one that does: the wait doubles while nothing comes. */
    private static final long SHORTEST_WAIT_MILLIS = 50;

    private static final long LONGEST_WAIT_MILLIS = 200;

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final FunctionRuntime runtime;
    private final StreamSettings settings;
    private final List<StreamShard> open = new ArrayList<>();
    private final List<StreamShard> all = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean caughtUp;

    /**
     * Starts reading at the oldest record.
     *
     * @param streams client, left open
     * @param streamArn of the stream
     * @param runtime that has the settings' function
     */
    public StreamSource(
            DynamoDbStreamsClient streams, String streamArn, FunctionRuntime runtime, StreamSettings settings) {
        this.streams = streams;
        this.streamArn = streamArn;
        this.runtime = runtime;
        this.settings = settings;
        HashRange.equal(settings.shards()).forEach(range -> openShard(range, new CountDownLatch(0)));
        threads.add(Threads.start("stream-" + settings.function(), this::read));
    }

    /** Ids of the shards that take new records. */
    public List<String> shardIds() {
        synchronized (open) {
            return open.stream().map(StreamShard::id).toList();
        }
    }

    /**
     * Ends a shard here: what it has is still delivered, then two new shards share its keys.
     *
     * @return the new shards' ids
     * @throws IllegalArgumentException if no open shard has this id
     */
    public List<String> split(String shardId) {
        synchronized (open) {
            StreamShard parent = open.stream()
                    .filter(shard -> shard.id().equals(shardId))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No open shard " + shardId));
            open.remove(parent);
            parent.close();
            return parent.range().halves().stream()
                    .map(half -> openShard(half, parent.drained()).id())
                    .toList();
        }
    }

    /** Records read from the stream whose delivery is not finished. */
    public long undelivered() {
        return all.stream().mapToLong(StreamShard::undelivered).sum();
    }

    /** Whether the last poll found nothing new and all before is delivered. */
    @Override
    public boolean idle() {
        return caughtUp && undelivered() == 0;
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    /** Stops reading and waits for invocations under way. */
    @Override
    public void close() {
        stop();
        Threads.joinAll(threads);
    }

    private StreamShard openShard(HashRange range, CountDownLatch parentDrained) {
        String id = "shardId-%020d-%08x".formatted(all.size(), range.from());
        Optional<TumblingWindow> window = settings.tumblingWindow().map(TumblingWindow::new);
        Delivery delivery = new Delivery(runtime, settings, id, streamArn, stopping, window);
        StreamShard shard = new StreamShard(id, range, parentDrained, settings, delivery, window, stopping);
        synchronized (open) {
            open.add(shard);
        }
        all.add(shard);
        threads.add(Threads.start(settings.function() + "-" + id, shard));
        return shard;
    }

    private void read() {
        StreamTail tail = new StreamTail(streams, streamArn);
        long wait = SHORTEST_WAIT_MILLIS;
        try {
            while (stopping.getCount() > 0) {
                List<Record> records = poll(tail);
                for (Record record : records) {
                    route(record);
                }
                if (records.isEmpty()) {
                    stopping.await(wait, TimeUnit.MILLISECONDS);
                    wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
                } else {
                    wait = SHORTEST_WAIT_MILLIS;
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Record> poll(StreamTail tail) {
        try {
            List<Record> records = tail.next();
            caughtUp = records.isEmpty();
            return records;
        } catch (SdkException unavailable) {
            LOG.log(System.Logger.Level.DEBUG, "The stream is unavailable: {0}", unavailable.getMessage());
            caughtUp = false;
            return List.of();
        }
    }

    private void route(Record record) throws InterruptedException {
        JsonNode event = RecordJson.of(record, streamArn);
        if (!settings.filter().test(event)) {
            return;
        }
        StreamRecord change = new StreamRecord(
                record.dynamodb().sequenceNumber(), record.dynamodb().approximateCreationDateTime(), event);
        long hash = HashRange.hash(record.dynamodb().keys().get("pk").s());
        synchronized (open) {
            for (StreamShard shard : open) {
                if (shard.range().contains(hash)) {
                    shard.offer(change);
                    return;
                }
            }
        }
    }
}
