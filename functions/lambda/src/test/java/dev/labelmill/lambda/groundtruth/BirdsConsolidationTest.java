package dev.labelmill.lambda.groundtruth;

import static dev.labelmill.lambda.groundtruth.LabelingJobs.content;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A real labeling job: 302 images, five of 97 workers each. */
class BirdsConsolidationTest {

    private static List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(Events.FOLDER.resolve("batches/birds/" + file)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    @Test
    void labels_agree_with_gold_at_least_as_often_as_the_vote() throws IOException {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        ArrayNode payload = Json.MAPPER.createArrayNode();
        for (String[] row : rows("labels.csv")) {
            ObjectNode object = objects.computeIfAbsent(row[0], id -> LabelingJobs.object(payload, id));
            LabelingJobs.answer(object, row[1], LabelingJobs.chosen(row[2]));
            counts.computeIfAbsent(row[0], id -> new TreeMap<>()).merge(row[2], 1, Integer::sum);
        }
        Map<String, String> gold = new TreeMap<>();
        rows("gold.csv").forEach(row -> gold.put(row[0], row[1]));

        JsonNode answer = new LabelingJobs(new Stage()).consolidated(payload);

        int ours = 0;
        int votes = 0;
        for (int i = 0; i < answer.size(); i++) {
            String id = answer.path(i).path("datasetObjectId").textValue();
            String truth = gold.get(id);
            ours += content(answer, i)
                            .path("bird-metadata")
                            .path("class-name")
                            .textValue()
                            .equals(truth)
                    ? 1
                    : 0;
            votes += voted(counts.get(id)).equals(truth) ? 1 : 0;
        }
        assertThat(answer).hasSize(302);
        assertThat(ours).isGreaterThanOrEqualTo(votes).isEqualTo(272);
    }

    private static String voted(Map<String, Integer> counts) {
        int most = counts.values().stream().mapToInt(count -> count).max().orElseThrow();
        return counts.keySet().stream()
                .filter(name -> counts.get(name) == most)
                .findFirst()
                .orElseThrow();
    }
}
