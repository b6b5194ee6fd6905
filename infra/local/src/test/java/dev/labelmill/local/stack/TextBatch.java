package dev.labelmill.local.stack;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A batch of made-up messages for tests: a share of them holds a telling word that rules find, and is
 * right but for a few; the rest tells rules nothing. Everything is drawn by hash.
 *
 * @param items    number of items
 * @param telling  share of items with a telling word
 * @param gold     number of items with a known answer
 * @param audits   audits wanted of each stratum
 * @param learns   whether a head that learns in rounds tells what the words mean, instead of rules
 * @param chunkBytes of the manifest
 */
record TextBatch(String name, int items, double telling, int gold, int audits, boolean learns, int chunkBytes) {

    private static final List<String> CLASSES = List.of("billing", "delivery", "returns", "praise");
    private static final List<String> WORDS = List.of("invoice", "parcel", "refund", "wonderful");
    private static final int CHUNK_BYTES = 16_384;

    private static final double MISLEADING = 0.005;

    private static final String RULES = """
            "prelabel": {"labeler": "rules", "rules": [
               {"class": "billing", "keyword": "invoice", "weight": 6}, {"class": "delivery", "keyword": "parcel", "weight": 6},
               {"class": "returns", "pattern": "(?i)refund", "weight": 6}, {"class": "praise", "keyword": "wonderful", "weight": 6}]},""";

    private static final String ROUNDS = """
            "prelabel": {"labeler": "trained",
               "features": {"kind": "hashed-ngrams", "buckets": 4096, "minN": 1, "maxN": 1}},
             "rounds": {"firstSample": 100, "perRound": 50, "most": 3, "labelBudget": 1600, "calibrationShare": 0.5},""";

    /** A batch of rules in small chunks. */
    TextBatch(String name, int items, double telling, int gold, int audits) {
        this(name, items, telling, gold, audits, false);
    }

    /** A batch in small chunks. */
    TextBatch(String name, int items, double telling, int gold, int audits, boolean learns) {
        this(name, items, telling, gold, audits, learns, CHUNK_BYTES);
    }

    /** Writes the batch's folder. */
    Path write(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name));
        Draw draw = new Draw(11);
        try (BufferedWriter manifest = Files.newBufferedWriter(folder.resolve("manifest.jsonl"));
                BufferedWriter truth = Files.newBufferedWriter(folder.resolve("truth.jsonl"));
                BufferedWriter known = Files.newBufferedWriter(folder.resolve("gold.jsonl"))) {
            for (int i = 0; i < items; i++) {
                String id = "item-" + i;
                int answer = (int) (draw.uniform("truth", id) * CLASSES.size());
                String label = Json.write(Json.object().put("id", id).put("label", CLASSES.get(answer))) + "\n";
                manifest.write(Json.write(Json.object().put("id", id).put("source", text(draw, id, answer))) + "\n");
                truth.write(label);
                if (i % Math.max(1, items / gold) == 0 && i / Math.max(1, items / gold) < gold) {
                    known.write(label);
                }
            }
        }
        Files.writeString(folder.resolve("batch.json"), settings());
        Files.writeString(folder.resolve("annotators.json"), annotators());
        return folder;
    }

    private String text(Draw draw, String id, int answer) {
        String filler = "message " + id + " of customer " + draw.bits("customer", id) % 1000;
        if (draw.uniform("telling", id) >= telling) {
            return filler + " please call back";
        }
        int said = draw.uniform("misleading", id) < MISLEADING ? (answer + 1) % WORDS.size() : answer;
        return filler + " about the " + WORDS.get(said);
    }

    private String settings() {
        return """
            {"project": "tests", "seed": 5, "chunkBytes": %d,
             "labelType": {"kind": "single-choice", "classes": ["billing", "delivery", "returns", "praise"]},
             %s
             "autoAccept": {"targetError": 0.05, "confidence": 0.95},
             "overlap": {"min": 3, "max": 5, "targetConfidence": 0.99},
             "gold": {"overlap": 3, "rate": 0.5},
             "audit": {"autoAccepted": %d, "human": %d, "confidence": 0.95},
             "vendors": [
               {"name": "north", "tier": "crowd", "pricePerLabel": 0.012, "capacity": 3000, "deadlineSeconds": 600},
               {"name": "south", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 3000, "deadlineSeconds": 600},
               {"name": "experts", "tier": "expert", "pricePerLabel": 0.08, "capacity": 3000, "deadlineSeconds": 600}]}
            """.formatted(chunkBytes, learns ? ROUNDS : RULES, audits, audits);
    }

    private static String annotators() {
        return """
            {"seed": 3, "vendors": [
              {"name": "north", "kind": "simulated", "duplicates": 0.3, "shuffle": true, "delayMillis": [1, 40], "annotators": [%s]},
              {"name": "south", "kind": "simulated", "duplicates": 0.3, "shuffle": true, "delayMillis": [1, 40], "annotators": [%s]},
              {"name": "experts", "kind": "simulated", "duplicates": 0.3, "shuffle": true, "delayMillis": [1, 40], "annotators": [%s]}]}
            """.formatted(people("n", 7, 0.85), people("s", 7, 0.75), people("e", 7, 0.99));
    }

    private static String people(String prefix, int count, double accuracy) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < count; i++) {
            list.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"%s%d\", \"accuracy\": %s, \"secondsMedian\": 4, \"secondsSigma\": 0.5}"
                            .formatted(prefix, i, accuracy));
        }
        return list.toString();
    }
}
