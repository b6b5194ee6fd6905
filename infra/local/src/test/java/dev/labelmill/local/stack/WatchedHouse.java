package dev.labelmill.local.stack;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.views.Premises;
import dev.labelmill.local.views.Premises.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pipeline with something to look at, started once for all tests that do: the first digits labelled, notes whose texts
 * are meant to break a page, a batch that was refused, and a queue of the tests' own with dead letters.
 */
public final class WatchedHouse {

    /** Real images, pre-labelled, with gold and audits. */
    public static final String DIGITS = "digits";

    /** Texts that are HTML, an SVG with a script, and a line that is none; the label they get breaks a check. */
    public static final String NOTES = "notes";

    /** Its batch.json is wrong. */
    public static final String BROKEN = "broken";

    /** The tests' own queue. */
    public static final String QUEUE = "own";

    /** What a note says that must never be more than text. */
    public static final String HOSTILE = "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>";

    private static final int ITEMS = 120;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static WatchedHouse shared;

    private final Premises premises;

    private WatchedHouse(Path folder) throws IOException, InterruptedException {
        House house = new House(folder, Faults.none());
        Runtime.getRuntime().addShutdownHook(new Thread(house::close));
        house.bucket()
                .put("batches/" + BROKEN + "/batch.json", "application/json", "{".getBytes(StandardCharsets.UTF_8));
        requireDone(house.run(digits(folder.resolve(DIGITS)), LIMIT));
        requireDone(house.run(notes(folder.resolve(NOTES)), LIMIT));
        // Other tests share this JVM: what only has to be looked at need not tick any more.
        house.rest();
        Premises deployed = house.premises();
        List<Lane> queues = new ArrayList<>(deployed.queues());
        queues.add(new Lane(
                QUEUE,
                Optional.of(deployed.sqs()
                        .createQueue(create -> create.queueName(QUEUE))
                        .queueUrl()),
                deployed.sqs()
                        .createQueue(create -> create.queueName(QUEUE + "-dlq"))
                        .queueUrl()));
        premises = new Premises(
                deployed.table(), deployed.s3(), deployed.bucketName(), deployed.uploads(), deployed.sqs(), queues);
    }

    /** The one of this JVM. */
    public static synchronized WatchedHouse shared() {
        try {
            if (shared == null) {
                shared = new WatchedHouse(Files.createTempDirectory("labelmill-watched-"));
            }
            return shared;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What the page's views read. */
    public Premises premises() {
        return premises;
    }

    /** The tests' own queue. */
    public Lane queue() {
        return premises.queues().get(premises.queues().size() - 1);
    }

    /** The file at a key of the bucket, line by line. */
    public List<String> lines(String key) {
        return new String(
                        premises.s3()
                                .getObjectAsBytes(
                                        get -> get.bucket(premises.bucketName()).key(key))
                                .asByteArrayUnsafe(),
                        StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static void requireDone(Batch batch) {
        if (batch.phase() != Phase.DONE) {
            throw new IllegalStateException(batch.id() + " is " + batch.phase() + ": " + batch.note());
        }
    }

    /** The first digits; few known answers, so that the error allowed is large. */
    private static Path digits(Path folder) throws IOException {
        Path sample = Path.of(System.getProperty("labelmill.root"), "events/batches/digits");
        Files.createDirectories(folder);
        List<String> manifest =
                Files.readAllLines(sample.resolve("manifest.jsonl")).subList(0, ITEMS);
        Set<String> ids = manifest.stream().map(WatchedHouse::id).collect(Collectors.toSet());
        Files.write(folder.resolve("manifest.jsonl"), manifest);
        for (String file : List.of("gold.jsonl", "truth.jsonl")) {
            Files.write(
                    folder.resolve(file),
                    Files.readAllLines(sample.resolve(file)).stream()
                            .filter(line -> ids.contains(id(line)))
                            .toList());
        }
        for (String file : List.of("model.json", "annotators.json")) {
            Files.copy(sample.resolve(file), folder.resolve(file));
        }
        Files.writeString(
                folder.resolve("batch.json"),
                Files.readString(sample.resolve("batch.json"))
                        .replace("\"targetError\": 0.05", "\"targetError\": 0.4")
                        .replace("\"chunkBytes\": 49152", "\"chunkBytes\": 8192")
                        .replace("\"deadlineSeconds\": 5,", "\"deadlineSeconds\": 1,")
                        .replace("\"autoAccepted\": 150, \"human\": 60", "\"autoAccepted\": 10, \"human\": 10"));
        return folder;
    }

    private static Path notes(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> sources =
                List.of(HOSTILE, "a plain note", "data:image/svg+xml,<svg onload=\"window.broken=1\"></svg>");
        List<String> manifest = Stream.iterate(0, i -> i + 1)
                .limit(sources.size())
                .map(i -> Json.write(
                        Json.object().put("id", "<b>note-" + i + "</b>").put("source", sources.get(i))))
                .toList();
        Files.write(
                folder.resolve("manifest.jsonl"),
                Stream.concat(manifest.stream(), Stream.of("{\"id\": \"no json"))
                        .toList());
        Files.write(
                folder.resolve("truth.jsonl"),
                manifest.stream()
                        .map(line ->
                                Json.write(Json.object().put("id", id(line)).put("label", "good")))
                        .toList());
        Files.writeString(folder.resolve("batch.json"), """
                {"project": "notes", "labelType": {"kind": "single-choice", "classes": ["good", "bad"]}, "seed": 1,
                 "checks": [{"name": "nothing-good", "kind": "count", "class": "good", "max": 0}],
                 "overlap": {"min": 2, "max": 3, "targetConfidence": 0.9},
                 "vendors": [{"name": "north", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 100, "deadlineSeconds": 60},
                             {"name": "experts", "tier": "expert", "pricePerLabel": 0.05, "capacity": 100, "deadlineSeconds": 60}]}
                """);
        Files.writeString(folder.resolve("annotators.json"), """
                {"seed": 3, "vendors": [
                  {"name": "north", "kind": "simulated", "duplicates": 0, "shuffle": false, "delayMillis": [1, 20], "annotators": [%s, %s, %s, %s]},
                  {"name": "experts", "kind": "simulated", "duplicates": 0, "shuffle": false, "delayMillis": [1, 20], "annotators": [%s]}]}
                """.formatted(
                        person("n1"), person("n2"), person("n3"), person("n4"), person("e1")));
        return folder;
    }

    private static String person(String name) {
        return "{\"name\": \"%s\", \"accuracy\": 0.95, \"secondsMedian\": 4, \"secondsSigma\": 0.5}".formatted(name);
    }

    private static String id(String line) {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8)).path("id").asText();
    }
}
