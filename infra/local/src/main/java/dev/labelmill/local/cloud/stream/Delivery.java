package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.BatchAnswer;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Gives one shard's records to the function, again and again until all are done. */
final class Delivery {

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** A failure this persistent is worth a line in the log. */
    private static final int STUBBORN = 5;

    private final FunctionRuntime runtime;
    private final StreamSettings settings;
    private final String shardId;
    private final String streamArn;
    private final CountDownLatch stopping;
    private final Optional<TumblingWindow> window;
    private long batches;

    Delivery(
            FunctionRuntime runtime,
            StreamSettings settings,
            String shardId,
            String streamArn,
            CountDownLatch stopping,
            Optional<TumblingWindow> window) {
        this.runtime = runtime;
        this.settings = settings;
        this.shardId = shardId;
        this.streamArn = streamArn;
        this.stopping = stopping;
        this.window = window;
    }

    /** Delivers {@code batch} until it is done, then whatever of it comes twice; returns early when stopping. */
    void deliver(List<StreamRecord> batch) throws InterruptedException {
        Optional<JsonNode> checkpoint = window.map(TumblingWindow::state);
        untilDone(batch);
        for (Redelivery.Span span : settings.redelivery().again(shardId, batches++, batch.size())) {
            checkpoint.ifPresent(state -> window.ifPresent(open -> open.keep(state)));
            untilDone(batch.subList(span.from(), span.to()));
        }
        if (window.isPresent() && window.get().stateTooLarge()) {
            endWindow(true);
        }
    }

    /** Makes the last invocation of the open window, if one is open. */
    void endWindow(boolean early) throws InterruptedException {
        if (window.isEmpty() || !window.get().open()) {
            return;
        }
        for (int failures = 0; !stopped(); pause(failures)) {
            Optional<BatchAnswer> answer = invoke(List.of(), true, early, failures);
            if (answer.isPresent()) {
                window.get().close();
                return;
            }
            failures++;
        }
    }

    private void untilDone(List<StreamRecord> batch) throws InterruptedException {
        List<StreamRecord> rest = batch;
        int failures = 0;
        while (!stopped()) {
            OptionalInt answered = attempt(rest, failures);
            int done = answered.orElse(0);
            if (done == rest.size()) {
                return;
            }
            rest = kept(rest.subList(done, rest.size()));
            if (rest.isEmpty()) {
                return;
            }
            failures = done > 0 ? 1 : failures + 1;
            pause(failures);
            if (answered.isEmpty() && settings.bisect() && rest.size() > 1) {
                untilDone(rest.subList(0, rest.size() / 2));
                untilDone(rest.subList(rest.size() / 2, rest.size()));
                return;
            }
        }
    }

    /** What is not too old to be tried again; the destination is told of the rest. */
    private List<StreamRecord> kept(List<StreamRecord> failed) {
        if (settings.expiry().isEmpty()) {
            return failed;
        }
        StreamSettings.Expiry expiry = settings.expiry().get();
        Instant oldest = Instant.now().minus(expiry.oldest());
        int old = 0;
        while (old < failed.size() && failed.get(old).created().isBefore(oldest)) {
            old++;
        }
        if (old > 0) {
            expiry.destination().accept(GivenUp.of(failed.subList(0, old), settings.function(), shardId, streamArn));
        }
        return failed.subList(old, failed.size());
    }

    /** Number of records before the first failed one; empty if the call failed as a whole. */
    private OptionalInt attempt(List<StreamRecord> records, int failures) {
        Optional<BatchAnswer> answer = invoke(records, false, false, failures);
        if (answer.isEmpty()) {
            return OptionalInt.empty();
        }
        answer.get().state().ifPresent(state -> window.ifPresent(open -> open.keep(state)));
        Set<String> failed = answer.get().failures();
        int done = 0;
        while (done < records.size() && !failed.contains(records.get(done).sequenceNumber())) {
            done++;
        }
        return OptionalInt.of(done);
    }

    /** The function's answer; empty if the call counts as failed. */
    private Optional<BatchAnswer> invoke(List<StreamRecord> records, boolean last, boolean early, int failures) {
        Set<String> known = records.stream().map(StreamRecord::sequenceNumber).collect(Collectors.toSet());
        try {
            return BatchAnswer.parse(runtime.invoke(settings.function(), event(records, last, early)), known)
                    .filter(answer -> window.isEmpty() || answer.state().isPresent());
        } catch (FunctionFailed failed) {
            LOG.log(
                    failures == STUBBORN ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                    "{0} records of {1} come again: {2}",
                    records.size(),
                    shardId,
                    failed.getMessage());
            return Optional.empty();
        }
    }

    private byte[] event(List<StreamRecord> records, boolean last, boolean early) {
        ObjectNode event = Json.object();
        ArrayNode array = event.putArray("Records");
        records.forEach(record -> array.add(record.event()));
        window.ifPresent(open -> {
            open.describe(event, last, early);
            event.put("shardId", shardId).put("eventSourceARN", streamArn);
        });
        return Json.bytes(event);
    }

    private void pause(int failures) throws InterruptedException {
        long millis = FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10);
        stopping.await(Math.min(millis, LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
