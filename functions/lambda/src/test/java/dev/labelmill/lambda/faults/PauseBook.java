package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TaskRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Annotators who are to get no more tasks, as the batch's row says from step to step: nobody is forgotten, whoever is one of them
 * when a step begins gets nothing in it, and where nobody corrects anything each of them has answered known items wrong.
 */
final class PauseBook {

    /** Without a right answer so many pause an annotator of whom 0.7 is asked, with confidence 0.95; fewer do not. */
    private static final int LEAST_WRONG = 4;

    private final Stage stage;
    private final TextBatch batch;
    private final SkillSnapshots snapshots;
    private final Set<String> files = new HashSet<>();
    private final List<String> wrongs = new ArrayList<>();
    private Set<String> paused = Set.of();

    PauseBook(Stage stage, TextBatch batch) {
        this.stage = stage;
        this.batch = batch;
        this.snapshots = new SkillSnapshots(stage.bucket());
    }

    /** Looks at what is new in the outboxes, and then at the batch's row. */
    void look() {
        if (batch.way() != Way.PAUSED) {
            return;
        }
        batch.vendors().forEach(this::read);
        Optional<Batch> row = stage.batches().get(batch.id());
        Set<String> now = row.map(snapshots::paused).orElse(Set.of());
        paused.stream()
                .filter(who -> !now.contains(who))
                .forEach(who -> wrongs.add(who + " was paused and is not any more"));
        paused = now;
    }

    private void read(String vendor) {
        stage.bucket()
                .list("outbox/" + vendor + "/")
                .map(object -> object.key())
                .filter(files::add)
                .toList()
                .forEach(file -> stage.text(file).lines().forEach(line -> read(vendor, file, line)));
    }

    private void read(String vendor, String file, String line) {
        JsonNode task = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        Set<String> excluded = new HashSet<>();
        task.path("exclude").forEach(name -> excluded.add(vendor + "/" + name.asText()));
        paused.stream()
                .filter(who -> who.startsWith(vendor + "/") && !excluded.contains(who))
                .forEach(who -> wrongs.add(file + " gives " + task.path("task") + " to " + who + ", who is paused"));
    }

    /** An annotator who asked was given tasks just now. */
    void given(String vendor, String annotator) {
        String who = vendor + "/" + annotator;
        if (paused.contains(who)) {
            wrongs.add(who + " is paused and was given tasks");
        }
    }

    /** How many get no more tasks. */
    int paused() {
        return paused.size();
    }

    /** What was seen that never may be, in sentences. */
    List<String> wrongs() {
        List<String> all = new ArrayList<>(wrongs);
        if (!batch.changesMinds()) {
            paused.stream()
                    .filter(who -> mistakes(who) < LEAST_WRONG)
                    .forEach(who -> all.add(who + " is paused for " + mistakes(who) + " wrong answers"));
        }
        return all;
    }

    private long mistakes(String who) {
        return stage.rows().stream()
                .filter(row -> row.sk().equals(Keys.TASK_SK))
                .map(TaskRows::read)
                .filter(task -> task.known().isPresent())
                .mapToLong(task -> mistakes(task, who))
                .sum();
    }

    private static long mistakes(Task task, String who) {
        return task.ballots().stream()
                .filter(ballot -> who.equals(ballot.vendor() + "/" + ballot.annotator()))
                .filter(ballot -> ballot.answer() != task.known().getAsInt())
                .count();
    }
}
