package dev.labelmill.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.bench.load.Mill.Deployed;
import dev.labelmill.bench.load.Mill.Role;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * A batch from its upload to its results through the functions' own code, as a simulation of events: queues, stream and
 * schedules wake the functions at times of a virtual clock, on which an invocation takes what its requests take. All runs on one
 * thread, apart from what a function does side by side, so that processor time can be told by function.
 */
final class LoadRun {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final int SCORE_BATCH = 100;
    private static final int TALLY_BATCH = 500;

    /** Lambda asks a shard this often for records (developer guide, "Polling and batching streams"). */
    private static final long POLL = SECOND / 4;

    /** The batching window of tally's event source mapping. */
    private static final long TALLY_WAIT = SECOND;

    private static final long GIVE_UP_AFTER = 90L * 24 * 60 * MINUTE;

    private final LoadSettings settings;
    private final Mill mill;
    private final Crowd crowd;
    private final Crowd experts;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Progress progress;
    private long order;
    private long labels;
    private boolean over;

    LoadRun(LoadSettings settings, Path folder, Progress progress) {
        this.settings = settings;
        this.mill = new Mill(settings, folder);
        this.progress = progress;
        this.crowd = new Crowd(mill.objects, Upload.CROWD, 1000, Upload.CLASSES, .85);
        this.experts = new Crowd(mill.objects, Upload.EXPERTS, 20, Upload.CLASSES, .99);
    }

