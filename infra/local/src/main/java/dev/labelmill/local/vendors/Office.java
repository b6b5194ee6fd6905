package dev.labelmill.local.vendors;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.objects.Bucket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One vendor at work: reads its task files, has them answered, and sends the answers when they are due. */
final class Office implements AutoCloseable {

    /** Couriers under way at a time; a vendor that keeps the order of its deliveries has one. */
    private static final int COURIERS = 2;

    private final SimulatedVendor vendor;
    private final Draw draw;
    private final Bucket bucket;
    private final Courier courier;
    private final Consumer<String> complaints;
    private final String folder;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor threads;

    Office(SimulatedVendor vendor, Draw draw, Bucket bucket, Courier courier, Consumer<String> complaints) {
        this.vendor = vendor;
        this.draw = draw;
        this.bucket = bucket;
        this.courier = courier;
        this.complaints = complaints;
        folder = "outbox/" + vendor.name() + "/";
        threads = new ScheduledThreadPoolExecutor(vendor.habits().shuffle() ? COURIERS : 1, task -> {
            Thread thread = new Thread(task, "vendor-" + vendor.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes the object if it is a task file of this vendor's that it has not taken before. */
    void noticed(String key) {
        if (!key.startsWith(folder) || !taken.add(key)) {
            return;
        }
        try {
            threads.execute(() -> work(key));
        } catch (RejectedExecutionException closed) {
            // An office that is closed takes no more work.
            taken.remove(key);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void work(String key) {
        try {
            List<Answer> answers =
                    read(key).stream().flatMap(task -> answers(key, task)).toList();
            for (Delivery delivery : Delivery.plan(draw, vendor.name(), vendor.habits(), answers)) {
                threads.schedule(() -> send(delivery), delivery.delay().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (IOException | RuntimeException failed) {
            complain(key, failed);
        }
    }

    /** One task that cannot be answered keeps no other from its answer. */
    private Stream<Answer> answers(String key, TaskLine task) {
        try {
            return vendor.workforce().answers(task).stream();
        } catch (IllegalStateException unanswerable) {
            complain(key, unanswerable);
            return Stream.empty();
        }
    }

    private void complain(String key, Exception failed) {
        if (!threads.isShutdown()) {
            complaints.accept("vendor " + vendor.name() + " cannot answer " + key + ": " + failed.getMessage());
        }
    }

    private List<TaskLine> read(String key) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(bucket.open(key), StandardCharsets.UTF_8))) {
            return lines.lines().map(TaskLine::parse).toList();
        }
    }

    private void send(Delivery delivery) {
        try {
            courier.send(delivery);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
