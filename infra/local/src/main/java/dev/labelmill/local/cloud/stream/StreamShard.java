package dev.labelmill.local.cloud.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An ordered part of a stream, read by one thread; after it is closed and drained, its children are read. */
final class StreamShard implements Runnable {

    /** How many records wait here before the reader of the stream does. */
    private static final int CAPACITY = 2_000;

    private static final long TICK_MILLIS = 50;

    private final String id;
    private final HashRange range;
    private final CountDownLatch parentDrained;
    private final StreamSettings settings;
    private final Delivery delivery;
    private final Optional<TumblingWindow> window;
    private final CountDownLatch stopping;
    private final BlockingQueue<StreamRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong undelivered = new AtomicLong();
    private final CountDownLatch drained = new CountDownLatch(1);
    private StreamRecord held;
    private volatile boolean closed;

    StreamShard(
            String id,
            HashRange range,
            CountDownLatch parentDrained,
            StreamSettings settings,
            Delivery delivery,
            Optional<TumblingWindow> window,
            CountDownLatch stopping) {
        this.id = id;
        this.range = range;
        this.parentDrained = parentDrained;
        this.settings = settings;
        this.delivery = delivery;
        this.window = window;
        this.stopping = stopping;
    }

    String id() {
        return id;
    }

    HashRange range() {
        return range;
    }

    /** Records taken and not yet done. */
    long undelivered() {
        return undelivered.get();
    }

    /** Opens when all records are done after {@link #close()}. */
    CountDownLatch drained() {
        return drained;
    }

    /** Takes a record, waiting for room; false if the source stops meanwhile. */
    boolean offer(StreamRecord record) throws InterruptedException {
        undelivered.incrementAndGet();
        while (!waiting.offer(record, TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (stopped()) {
                return false;
            }
        }
        return true;
    }

    /** No record follows. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        try {
            while (!parentDrained.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stopped()) {
                    return;
                }
            }
            while (!stopped() && step()) {
                // Each step is one batch, or a tick without one.
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Delivers the next batch, if there is one; false after the last. */
    private boolean step() throws InterruptedException {
        boolean wasClosed = closed;
        List<StreamRecord> batch = nextBatch();
        if (!batch.isEmpty()) {
            delivery.deliver(batch);
            undelivered.addAndGet(-batch.size());
            return true;
        }
        if (window.isPresent() && (wasClosed || window.get().over(Instant.now()))) {
            delivery.endWindow(false);
        }
        if (wasClosed) {
            drained.countDown();
        }
        return !wasClosed;
    }

    /** Up to a full batch, all of one window. */
    private List<StreamRecord> nextBatch() throws InterruptedException {
        List<StreamRecord> batch = new ArrayList<>();
        StreamRecord next = take(Duration.ofMillis(TICK_MILLIS));
        long deadline = System.nanoTime() + settings.batchingWindow().toNanos();
        while (next != null) {
            if (!fits(next, batch)) {
                held = next;
                break;
            }
            batch.add(next);
            next = batch.size() == settings.batchSize()
                    ? null
                    : take(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return batch;
    }

    /** Whether {@code record} is of the same window as the batch; the first record of a batch opens its window. */
    private boolean fits(StreamRecord record, List<StreamRecord> batch) throws InterruptedException {
        if (window.isEmpty() || window.get().holds(record)) {
            return true;
        }
        if (!batch.isEmpty()) {
            return false;
        }
        delivery.endWindow(false);
        window.get().openFor(record);
        return true;
    }

    private StreamRecord take(Duration wait) throws InterruptedException {
        if (held != null) {
            StreamRecord first = held;
            held = null;
            return first;
        }
        return waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
