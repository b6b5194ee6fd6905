package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Signed;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TaskRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** People of a vendor whose API is sent tasks: each task is one answer, told by a callback. */
final class PushedCrowd implements People {

    private static final String VENDOR = "north";

    private final SimulatedCloud cloud;
    private final TextBatch batch;
    private final TaskApi api;
    private final Post post;
    private final Heard heard;
    private final Draw draw;
    private int answered;

    PushedCrowd(SimulatedCloud cloud, TextBatch batch, TaskApi api, Post post, Heard heard) {
        this.cloud = cloud;
        this.batch = batch;
        this.api = api;
        this.post = post;
        this.heard = heard;
        this.draw = new Draw(batch.seed());
    }

    /** Answers what is new at the API. */
    @Override
    public void work() {
        List<Map.Entry<String, JsonNode>> taken = api.taken();
        taken.subList(answered, taken.size()).forEach(task -> plan(task.getKey(), task.getValue()));
        answered = taken.size();
    }

    private static String item(JsonNode created) {
        return created.at("/metadata/labelmill_task").asText();
    }

    private void plan(String key, JsonNode created) {
        String item = item(created);
        String annotator = created.at("/metadata/labelmill_annotator").asText();
        ObjectNode body = Json.object().put("task_id", "s" + answered + "-" + key.hashCode());
        body.putObject("response").put("category", batch.answer(item, annotator));
        ObjectNode task = body.putObject("task")
                .put("type", "categorization")
                .put("status", "completed")
                .put("completed_at", completed(item, annotator).toString());
        task.set("metadata", created.path("metadata"));
        Duration delay = Duration.ofSeconds(20 + (long) (draw.uniform("delay", item, annotator) * 200));
        post.add(VENDOR, delay, first -> call(body, item, annotator));
    }

    /** The label's revision, which is of no consequence: of the item alone, so that it is the same in every run. */
    private Instant completed(String item, String annotator) {
        return Stage.START.plusSeconds((long) (draw.uniform("completed", item, annotator) * 3600));
    }

    private boolean call(ObjectNode body, String item, String annotator) {
        ObjectNode event = (ObjectNode) Events.sample("scale/categorization-completed.json");
        event.put("rawPath", "/webhooks/" + VENDOR).put("body", Json.write(body));
        ((ObjectNode) event.path("headers")).put("scale-callback-auth", cloud.keys.key(VENDOR));
        Optional<JsonNode> answer = cloud.request(event);
        boolean done = Post.isHeard(answer);
        if (done) {
            JsonNode rejected = Signed.body(answer.orElseThrow()).path("rejected");
            rejected.forEach(
                    problem -> heard.refused(VENDOR, body.path("task_id").asText(), problem));
            if (rejected.isEmpty()) {
                heard.acknowledged(
                        item, VENDOR, annotator, new Heard.Said(1, Optional.of(batch.answer(item, annotator))));
            }
        }
        return done;
    }

    /** What the vendor has that nobody claimed for it, or has twice, and, where nothing runs out of time, what it lacks. */
    List<String> wrongs() {
        Set<String> claimed = claimed();
        Set<String> taken = new TreeSet<>();
        api.taken().forEach(task -> taken.add(task.getKey()));
        List<String> wrongs = new ArrayList<>();
        taken.stream()
                .filter(key -> !claimed.contains(key))
                .forEach(key -> wrongs.add("the vendor was sold a task that no claim is for: " + key));
        Set<String> items = new TreeSet<>();
        api.taken().stream()
                .map(task -> item(task.getValue()))
                .filter(item -> !items.add(item))
                .forEach(item -> wrongs.add("the vendor was asked about an item twice: " + item));
        if (!batch.hurried()) {
            claimed.stream()
                    .filter(key -> !taken.contains(key))
                    .forEach(key -> wrongs.add("a task was claimed and is not with the vendor: " + key));
        }
        return wrongs;
    }

    /** The keys of what tasks' claims say is asked for: dispatch and item are all that a key may be of. */
    private Set<String> claimed() {
        Set<String> keys = new TreeSet<>();
        cloud.stage.rows().stream()
                .filter(row -> row.sk().equals(Keys.TASK_SK))
                .map(TaskRows::read)
                .forEach(task -> keys.addAll(keys(task)));
        return keys;
    }

    private static List<String> keys(Task task) {
        return task.claims().stream()
                .filter(claim -> claim.vendor().equals(VENDOR))
                .map(claim -> task.batch() + "~" + claim.dispatch() + "~" + task.item())
                .toList();
    }
}
