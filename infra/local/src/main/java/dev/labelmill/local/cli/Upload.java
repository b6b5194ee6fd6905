package dev.labelmill.local.cli;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a batch into the bucket: what the pipeline needs and nothing else, above all not the truth. */
final class Upload {

    private final Bucket bucket;

    Upload(Bucket bucket) {
        this.bucket = bucket;
    }

    void send(BatchFolder batch) {
        String folder = Layout.uploads(batch.settings().batch());
        bucket.put(folder + "batch.json", "application/json", batch.settingsText());
        for (Path file : batch.uploads()) {
            bucket.write(folder + file.getFileName(), contentType(file), out -> Files.copy(file, out));
        }
    }

    private static String contentType(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".gz")) {
            return "application/gzip";
        }
        return name.endsWith(".jsonl") ? "application/jsonl" : "application/json";
    }
}
