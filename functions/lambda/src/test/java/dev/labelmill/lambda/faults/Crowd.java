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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Vendors' people, who read task files and answer by webhook, one vendor's by files: who answers what, and when, depends on the item alone, so that two
 * runs of a batch are told the same whatever else happens to them.
 */
final class Crowd implements People {

    private static final int PEOPLE = 7;
    private static final int MOST_LABELS = 5;

    private final SimulatedCloud cloud;
    private final TextBatch batch;
    private final Outages outages;
    private final Post post;
    private final Heard heard;
    private final Draw draw;
    private final Set<String> read = new HashSet<>();

    Crowd(SimulatedCloud cloud, TextBatch batch, Outages outages, Post post, Heard heard) {
        this.cloud = cloud;
        this.batch = batch;
        this.outages = outages;
        this.post = post;
        this.heard = heard;
        this.draw = new Draw(batch.seed());
    }

    /** Reads what is new in the outboxes. */
    @Override
    public void work() {
        batch.vendors().stream()
                .filter(vendor -> !batch.pushes(vendor) && !batch.pulls(vendor))
                .filter(outages::isUp)
                .forEach(this::read);
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
        String id = post.name();
        post.add(vendor, delay, first -> batch.returnsFiles(vendor) ? file(vendor, id, body) : call(vendor, id, body));
    }

    private boolean file(String vendor, String id, ObjectNode body) {
        boolean deleted = body.path("type").asText().equals("labels.deleted");
        String lines = labels(body)
                .map(label -> deleted ? ((ObjectNode) label.deepCopy()).put("deleted", true) : label)
                .map(Json::write)
                .collect(Collectors.joining("\n", "", "\n"));
        cloud.upload("returns/" + vendor + "/" + batch.id() + "/" + id + ".jsonl", lines);
        return true;
    }

    private boolean call(String vendor, String id, ObjectNode body) {
        ObjectNode timed = body.deepCopy().put("timestamp", cloud.stage.now.toString());
        Optional<JsonNode> answer = cloud.request(
                Signed.request(cloud.keys.key(vendor), "/webhooks/" + vendor, id, cloud.stage.now, timed));
        boolean done = Post.isHeard(answer);
        if (done) {
            heard(vendor, id, labels(body).toList(), Signed.body(answer.orElseThrow()));
        }
        return done;
    }

    private static Stream<JsonNode> labels(ObjectNode body) {
        return body.at("/data/labels").valueStream();
    }

    private void heard(String vendor, String id, List<JsonNode> labels, JsonNode answer) {
        Set<Integer> refused = new HashSet<>();
        answer.path("rejected").forEach(problem -> {
            refused.add(problem.path("index").asInt());
            heard.refused(vendor, id, problem);
        });
        for (int i = 0; i < labels.size(); i++) {
            if (!refused.contains(i)) {
                JsonNode label = labels.get(i);
                heard.acknowledged(
                        label.path("task").asText(),
                        vendor,
                        label.path("annotator").asText(),
                        new Heard.Said(
                                label.path("revision").asLong(),
                                Optional.ofNullable(label.path("choice").textValue())));
            }
        }
    }
}
