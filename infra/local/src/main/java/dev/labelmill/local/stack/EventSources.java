package dev.labelmill.local.stack;

import dev.labelmill.lambda.store.Keys;
import dev.labelmill.local.cloud.QueueSource;
import dev.labelmill.local.cloud.ScheduleSource;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.stream.Redelivery;
import dev.labelmill.local.cloud.stream.StreamSettings;
import dev.labelmill.local.cloud.stream.StreamSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What wakes the functions, apart from the webhook's address: queues, the table's stream, schedules. */
final class EventSources implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PUBLISH_TICK = Duration.ofSeconds(10);
    private static final Duration TUMBLING_WINDOW = Duration.ofSeconds(5);
    private static final int SHARDS = 4;
    private static final int SCORE_BATCH = 100;
    private static final int TALLY_BATCH = 500;
    private static final Duration SCORE_WAIT = Duration.ofMillis(100);
    /** Long enough to fold many rows into one write, short enough for live progress. */
    private static final Duration TALLY_WAIT = Duration.ofMillis(300);

    private final Resources resources;
    private final FunctionRuntime runtime;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final Redelivery redelivery;
    private final List<StreamSource> streams = new ArrayList<>();

    /** Starts them all. */
    EventSources(Resources resources, FunctionRuntime runtime) {
        this(resources, runtime, TICK, Redelivery.none());
    }

    /**
     * Starts them all, with ticks and streams as a test wants them.
     *
     * @param tick       period of dispatch and advance
     * @param redelivery what the stream's readers get twice
     */
    EventSources(Resources resources, FunctionRuntime runtime, Duration tick, Redelivery redelivery) {
        this.resources = resources;
        this.runtime = runtime;
        this.redelivery = redelivery;
        queue(resources.intakeQueue(), Functions.INTAKE, QueueSource.MAX_BATCH);
        queue(resources.prelabelQueue(), Functions.PRELABEL, 1);
        queue(resources.finishQueue(), Functions.FINISH, 1);
        stream(StreamSettings.of(Functions.SCORE)
                .withShards(SHARDS)
                .withBatches(SCORE_BATCH, SCORE_WAIT)
                .withFilter(EventSources::isLabel));
        stream(StreamSettings.of(Functions.TALLY)
                .withShards(SHARDS)
                .withBatches(TALLY_BATCH, TALLY_WAIT)
                .withTumblingWindow(TUMBLING_WINDOW)
                .withFilter(EventSources::isFact));
        schedule(Functions.DISPATCH, tick);
        schedule(Functions.ADVANCE, tick);
        schedule(Functions.PUBLISH, PUBLISH_TICK);
    }

    /** The readers of the table's stream. */
    List<StreamSource> streams() {
        return List.copyOf(streams);
    }

    /** Stops them all and waits for what is under way. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                throw new IllegalStateException("An event source did not stop", failed);
            }
        }
    }

    private static boolean isLabel(String pk, String sk) {
        return sk.startsWith(Keys.LABEL_SK);
    }

    private static boolean isFact(String pk, String sk) {
        return !pk.startsWith(Keys.TALLY)
                && !pk.startsWith("BUDGET#")
                && !pk.startsWith(Keys.REJECTED)
                && !sk.startsWith(Keys.ANNOTATOR_SK)
                && !pk.equals(Keys.ACTIVE);
    }

    private void queue(String url, String function, int batch) {
        open.push(new QueueSource(resources.sqs(), url, runtime, function, batch, Functions.concurrency(function)));
    }

    private void stream(StreamSettings settings) {
        StreamSource source = new StreamSource(
                resources.streams(), resources.streamArn(), runtime, settings.withRedelivery(redelivery));
        streams.add(source);
        open.push(source);
    }

    private void schedule(String function, Duration period) {
        open.push(new ScheduleSource(runtime, function, period));
    }
}
