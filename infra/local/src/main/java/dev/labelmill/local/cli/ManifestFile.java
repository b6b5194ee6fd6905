package dev.labelmill.local.cli;

import dev.labelmill.lambda.prelabel.Item;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/**
 * A batch's items as its folder has them.
 *
 * @param path of {@code manifest.jsonl}, or of the same compressed by gzip
 */
record ManifestFile(Path path) {

    /** Is given each line that makes an item. */
    interface ItemLine {

        /** @param line from 1 */
        void item(String id, long line);
    }

    /**
     * How many items it has.
     *
     * @param items with an id of their own
     * @param known those of them whose answer is known
     */
    record Size(long items, long known) {}

    /** The file's name. */
    String name() {
        return path.getFileName().toString();
    }

    /** Tells each item in order. Lines that make none are no task either, and passed over: the batch goes on without them. */
    void forEachItem(ItemLine each) throws IOException {
        long number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(content(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Optional<String> id = id(line);
                if (id.isPresent()) {
                    each.item(id.get(), number);
                }
            }
        }
    }

    /**
     * Counts the items, each id once.
     *
     * @param gold ids of which the answer is known, in the manifest or not
     */
    Size size(Set<String> gold) throws IOException {
        LongStream.Builder all = LongStream.builder();
        LongStream.Builder known = LongStream.builder();
        forEachItem((id, line) -> {
            long key = key(id);
            all.add(key);
            if (gold.contains(id)) {
                known.add(key);
            }
        });
        return new Size(distinct(all), distinct(known));
    }

    /**
     * The number, from 1, of the line at a place.
     *
     * @param offset of one of its bytes in the content, uncompressed
     */
    long lineAt(long offset) throws IOException {
        long line = 1;
        try (InputStream content = new BufferedInputStream(content())) {
            for (long at = 0; at < offset; at++) {
                int next = content.read();
                if (next < 0) {
                    break;
                }
                line += next == '\n' ? 1 : 0;
            }
        }
        return line;
    }

    /** Eight bytes that stand for an id, so that many fit into memory. */
    private static long key(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    private static long distinct(LongStream.Builder keys) {
        long[] sorted = keys.build().toArray();
        Arrays.sort(sorted);
        long count = 0;
        for (int i = 0; i < sorted.length; i++) {
            count += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return count;
    }

    /** Whether it is compressed. */
    boolean isCompressed() {
        return name().endsWith(".gz");
    }

    private InputStream content() throws IOException {
        InputStream file = Files.newInputStream(path);
        return isCompressed() ? new GZIPInputStream(file) : file;
    }

    private static Optional<String> id(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(Item.read(bytes, 0, bytes.length).id());
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }
}
