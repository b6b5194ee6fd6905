package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.ImportSource.Companion;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.imported.JsonPlace;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of a file of pre-labels that are about one chunk's items. The file is read through once a chunk, in any order of its
 * lines, and only what the chunk needs is kept.
 */
final class FilePrelabels implements Attachments {

    /** Of a line of the file: what {@code maxLineBytes} may be at most. */
    private static final int MAX_LINE_BYTES = 4 << 20;

    private final BatchSettings settings;
    private final Companion file;
    private final Map<String, List<JsonPlace>> byKey = new HashMap<>();

    private FilePrelabels(BatchSettings settings, Companion file) {
        this.settings = settings;
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @param unusable takes the file's lines that say nothing, in the first chunk's pass alone
     */
    static FilePrelabels read(
            Bucket bucket, BatchSettings settings, Companion file, Chunk chunk, RejectedLines unusable)
            throws IOException {
        FilePrelabels prelabels = new FilePrelabels(settings, file);
        prelabels.expect(bucket, chunk);
        prelabels.fill(bucket, chunk.number() == 0 ? unusable : new RejectedLines());
        return prelabels;
    }

    private void expect(Bucket bucket, Chunk chunk) throws IOException {
        ByteRange range = new ByteRange(chunk.start(), chunk.end());
        int most = settings.maxLineBytes();
        try (InputStream in = bucket.open(chunk.key(), range.openAt(), range.readTo(most), chunk.etag())) {
            ChunkLines lines = new ChunkLines(in, range, most);
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line instanceof Line.Bytes bytes) {
                    key(bytes).ifPresent(key -> byKey.put(key, new ArrayList<>()));
                }
            }
        }
    }

    /** A line that cannot be read is rejected when it is scored. */
    private Optional<String> key(Line.Bytes line) {
        try {
            return text(parsed(line).path(file.itemField()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private void fill(Bucket bucket, RejectedLines unusable) throws IOException {
        ByteRange whole = new ByteRange(0, Long.MAX_VALUE);
        try (InputStream in = bucket.open(Layout.companion(settings.batch(), file.name()))) {
            ChunkLines lines = new ChunkLines(in, whole, MAX_LINE_BYTES);
            long number = 0;
            for (Line line = lines.next(); line != null; line = lines.next()) {
                Optional<String> fault = fault(line, ++number);
                if (fault.isPresent()) {
                    unusable.add(line.offset(), line.byteLength(), fault.get());
                }
            }
        }
    }

    /** Takes a line in; gives what is wrong with it. */
    private Optional<String> fault(Line line, long number) {
        String name = file.name() + " line " + number + ": ";
        if (!(line instanceof Line.Bytes bytes)) {
            return Optional.of(name + ((Line.Unusable) line).problem().sentence());
        }
        try {
            JsonNode node = parsed(bytes);
            JsonNode at = node;
            for (String part : file.key().split("\\.")) {
                at = at.path(part);
            }
            Optional<String> key = text(at);
            key.map(byKey::get).ifPresent(about -> about.add(JsonPlace.ofFile(file.name(), number, node)));
            return key.isPresent()
                    ? Optional.empty()
                    : Optional.of(name + file.key() + " must be a string or a number");
        } catch (IllegalArgumentException e) {
            return Optional.of(name + "the line " + e.getMessage());
        }
    }

    private static JsonNode parsed(Line.Bytes line) {
        return Json.parse(line.text().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? Optional.of(node.asText()) : Optional.empty();
    }

    @Override
    public Optional<ImportedPrelabel> of(Item item, JsonNode line) {
        List<JsonPlace> about =
                text(line.path(file.itemField())).map(byKey::get).orElse(List.of());
        return about.isEmpty() ? Optional.empty() : ImportedPrelabel.read(settings, line, about);
    }
}
