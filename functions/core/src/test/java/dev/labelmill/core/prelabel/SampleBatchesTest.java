package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.labelmill.core.training.SoftmaxTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The committed folders under events/batches are whole and fit together. */
class SampleBatchesTest {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events", "batches");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The penalty that cross-validation chose when the digits' head was made. */
    private static final double L2_OF_DIGITS = 3e-4;

    @Test
    void the_digits_that_fitted_the_head_are_not_in_the_batch() throws IOException {
        Map<String, JsonNode> items = byId("digits/manifest.jsonl");
        Map<String, JsonNode> training = byId("digits/trained-on.jsonl");
        assertThat(items).hasSize(1597);
        assertThat(training).hasSize(200).doesNotContainKeys(items.keySet().toArray(String[]::new));
        TreeSet<String> all = new TreeSet<>(items.keySet());
        all.addAll(training.keySet());
        assertThat(all)
                .containsExactlyElementsOf(IntStream.range(0, 1797)
                        .mapToObj(row -> String.format("digit-%04d", row))
                        .toList());
    }

    @Test
    void every_digit_has_its_truth_and_gold_agrees_with_it() throws IOException {
        Map<String, JsonNode> items = byId("digits/manifest.jsonl");
        Map<String, JsonNode> truth = byId("digits/truth.jsonl");
        Map<String, JsonNode> gold = byId("digits/gold.jsonl");
        assertThat(truth.keySet()).isEqualTo(items.keySet());
        assertThat(gold).hasSize(250);
        gold.forEach((id, label) -> assertThat(label).isEqualTo(truth.get(id)));
        assertThat(truth.values()).allMatch(label -> label.get("label").asText().matches("[0-9]"));
    }

    @Test
    void the_digits_head_fits_the_batch_and_is_right_for_most_of_it() throws IOException, UnusableContent {
        JsonNode model = JSON.readTree(BATCHES.resolve("digits/model.json").toFile());
        JsonNode batch = JSON.readTree(BATCHES.resolve("digits/batch.json").toFile());
        assertThat(model.get("classes")).isEqualTo(batch.at("/labelType/classes"));

        LinearLabeler labeler = labeler(model);
        Map<String, JsonNode> truth = byId("digits/truth.jsonl");
        int right = 0;
        for (JsonNode item : byId("digits/manifest.jsonl").values()) {
            double[] p = labeler.distribution(content(item));
            right += String.valueOf(mostProbable(p))
                            .equals(truth.get(id(item)).get("label").asText())
                    ? 1
                    : 0;
        }
        assertThat(right).isEqualTo(1488);
    }

    @Test
    void fitting_the_head_again_gives_the_same_probabilities() throws IOException, UnusableContent {
        List<JsonNode> training = List.copyOf(byId("digits/trained-on.jsonl").values());
        Pixels pixels = new Pixels(8, 8);
        float[][] examples = new float[training.size()][];
        int[] labels = new int[training.size()];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = pixels.vector(content(training.get(i))).values();
            labels[i] = training.get(i).get("label").asInt();
        }
        SoftmaxTrainer.Head head = new SoftmaxTrainer(L2_OF_DIGITS).fit(examples, labels, 10);
        LinearLabeler again = new LinearLabeler("again", pixels, head.weights(), head.bias());
        LinearLabeler committed =
                labeler(JSON.readTree(BATCHES.resolve("digits/model.json").toFile()));
        for (JsonNode item : training) {
            assertThat(again.distribution(content(item)))
                    .containsExactly(committed.distribution(content(item)), within(1e-3));
        }
    }

    @Test
    void every_bird_has_five_judgements_by_different_workers() throws IOException {
        Map<String, JsonNode> items = byId("birds/manifest.jsonl");
        List<JsonNode> judgements = lines("birds/replay.jsonl");
        List<String> classes = texts(
                JSON.readTree(BATCHES.resolve("birds/batch.json").toFile()).at("/labelType/classes"));
        assertThat(items).hasSize(302);
        assertThat(items.values())
                .allMatch(item -> item.get("source-ref").asText().startsWith("s3://"));
        assertThat(byId("birds/truth.jsonl").keySet()).isEqualTo(items.keySet());
        assertThat(byId("birds/truth.jsonl").values())
                .allMatch(label -> classes.contains(label.get("label").asText()));
        assertThat(judgements)
                .hasSize(1510)
                .allMatch(judgement -> classes.contains(judgement.get("choice").asText()));

        Map<String, TreeSet<String>> workers = judgements.stream()
                .collect(Collectors.groupingBy(
                        judgement -> judgement.get("task").asText(),
                        Collectors.mapping(
                                judgement -> judgement.get("annotator").asText(),
                                Collectors.toCollection(TreeSet::new))));
        assertThat(workers.keySet()).isEqualTo(items.keySet());
        assertThat(workers.values()).allMatch(five -> five.size() == 5);
        assertThat(judgements.stream()
                        .map(judgement -> judgement.get("annotator").asText())
                        .distinct())
                .hasSize(97);
    }

    @Test
    void every_simulated_vendor_is_one_of_the_batch() throws IOException {
        for (String batch : List.of("digits", "birds")) {
            JsonNode settings =
                    JSON.readTree(BATCHES.resolve(batch + "/batch.json").toFile());
            JsonNode simulation =
                    JSON.readTree(BATCHES.resolve(batch + "/annotators.json").toFile());
            assertThat(names(simulation.get("vendors"))).isEqualTo(names(settings.get("vendors")));
        }
    }

    private static LinearLabeler labeler(JsonNode model) {
        float[][] weights = new float[model.get("weights").size()][];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = floats(model.get("weights").get(k));
        }
        return new LinearLabeler(model.get("version").asText(), new Pixels(8, 8), weights, floats(model.get("bias")));
    }

    private static float[] floats(JsonNode array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = array.get(i).floatValue();
        }
        return floats;
    }

    private static int mostProbable(double[] p) {
        return IntStream.range(0, p.length).reduce(0, (best, k) -> p[k] > p[best] ? k : best);
    }

    private static Content content(JsonNode item) throws UnusableContent {
        return Content.ofSource(item.get("source").asText());
    }

    private static String id(JsonNode item) {
        return item.get("id").asText();
    }

    private static List<String> names(JsonNode vendors) {
        return StreamSupport.stream(vendors.spliterator(), false)
                .map(vendor -> vendor.get("name").asText())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Map<String, JsonNode> byId(String file) throws IOException {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        for (JsonNode line : lines(file)) {
            assertThat(byId.put(id(line), line)).as("a second %s", id(line)).isNull();
        }
        return byId;
    }

    private static List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(BATCHES.resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
