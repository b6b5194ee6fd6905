package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Signed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Vendors' people, who read task files and answer by webhook, one vendor's by files: who answers what, and when, depends on the item alone, so that two
 * runs of a batch are told the same whatever else happens to them. A vendor sends a delivery again until it is accepted or
 * refused.
 */
final class Crowd {

    private static final int PEOPLE = 7;
    private static final int MOST_LABELS = 5;
    private static final Duration AGAIN = Duration.ofSeconds(40);

    private final SimulatedCloud cloud;
    private final TextBatch batch;
    private final Draw draw;
    private final Set<String> read = new HashSet<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final Map<String, Long> acknowledged = new TreeMap<>();
    private final Map<String, Instant> down = new HashMap<>();
    private int sent;

    /** One delivery: what it says, and when it is sent next. */
    private record Sending(String id, String vendor, ObjectNode body, Instant at) {}

    Crowd(SimulatedCloud cloud, TextBatch batch) {
        this.cloud = cloud;
        this.batch = batch;
        this.draw = new Draw(batch.seed());
    }

    /** Reads what is new in the outboxes and sends what is due. */
    void work() {
        batch.vendors().stream().filter(this::isUp).forEach(this::read);
        List<Sending> due = sendings.stream()
                .filter(sending -> !sending.at().isAfter(cloud.stage.now) && isUp(sending.vendor()))
                .sorted(Comparator.comparing(Sending::at))
                .toList();
        cloud.plan.ordered(due).forEach(this::send);
    }

    private boolean isUp(String vendor) {
        if (cloud.plan.strikes(FaultKind.VENDOR_DOWN)) {
            down.put(vendor, cloud.stage.now.plus(Duration.ofHours(1)));
        }
        return !down.getOrDefault(vendor, Instant.MIN).isAfter(cloud.stage.now);
    }

    private void read(String vendor) {
        List<String> files = cloud.stage
                .bucket()
                .list("outbox/" + vendor + "/")
                .map(object -> object.key())
                .filter(read::add)
                .toList();
        files.forEach(file -> plan(vendor, cloud.stage.text(file)));
    }

    private void plan(String vendor, String tasks) {
        List<ObjectNode> labels = new ArrayList<>();
        tasks.lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .forEach(line -> labels.addAll(answers(vendor, line)));
        for (int from = 0; from < labels.size(); from += MOST_LABELS) {
            List<ObjectNode> part = labels.subList(from, Math.min(from + MOST_LABELS, labels.size()));
            ObjectNode body = Json.object().put("type", "labels.submitted");
            ArrayNode array = body.putObject("data").put("batch", batch.id()).putArray("labels");
            part.forEach(array::add);
            String first = part.get(0).path("task").asText();
            add(vendor, body, Duration.ofSeconds((long) (draw.uniform("delay", first) * 200)));
        }
        if (batch.changesMinds()) {
            labels.forEach(label -> reconsider(vendor, label));
        }
    }

    /** Of ten labels two are corrected later, and two taken back, one of them to be given again. */
    private void reconsider(String vendor, ObjectNode label) {
        String who = label.path("task").asText() + label.path("annotator").asText();
        int drawn = (int) (draw.uniform("mind", who) * 10);
        Duration delay = Duration.ofSeconds(30 + (long) (draw.uniform("moment", who) * 1500));
        ObjectNode later = label.deepCopy().put("revision", 2).put("seconds", 7);
        if (drawn < 2) {
            add(vendor, body("labels.submitted", later.put("choice", batch.answer(who, vendor))), delay);
        } else if (drawn < 4) {
            ObjectNode deletion = label.deepCopy().put("revision", 2);
            deletion.remove(List.of("choice", "seconds"));
            add(vendor, body("labels.deleted", deletion), delay);
            if (drawn == 3) {
                add(vendor, body("labels.submitted", later.put("revision", 3)), delay.plusSeconds(200));
            }
        }
    }

