package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole batches by the packaged functions with what runs pre-trained models. */
class PretrainedIT {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events/batches");

    private static final List<String> CLASSES = List.of("red", "green", "blue");
    private static final int[] COLOURS = {0xFF0000, 0x00FF00, 0x0000FF};

    @TempDir
    private Path folder;

    @Test
    void a_head_learns_from_what_minilm_makes_of_texts() throws IOException {
        Path once = folder.resolve("once.json");
        String settings = Files.readString(BATCHES.resolve("requests/batch.json"));
        Files.writeString(once, settings.replace("\"most\": 2", "\"most\": 1").replaceAll("\\s*\"audit\": .*", ""));
        JsonNode summary = run(BATCHES.resolve("requests"), "--settings", once.toString());
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
    void a_users_own_classifier_takes_the_heads_place() throws IOException {
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

        JsonNode summary = run(batch);

        assertThat(summary.path("autoAccepted").asLong())
                .as("all that is not gold")
                .isEqualTo(60);
        assertThat(summary.path("accuracy").asDouble()).isEqualTo(1);
    }

    private JsonNode run(Path batch, String... more) throws IOException {
        Path summary = folder.resolve("out.json");
        List<String> arguments = new ArrayList<>(List.of("run", batch.toString(), "--summary", summary.toString()));
        arguments.addAll(List.of(more));
        Terminal terminal = labelmill(arguments.toArray(String[]::new));
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        return Json.parse(Files.readAllBytes(summary));
    }

    private static String pixel(int colour) throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, colour);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
