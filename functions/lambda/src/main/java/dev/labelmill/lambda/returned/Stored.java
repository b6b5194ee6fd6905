package dev.labelmill.lambda.returned;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.vendor.FileForm;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** An object's content at one version, unpacked where its name ends with {@code .gz}. */
record Stored(Bucket bucket, ObjectInfo object) implements FileForm.Content {

    /** How much text of labels shrinks, at the most that is common. */
    private static final int RATIO = 20;

    @Override
    public InputStream open() throws IOException {
        if (object.size() == 0) {
            return InputStream.nullInputStream();
        }
        InputStream bytes = bucket.open(object);
        if (!isPacked()) {
            return bytes;
        }
        try {
            return unpacked(bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** What is packed has to be unpacked from its beginning. */
    @Override
    public InputStream open(long from) throws IOException {
        if (isPacked()) {
            return FileForm.Content.super.open(from);
        }
        return from >= object.size()
                ? InputStream.nullInputStream()
                : bucket.open(object.key(), from, object.size(), object.etag());
    }

    /** GZIPInputStream takes a slow network's pause between two members for the end, so that it must not see any. */
    private static InputStream unpacked(InputStream bytes) throws IOException {
        return new GZIPInputStream(new FilterInputStream(new BufferedInputStream(bytes, 64 << 10)) {
            @Override
            public int available() {
                return 1;
            }
        });
    }

    private boolean isPacked() {
        return object.key().endsWith(".gz");
    }

    @Override
    public long size() {
        return isPacked() ? object.size() * RATIO : object.size();
    }
}
