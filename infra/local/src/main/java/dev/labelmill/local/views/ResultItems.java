package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The items of a batch that is done, from its labels.jsonl; places are byte offsets in it. */
final class ResultItems implements ItemSource {

    static final String FILE = "labels.jsonl";

    /** Room for a line of any length and for very many of usual ones. */
    private static final long MAX_BYTES = 16 << 20;

    private static final String BY_PRELABEL = "prelabel";

    private final InputStream lines;
    private final long end;
    private final long limit;
    private long offset;

    /** @param from a place that an earlier request gave; empty for the beginning */
    ResultItems(Bucket bucket, ObjectInfo results, String from) {
        end = results.size();
        offset = from.isEmpty() ? 0 : place(from);
        limit = Math.min(end, offset + MAX_BYTES);
        lines = offset >= end
                ? InputStream.nullInputStream()
                : new BufferedInputStream(bucket.open(results.key(), offset, limit, results.etag()));
    }

    static String key(String batch) {
        return Layout.result(batch, FILE);
    }

    @Override
    public List<Found> read(int most) throws IOException {
        List<Found> found = new ArrayList<>();
        while (found.size() < most) {
            Optional<byte[]> line = line();
            if (line.isEmpty()) {
                return found;
            }
            found.add(found(line.get()));
        }
        return found;
    }

    @Override
    public boolean isAtEnd() {
        return offset >= end;
    }

    @Override
    public String resumeAt() {
        return Long.toString(offset);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private Found found(byte[] bytes) {
        LineAt at = LineAt.inResults(offset, bytes.length);
        offset += bytes.length + 1;
        JsonNode line = Json.parse(bytes);
        Optional<Prelabel.Share> accepted = FinalAnswer.in(line)
                .filter(answer ->
                        answer.by().equals(BY_PRELABEL) && answer.index().isPresent())
                .map(answer -> new Prelabel.Share(
                        answer.index().getAsInt(), answer.confidence().asDouble()));
        return new Found(line.path("id").asText(), at, Optional.of(line), Standing.ACCEPTED, accepted, resumeAt());
    }

    /** The next whole line; empty at the end of what this request may read. */
    private Optional<byte[]> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = lines.read(); next >= 0; next = lines.read()) {
            if (next == '\n') {
                return Optional.of(line.toByteArray());
            }
            line.write(next);
        }
        return Optional.empty();
    }

    private static long place(String from) {
        if (!from.matches("\\d{1,13}")) {
            throw new IllegalArgumentException("from must be what the page before gave.");
        }
        return Long.parseLong(from);
    }
}
