package dev.labelmill.local.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the data of the batch {@code birds} from a finished Ground Truth job: its output manifest names the images,
 * labels.csv has every judgement and gold.csv the true birds. Items are called by their Open Images id; workers by
 * the order in which they appear, because their marketplace ids serve no purpose here.
 */
public final class BirdsBatch {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ObjectNode> items = new ArrayList<>();
    private final List<ObjectNode> truth = new ArrayList<>();
    private final List<ObjectNode> judgements = new ArrayList<>();
    private final Map<String, String> annotators = new HashMap<>();

    private BirdsBatch() {}

    /** Arguments: the data set's folder and the batch folder to write to. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: BirdsBatch <data set folder> <batch folder>");
            System.exit(2);
        }
        BirdsBatch batch = new BirdsBatch();
        batch.read(Path.of(args[0]));
        batch.write(new BatchFolder(Path.of(args[1])));
    }

    private void read(Path dataSet) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(dataSet.resolve("raw/output.manifest.jsonl"))) {
            JsonNode image = JSON.readTree(line);
            String uri = image.required("source-ref").asText();
            ids.add(uri.substring(uri.lastIndexOf('/') + 1, uri.lastIndexOf('.')));
            items.add(BatchFolder.object().put("id", ids.get(ids.size() - 1)).put("source-ref", uri));
        }
        for (String[] row : rows(dataSet.resolve("gold.csv"), "task,label")) {
            truth.add(BatchFolder.object()
                    .put("id", ids.get(Integer.parseInt(row[0])))
                    .put("label", row[1]));
        }
        for (String[] row : rows(dataSet.resolve("labels.csv"), "task,worker,label,submissionTime")) {
            judgements.add(BatchFolder.object()
                    .put("task", ids.get(Integer.parseInt(row[0])))
                    .put("annotator", annotator(row[1]))
                    .put("choice", row[2])
                    .put("at", row[3]));
        }
    }

    private String annotator(String worker) {
        return annotators.computeIfAbsent(worker, id -> String.format("worker-%02d", annotators.size() + 1));
    }

    private static List<String[]> rows(Path csv, String header) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        if (!lines.get(0).equals(header)) {
            throw new IOException(csv + " must have the columns " + header);
        }
        return lines.stream().skip(1).map(line -> line.split(",")).toList();
    }

    private void write(BatchFolder folder) throws IOException {
        folder.writeLines("manifest.jsonl", items);
        folder.writeLines("truth.jsonl", truth);
        folder.writeLines("replay.jsonl", judgements);
        folder.writeTable("labels.csv", "task,worker,label,time", judgements);
        folder.writeTable("gold.csv", "task,label", truth);
    }
}
