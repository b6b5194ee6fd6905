package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.faults.LeaseBook.Lease;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Signed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Annotators who ask for tasks, keep their leases by heartbeats, and label, give back or forget what they got. */
final class PullingCrowd implements People {

    static final String VENDOR = "north";
    private static final int ANNOTATORS = 10;
    private static final int MOST_TASKS = 3;
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);
    private static final Duration HEARTBEATS = Duration.ofMinutes(20);
    private static final double RELEASED = 0.08;

    private final SimulatedCloud cloud;
    private final TextBatch batch;
    private final Post post;
    private final Heard heard;
    private final LeaseBook book;
    private final PauseBook pauses;
    private final Draw draw;
    private final List<Annotator> annotators = IntStream.range(0, ANNOTATORS)
            .mapToObj(n -> new Annotator(VENDOR + n))
            .toList();

    private static final class Annotator {
        final String name;
        private final Set<Lease> working = new HashSet<>();
        private boolean asking;
        private Instant next = Instant.MIN;

        private Annotator(String name) {
            this.name = name;
        }
    }

    PullingCrowd(SimulatedCloud cloud, TextBatch batch, Post post, Heard heard, LeaseBook book, PauseBook pauses) {
        this.cloud = cloud;
        this.batch = batch;
        this.post = post;
        this.heard = heard;
        this.book = book;
        this.pauses = pauses;
        this.draw = new Draw(batch.seed());
    }

    /** Those who have nothing to do ask. */
    @Override
    public void work() {
        boolean over = cloud.stage
                .batches()
                .get(batch.id())
                .filter(now -> now.phase().isFinal())
                .isPresent();
        if (!over) {
            annotators.stream()
                    .filter(one -> !one.asking && one.working.isEmpty() && !one.next.isAfter(cloud.stage.now))
                    .forEach(this::ask);
        }
    }

    private void ask(Annotator annotator) {
        String id = post.name();
        ObjectNode body = Json.object().put("type", "tasks.requested");
        body.putObject("data")
                .put("annotator", annotator.name)
                .put("most", 1 + (int) (draw.uniform("most", id) * MOST_TASKS));
        annotator.asking = true;
        post.add(
                VENDOR,
                Duration.ZERO,
                first -> request(id, "/tasks/" + VENDOR, body, answer -> {
                    annotator.asking = false;
                    given(annotator, id, first, answer);
                }));
    }

    private void given(Annotator annotator, String request, boolean first, JsonNode answer) {
        List<Lease> fresh = new ArrayList<>();
        answer.path("tasks")
                .forEach(given -> book.given(
                                given.path("lease").asText(),
                                given.at("/task/task").asText(),
                                given.at("/task/dispatch").asText(),
                                annotator.name,
                                request,
                                Instant.parse(given.path("expires").asText()),
                                first)
                        .ifPresent(fresh::add));
        if (first && !fresh.isEmpty()) {
            pauses.given(VENDOR, annotator.name);
        }
        if (fresh.isEmpty()) {
            boolean again = answer.path("again").asBoolean();
            annotator.next = cloud.stage.now.plus(again ? Duration.ZERO : Duration.ofMinutes(2));
        } else if (cloud.plan.strikes(FaultKind.ANNOTATOR_GONE)) {
            annotator.next = cloud.stage.now.plus(Duration.ofHours(1));
        } else {
            fresh.forEach(lease -> plan(annotator, lease));
        }
    }

    private void plan(Annotator annotator, Lease lease) {
        annotator.working.add(lease);
        if (draw.uniform("back", lease.item, annotator.name) < RELEASED) {
            post.add(VENDOR, Duration.ofMinutes(1), first -> {
                book.releasing(lease);
                return about("tasks.released", lease, answer -> annotator.working.remove(lease));
            });
            return;
        }
        Duration work = Duration.ofSeconds(30 + (long) (draw.uniform("work", lease.item, annotator.name) * 1100));
        for (Duration at = HEARTBEAT; at.compareTo(work) < 0 && at.compareTo(HEARTBEATS) < 0; at = at.plus(HEARTBEAT)) {
            if (!cloud.plan.strikes(FaultKind.HEARTBEAT_LOST)) {
                post.add(VENDOR, at, first -> about("tasks.held", lease, answer -> held(lease, answer)));
            }
        }
        post.add(VENDOR, work, first -> label(annotator, lease));
    }

    private void held(Lease lease, JsonNode answer) {
        book.held(
                lease,
                answer.path("held").isEmpty()
                        ? Optional.empty()
                        : Optional.of(Instant.parse(answer.at("/held/0/expires").asText())));
    }

    private boolean about(String type, Lease lease, Consumer<JsonNode> answered) {
        ObjectNode body = Json.object().put("type", type);
        body.putObject("data")
                .put("annotator", lease.annotator)
                .putArray("leases")
                .add(lease.name);
        return request(post.name(), "/tasks/" + VENDOR, body, answered);
    }

    private boolean label(Annotator annotator, Lease lease) {
        ObjectNode body = Json.object().put("type", "labels.submitted");
        body.putObject("data")
                .put("batch", batch.id())
                .putArray("labels")
                .addObject()
                .put("task", lease.item)
                .put("dispatch", lease.claim)
                .put("annotator", lease.annotator)
                .put("choice", batch.answer(lease.item, lease.annotator))
                .put("seconds", seconds(lease))
                .put("revision", 1);
        return request("label_" + lease.annotator + "_" + lease.item, "/webhooks/" + VENDOR, body, answer -> {
            annotator.working.remove(lease);
            answer.path("rejected").forEach(problem -> heard.refused(VENDOR, lease.name, problem));
            if (answer.path("rejected").isEmpty()) {
                heard.acknowledged(
                        lease.item,
                        VENDOR,
                        lease.annotator,
                        new Heard.Said(1, Optional.of(batch.answer(lease.item, lease.annotator))));
                book.labelled(lease);
            }
        });
    }

    private BigDecimal seconds(Lease lease) {
        return BigDecimal.valueOf(1000 + Math.floorMod(draw.bits("time", lease.item, lease.annotator), 9000), 3);
    }

    private boolean request(String id, String path, ObjectNode body, Consumer<JsonNode> answered) {
        ObjectNode timed = body.deepCopy().put("timestamp", cloud.stage.now.toString());
        Optional<JsonNode> answer =
                cloud.request(Signed.request(cloud.keys.key(VENDOR), path, id, cloud.stage.now, timed));
        boolean done = Post.isHeard(answer);
        if (done) {
            answered.accept(Signed.body(answer.orElseThrow()));
        }
        return done;
    }
}
