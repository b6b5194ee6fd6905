package dev.labelmill.local.cli;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;

/** Fetches a batch's results. */
final class Download {

    private final Bucket bucket;

    Download(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Copies all results, and the reasons of rejected lines, in place of those of an earlier run. */
    void results(String batch, ResultFolder folder) {
        folder.clear();
        copyAll(Layout.result(batch, ""), folder.path());
        copyAll(Layout.rejected(batch), folder.rejectedFolder());
    }

    private void copyAll(String prefix, Path folder) {
        try {
            for (Iterator<ObjectInfo> objects = bucket.list(prefix).iterator(); objects.hasNext(); ) {
                String key = objects.next().key();
                copy(key, folder.resolve(key.substring(prefix.length())));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The results cannot be written to " + folder, failed);
        }
    }

    private void copy(String key, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream content = bucket.open(key)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