    private record Event(long at, long order, LongConsumer action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    /** Told of what goes on. */
    @FunctionalInterface
    interface Progress {
        /** @param batch as it is at a virtual time, told once a virtual minute */
        void at(Mill mill, Batch batch, long micros, long labels);
    }

    Mill mill() {
        return mill;
    }

    /** Runs it to its end. @return how long it took on the virtual clock, in microseconds */
    long run() {
        mill.objects.created(this::sent);
        mill.objects.put(Upload.manifest(), out -> Upload.writeManifest(settings.items(), out));
        mill.objects.put(Upload.settings(), out -> out.write(Upload.settings(settings)));
        at(0, now -> invoke(now, Role.INTAKE, created(Upload.settings())));
        at(0, now -> receive(now, "INTAKE", message -> Role.INTAKE));
        for (int i = 0; i < settings.prelabels(); i++) {
            at(i, now -> receive(now, "PRELABEL", Role::ofPrelabel));
            at(i, now -> receive(now, "FINISH", message -> Role.FINISH));
        }
        for (int shard = 0; shard < settings.shards(); shard++) {
            int which = shard;
            at(shard, now -> read(now, Feed.Reader.SCORE, which));
            at(shard, now -> read(now, Feed.Reader.TALLY, which));
        }
        at(MINUTE / 3, now -> tick(now, Role.DISPATCH));
        at(MINUTE / 2, now -> tick(now, Role.ADVANCE));
        at(MINUTE, now -> tick(now, Role.PUBLISH));
        at(MINUTE, this::look);
        at(0, now -> answer(now, crowd));
        at(0, now -> answer(now, experts));
        long last = 0;
        while (!over) {
            Event event = events.remove();
            last = event.at();
            event.action().accept(last);
        }
        mill.keys.settle(Long.MAX_VALUE);
        return last;
    }

    /** Labels that were sent and accepted. */
    long labels() {
        return labels;
    }

    private void at(long time, LongConsumer action) {
        events.add(new Event(time, order++, action));
    }

    /** @return when the invocation is over */
    private long invoke(long now, Role role, JsonNode event) {
        return invoke(now, role, 1, Json.write(event).getBytes(StandardCharsets.UTF_8));
    }

    private long invoke(long now, Role role, int records, byte[] event) {
        Deployed function = mill.function(role);
        return now
                + function.watch().invoke(now, records, event, () -> {
                    JsonNode answer = function.handler().handle(Json.parse(event));
                    if (!answer.path("batchItemFailures").isEmpty()) {
                        throw new IllegalStateException(role + " has failed at " + answer);
                    }
                });
    }

    private void sent(String key) {
        if (key.startsWith("outbox/" + Upload.CROWD)) {
            crowd.sent(key);
        } else if (key.startsWith("outbox/" + Upload.EXPERTS)) {
            experts.sent(key);
        }
    }

    /** One of a queue's readers takes a message, does it, and looks for the next. */
    private void receive(long now, String queue, Function<String, Role> reader) {
        mill.time.at(now);
        Optional<String> message = mill.queues.take(queue);
        if (message.isEmpty()) {
            at(now + SECOND, later -> receive(later, queue, reader));
            return;
        }
        ObjectNode event = Json.object();
        event.putArray("Records")
                .addObject()
                .put("messageId", "m-1")
                .put("eventSource", "aws:sqs")
                .put("body", message.get());
        long done = invoke(now, reader.apply(message.get()), event);
        at(done, later -> receive(later, queue, reader));
    }

    private void read(long now, Feed.Reader reader, int shard) {
        boolean scores = reader == Feed.Reader.SCORE;
        int most = scores ? SCORE_BATCH : TALLY_BATCH;
        List<byte[]> records = mill.feed.take(reader, shard, most, now);
        long pause = scores ? POLL : TALLY_WAIT;
        if (records.isEmpty()) {
            at(now + pause, later -> read(later, reader, shard));
            return;
        }
        long done = invoke(now, scores ? Role.SCORE : Role.TALLY, records.size(), Feed.event(records, shard));
        at(records.size() == most ? done : done + pause, later -> read(later, reader, shard));
    }

    private void tick(long now, Role role) {
        long done = invoke(now, role, Json.object());
        // A schedule's function has one environment: a tick that comes while it works is lost.
        long next = now + MINUTE;
        while (next < done) {
            next += MINUTE;
        }
        at(next, later -> tick(later, role));
    }

    private void look(long now) {
        mill.keys.settle(now);
        mill.time.at(now);
        Optional<Batch> batch = new BatchStore(new Table(mill.table, "load")).get(Upload.BATCH);
        batch.ifPresent(known -> progress.at(mill, known, now, labels));
        over = batch.filter(known -> known.phase().isFinal()).isPresent();
        if (over && batch.orElseThrow().phase() != Phase.DONE) {
            throw new IllegalStateException("the batch has ended as "
                    + batch.get().phase() + ": " + batch.get().note());
        }
        if (now > GIVE_UP_AFTER) {
            throw new IllegalStateException("the batch does not end; it is " + batch);
        }
        at(now + MINUTE, this::look);
    }

    /** People answer at an even pace, whatever becomes of it. */
    private void answer(long now, Crowd who) {
        Optional<Crowd.Answer> answer = who.next();
        if (answer.isEmpty()) {
            at(now + SECOND, later -> answer(later, who));
            return;
        }
        mill.time.at(now);
        byte[] event = webhook(who.vendor(), answer.get());
        Deployed function = mill.function(Role.WEBHOOK);
        function.watch().invoke(now, 1, event, () -> {
            JsonNode said = function.handler().handle(Json.parse(event));
            if (said.path("statusCode").asInt() != 200) {
                throw new IllegalStateException("a label was not taken: " + said);
            }
        });
        labels++;
        at(now + SECOND / settings.labelsPerSecond(), later -> answer(later, who));
    }

    private byte[] webhook(String vendor, Crowd.Answer answer) {
        ObjectNode body = Json.object()
                .put("type", "labels.submitted")
                .put("timestamp", mill.time.instant().toString());
        ObjectNode data = body.putObject("data").put("batch", answer.batch());
        data.putArray("labels")
                .addObject()
                .put("task", answer.task())
                .put("dispatch", answer.dispatch())
                .put("annotator", answer.annotator())
                .put("choice", answer.choice())
                .put("seconds", 4.2)
                .put("revision", 1);
        String text = Json.write(body);
        Map<String, String> headers = new StandardWebhooks()
                .headers(Mill.KEY, "msg-" + labels, mill.time.instant(), text.getBytes(StandardCharsets.UTF_8));
        ObjectNode event = Json.object()
                .put("rawPath", "/webhooks/" + vendor)
                .put("body", text)
                .put("isBase64Encoded", false);
        headers.forEach(event.putObject("headers")::put);
        event.putObject("requestContext")
                .put("requestId", "request-" + labels)
                .putObject("http")
                .put("method", "POST");
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode created(String key) {
        ObjectNode event = Json.object();
        ObjectNode s3 = event.putArray("Records")
                .addObject()
                .put("eventSource", "aws:s3")
                .put("eventName", "ObjectCreated:Put")
                .putObject("s3");
        s3.putObject("bucket").put("name", "load");
        s3.putObject("object").put("key", key);
        return event;
    }
}
