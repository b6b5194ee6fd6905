package dev.labelmill.lambda.finish;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of labels.jsonl whose label breaks a check, for whoever has them done again. They are read back, so that
 * memory depends on neither their number nor the batch's.
 */
final class AsideFile {

    /** Its name among the results. */
    static final String NAME = "aside.jsonl";

    private final Bucket bucket;
    private final String batch;

    AsideFile(Bucket bucket, String batch) {
        this.bucket = bucket;
        this.batch = batch;
    }

    /** @param attribute of the labels in labels.jsonl, which is written already */
    void write(String attribute) {
        bucket.write(Layout.result(batch, NAME), "application/x-ndjson", out -> copy(attribute, out));
    }

    private void copy(String attribute, OutputStream out) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(bucket.open(Layout.result(batch, LabelsFile.NAME)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (breaksCheck(line, attribute)) {
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static boolean breaksCheck(String line, String attribute) throws IOException {
        return line.contains("\"" + AugmentedLine.VIOLATIONS + "\"")
                && Json.MAPPER
                        .readTree(line)
                        .path(attribute + "-metadata")
                        .path("labelmill")
                        .has(AugmentedLine.VIOLATIONS);
    }
}
