package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.Distribution;
import dev.labelmill.local.stack.LocalCloud;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole batches by the packaged functions with what runs pre-trained models. */
class PretrainedIT {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events/batches");

    private static final List<String> CLASSES = List.of("red", "green", "blue");
    private static final int[] COLOURS = {0xFF0000, 0x00FF00, 0x0000FF};

    /** For both, one after the other: what a first batch has started the second one finds warm. */
    private static LocalCloud cloud;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        cloud = LocalCloud.start(
                Distribution.installed().orElseThrow(),
                new LocalCloud.Options(Optional.empty(), 0, false, Optional.empty()));
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    @Test
    void a_head_learns_from_what_minilm_makes_of_texts() throws IOException, InterruptedException {
        Path once = folder.resolve("once.json");
        String settings = Files.readString(BATCHES.resolve("requests/batch.json"));
        Files.writeString(once, settings.replace("\"most\": 2", "\"most\": 1").replaceAll("\\s*\"audit\": .*", ""));
        JsonNode summary = run(BATCHES.resolve("requests"), Optional.of(once));
        JsonNode report =
                Json.parse(Files.readAllBytes(Path.of(summary.path("results").asText(), "report.json")));

        assertThat(summary.path("items").asLong()).isEqualTo(120);
        JsonNode head = report.path("rounds").path(0).path("head");
        assertThat(head.path("examples").asLong()).isGreaterThanOrEqualTo(40);
        assertThat(head.path("accuracy").asDouble())
                .as("held out; a guess is right for a third")
                .isGreaterThan(0.6);
    }

    @Test
    void a_users_own_classifier_takes_the_heads_place() throws IOException, InterruptedException {
        Path batch = Files.createDirectory(folder.resolve("colours"));
        for (String file : List.of("colours.onnx", "colours.onnx.json")) {
            try (InputStream model = PretrainedIT.class.getResourceAsStream("/models/" + file)) {
                Files.write(batch.resolve(file), model.readAllBytes());
            }
        }
        Files.copy(BATCHES.resolve("requests/annotators.json"), batch.resolve("annotators.json"));
        StringBuilder items = new StringBuilder();
        StringBuilder truth = new StringBuilder();
        StringBuilder gold = new StringBuilder();
        for (int n = 0; n < 120; n++) {
            String label = "\"label\":\"" + CLASSES.get(n % 3) + "\"}\n";
            items.append("{\"id\":\"i").append(n).append("\",\"source\":\"").append(pixel(COLOURS[n % 3]));
            items.append("\"}\n");
            truth.append("{\"id\":\"i").append(n).append("\",").append(label);
            if (n < 60) {
                gold.append("{\"id\":\"i").append(n).append("\",").append(label);
            }
        }
        Files.writeString(batch.resolve("manifest.jsonl"), items);
        Files.writeString(batch.resolve("truth.jsonl"), truth);
        Files.writeString(batch.resolve("gold.jsonl"), gold);
        Files.writeString(batch.resolve("batch.json"), """
                {"project": "colours", "labelType": {"kind": "single-choice", "classes": ["red", "green", "blue"]},
                 "prelabel": {"labeler": "onnx", "model": "colours.onnx"},
                 "autoAccept": {"targetError": 0.2, "confidence": 0.9}, "gold": {"overlap": 2, "rate": 0.9},
                 "overlap": {"min": 2, "max": 3, "targetConfidence": 0.95},
                 "vendors": [
                   {"name": "crowd", "tier": "crowd", "pricePerLabel": 0.02, "capacity": 200, "deadlineSeconds": 20},
                   {"name": "experts", "tier": "expert", "pricePerLabel": 0.1, "capacity": 99, "deadlineSeconds": 20}]}
                """);

        JsonNode summary = run(batch, Optional.empty());

        assertThat(summary.path("autoAccepted").asLong())
                .as("all that is not gold")
                .isEqualTo(60);
        assertThat(summary.path("accuracy").asDouble()).isEqualTo(1);
    }

    private JsonNode run(Path from, Optional<Path> settings) throws InterruptedException {
        BatchFolder batch = BatchFolder.open(from, OptionalLong.empty(), settings);
        ResultFolder results = ResultFolder.of(batch, Optional.of(folder.resolve("results")));
        return new BatchRun(batch, results, cloud, new PrintWriter(new StringWriter()))
                .label()
                .toJson();
    }

    private static String pixel(int colour) throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, colour);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