    private ObjectNode body(String type, ObjectNode label) {
        ObjectNode body = Json.object().put("type", type);
        body.putObject("data").put("batch", batch.id()).putArray("labels").add(label);
        return body;
    }

    private List<ObjectNode> answers(String vendor, JsonNode line) {
        Set<String> excluded = new HashSet<>();
        line.path("exclude").forEach(name -> excluded.add(name.asText()));
        String item = line.path("task").asText();
        return IntStream.range(0, PEOPLE)
                .mapToObj(n -> vendor + n)
                .filter(annotator -> !excluded.contains(annotator))
                .sorted(Comparator.comparingDouble(annotator -> draw.uniform("who", item, annotator)))
                .limit(line.path("labels").asInt())
                .map(annotator -> Json.object()
                        .put("task", item)
                        .put("dispatch", line.path("dispatch").asText())
                        .put("annotator", annotator)
                        .put("choice", batch.answer(item, annotator))
                        .put(
                                "seconds",
                                BigDecimal.valueOf(1000 + Math.floorMod(draw.bits("time", item, annotator), 9000), 3))
                        .put("revision", 1))
                .toList();
    }

    private void add(String vendor, ObjectNode body, Duration delay) {
        String id = "msg_" + ++sent;
        Duration late = cloud.plan.strikes(FaultKind.DELAY) ? Duration.ofSeconds(cloud.plan.below(900)) : Duration.ZERO;
        sendings.add(new Sending(id, vendor, body, cloud.stage.now.plus(delay).plus(late)));
        if (cloud.plan.strikes(FaultKind.DUPLICATE)) {
            sendings.add(
                    new Sending(id, vendor, body, cloud.stage.now.plus(delay).plusSeconds(cloud.plan.below(300))));
        }
    }

    private void send(Sending sending) {
        sendings.remove(sending);
        if (batch.returnsFiles(sending.vendor())) {
            boolean deleted = sending.body().path("type").asText().equals("labels.deleted");
            String lines = labels(sending)
                    .map(label -> deleted ? ((ObjectNode) label.deepCopy()).put("deleted", true) : label)
                    .map(Json::write)
                    .collect(Collectors.joining("\n", "", "\n"));
            cloud.upload("returns/" + sending.vendor() + "/" + batch.id() + "/" + sending.id() + ".jsonl", lines);
            return;
        }
        ObjectNode body = sending.body().deepCopy().put("timestamp", cloud.stage.now.toString());
        Optional<JsonNode> answer = cloud.request(Signed.request(
                cloud.keys.key(sending.vendor()),
                "/webhooks/" + sending.vendor(),
                sending.id(),
                cloud.stage.now,
                body));
        int status = answer.map(said -> said.path("statusCode").asInt()).orElse(504);
        if (status >= 500 || status == 429 || status == 401) {
            sendings.add(new Sending(sending.id(), sending.vendor(), sending.body(), cloud.stage.now.plus(AGAIN)));
        } else {
            heard(sending, Signed.body(answer.orElseThrow()));
        }
    }

    private static Stream<JsonNode> labels(Sending sending) {
        return sending.body().at("/data/labels").valueStream();
    }

    private void heard(Sending sending, JsonNode answer) {
        Set<Integer> refused = new HashSet<>();
        answer.path("rejected").forEach(problem -> {
            refused.add(problem.path("index").asInt());
            refusals.add(sending.vendor() + " " + sending.id() + " " + problem);
        });
        List<JsonNode> labels = labels(sending).toList();
        for (int i = 0; i < labels.size(); i++) {
            if (!refused.contains(i)) {
                JsonNode label = labels.get(i);
                acknowledged.merge(
                        label.path("task").asText() + " " + sending.vendor() + " "
                                + label.path("annotator").asText(),
                        label.path("revision").asLong(),
                        Math::max);
            }
        }
    }

    /** The last revisions that were acknowledged, by item, vendor and annotator. */
    Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Whether nothing is left to be sent. */
    boolean isIdle() {
        return sendings.isEmpty();
    }

    /** Answers that refused a label. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }
}
