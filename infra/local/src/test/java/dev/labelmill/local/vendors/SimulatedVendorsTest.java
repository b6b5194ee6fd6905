package dev.labelmill.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.local.cloud.AwsClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class SimulatedVendorsTest {

    private static final String SETTINGS = """
        {"project": "pets", "labelType": {"kind": "single-choice", "classes": ["cat", "dog", "owl", "pig"]},
         "overlap": {"min": 1, "max": 3, "targetConfidence": 0.9},
         "vendors": [
           {"name": "crowd", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 9, "deadlineSeconds": 9},
           {"name": "ghost", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 9, "deadlineSeconds": 9}]}
        """;
    private static final String ANNOTATORS = """
        {"seed": 7, "vendors": [
          {"name": "ghost", "kind": "silent"},
          {"name": "crowd", "kind": "simulated", "duplicates": 0, "shuffle": true, "delayMillis": [1, 5], "annotators": [
            {"name": "w1", "accuracy": 1, "secondsMedian": 2, "secondsSigma": 0.1},
            {"name": "w2", "accuracy": 1, "secondsMedian": 2, "secondsSigma": 0.1}]}]}
        """;

    @TempDir
    private Path folder;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Receiver receiver = new Receiver();
    private Emulators emulators;
    private Bucket bucket;
    private SimulatedVendors vendors;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("annotators.json"), ANNOTATORS);
        Files.writeString(folder.resolve("truth.jsonl"), """
            {"id":"a","label":"cat"}
            {"id":"b","label":"owl"}
            """);
        emulators = Emulators.start(Emulators.Options.only(Emulators.Service.S3));
        S3Client s3 = AwsClients.s3(emulators.s3());
        s3.createBucket(create -> create.bucket("labelmill"));
        bucket = new Bucket(s3, "labelmill");
        Simulation simulation = Simulation.read(
                folder,
                BatchSettingsReader.read("pets", SETTINGS.getBytes(StandardCharsets.UTF_8)),
                OptionalLong.empty());
        vendors = new SimulatedVendors(
                simulation,
                bucket,
                receiver.address(),
                Map.of("crowd", Receiver.SECRET, "ghost", Receiver.SECRET),
                complaints::add);
        emulators.onObject(vendors);
    }

    @AfterEach
    void close() {
        vendors.close();
        emulators.close();
        receiver.close();
    }

    @Test
    void a_task_file_is_answered_once_even_if_it_is_seen_twice() throws InterruptedException {
        String file = Tasks.line("d-1", "a", 1) + Tasks.line("d-1", "b", 2);
        put("outbox/crowd/pets/d-1.jsonl", file);
        put("outbox/crowd/pets/d-1.jsonl", file);
        put("outbox/crowd/pets/d-2.jsonl", Tasks.line("d-2", "b", 1));
        Set<String> answers = new HashSet<>(answers(2));
        assertThat(answers).containsExactlyInAnyOrder("d-1 a cat", "d-1 b owl", "d-2 b owl");
        assertThat(receiver.requests().poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_silent_vendor_never_answers_and_other_folders_are_nobodys() throws InterruptedException {
        put("outbox/ghost/pets/d-1.jsonl", Tasks.line("d-1", "a", 1));
        put("outbox/stranger/pets/d-1.jsonl", Tasks.line("d-1", "a", 1));
        put("batches/pets/manifest.jsonl", Tasks.line("d-1", "a", 1));
        assertThat(receiver.requests().poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void a_task_that_cannot_be_answered_is_complained_of() throws InterruptedException {
        put("outbox/crowd/pets/d-1.jsonl", Tasks.line("d-1", "unheard-of", 1));
        awaitComplaint();
        assertThat(receiver.requests().poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(complaints)
                .containsExactly("vendor crowd cannot answer outbox/crowd/pets/d-1.jsonl:"
                        + " truth.jsonl has no label for item unheard-of");
    }

    @Test
    void a_task_that_cannot_be_answered_keeps_no_other_from_its_answer() throws InterruptedException {
        put("outbox/crowd/pets/d-1.jsonl", Tasks.line("d-1", "unheard-of", 1) + Tasks.line("d-1", "b", 1));
        assertThat(answers(1)).containsExactly("d-1 b owl");
        assertThat(complaints).hasSize(1);
    }

    private void awaitComplaint() throws InterruptedException {
        for (int looked = 0; complaints.isEmpty() && looked < 1_000; looked++) {
            Thread.sleep(10);
        }
    }

    private List<String> answers(int requests) throws InterruptedException {
        List<String> answers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < requests; i++) {
            Receiver.Request request = receiver.requests().poll(5, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            request.body()
                    .path("data")
                    .path("labels")
                    .forEach(label -> answers.add(label.path("dispatch").asText() + " "
                            + label.path("task").asText() + " "
                            + label.path("choice").asText()));
        }
        return answers;
    }

    private void put(String key, String content) {
        bucket.put(key, "application/jsonl", content.getBytes(StandardCharsets.UTF_8));
    }
}
