package dev.labelmill.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Objects as files of a folder, each with a number for a version, so that none of their content is in the heap. Safe for use
 * by several threads, as long as no two write one key.
 */
final class FileObjects {
    private static final int COPY = 64 << 10;

    private final Path folder;
    private final Clock clock;
    private final AtomicLong versions = new AtomicLong();
    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private Consumer<String> created = key -> {};

    FileObjects(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Whom to tell the key of each object that is put. */
    void created(Consumer<String> listener) {
        created = listener;
    }

    /** An object that is there. */
    record Stored(Path file, String etag, long size, Instant modified) {}

    /** Something that writes content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    Optional<Stored> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Those behind a key, in the order of their keys. */
    Map<String, Stored> behind(String key) {
        return objects.tailMap(key, false);
    }

    /** A file that is no object yet. */
    Path fresh() {
        return folder.resolve(Long.toString(versions.incrementAndGet()));
    }

    Stored put(String key, Content content) {
        Path file = fresh();
        try (OutputStream out = Files.newOutputStream(file)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return put(key, file);
    }

    /** Makes a file that {@link #fresh} named an object. */
    Stored put(String key, Path file) {
        try {
            Stored stored = new Stored(file, file.getFileName().toString(), Files.size(file), clock.instant());
            Stored before = objects.put(key, stored);
            if (before != null) {
                Files.delete(before.file());
            }
            created.accept(key);
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stored copy(Stored from, String to) {
        Path file = fresh();
        try {
            Files.copy(from.file(), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return put(to, file);
    }

    /** Joins parts to an object, in their order. */
    Stored join(String key, List<Path> parts) {
        return put(key, out -> {
            for (Path part : parts) {
                Files.copy(part, out);
                Files.delete(part);
            }
        });
    }

    /** Opens an object's content from a place on. */
    static InputStream open(Stored object, long from) {
        try {
            FileChannel file = FileChannel.open(object.file(), StandardOpenOption.READ);
            file.position(from);
            return Channels.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies all of something. */
    static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[COPY];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }
}
