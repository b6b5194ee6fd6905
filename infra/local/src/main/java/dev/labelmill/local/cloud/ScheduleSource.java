package dev.labelmill.local.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a function at a fixed period with EventBridge's scheduled event. One tick at a time: ticks that pass while a call is
 * under way are left out, and a failed call is not repeated, since the next tick comes soon.
 */
public final class ScheduleSource implements EventSource {

    private static final System.Logger LOG = System.getLogger(ScheduleSource.class.getName());

    private final FunctionRuntime runtime;
    private final String function;
    private final Duration period;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** Starts ticking, first after one {@code period}. */
    public ScheduleSource(FunctionRuntime runtime, String function, Duration period) {
        this.runtime = runtime;
        this.function = function;
        this.period = period;
        thread = Threads.start("schedule-" + function, this::tick);
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    /** Stops ticking and waits for a call under way. */
    @Override
    public void close() {
        stop();
        Threads.joinAll(List.of(thread));
    }

    private void tick() {
        long next = System.nanoTime();
        try {
            do {
                next = Math.max(next + period.toNanos(), System.nanoTime());
            } while (!stopping.await(next - System.nanoTime(), TimeUnit.NANOSECONDS) && call());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean call() {
        try {
            runtime.invoke(function, event(function, Instant.now()));
        } catch (FunctionFailed failed) {
            LOG.log(System.Logger.Level.DEBUG, "A tick was lost: {0}", failed.getMessage());
        }
        return true;
    }

    private static byte[] event(String function, Instant now) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", "000000000000")
                .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", Emulators.REGION);
        event.putArray("resources")
                .add("arn:aws:events:" + Emulators.REGION + ":000000000000:rule/labelmill-" + function);
        event.putObject("detail");
        return Json.bytes(event);
    }
}
