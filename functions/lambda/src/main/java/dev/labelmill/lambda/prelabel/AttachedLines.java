package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A chunk's usable lines as they were uploaded, each with its pre-label put behind its last field. */
final class AttachedLines {

    private final OutputStream out;
    private final int maxLineBytes;
    private long offset;

    AttachedLines(OutputStream out, int maxLineBytes) {
        this.out = out;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Where a line lies.
     *
     * @param isLeftOff whether its pre-label had no room in it, so that nobody will find one there
     */
    record Place(long offset, int length, boolean isLeftOff) {}

    /**
     * Writes a line. What would make it longer than a line may be is left off.
     *
     * @param line       a JSON object that is not empty
     * @param attachment null for nothing
     */
    Place add(Line.Bytes line, JsonNode attachment) throws IOException {
        byte[] more = attachment == null ? new byte[0] : behind(attachment);
        boolean isLeftOff = line.length() + more.length > maxLineBytes;
        if (isLeftOff) {
            more = new byte[0];
        }
        Place place = new Place(offset, line.length() + more.length, isLeftOff);
        int brace = line.from() + line.length() - 1;
        while (line.buffer()[brace] != '}') {
            brace--;
        }
        out.write(line.buffer(), line.from(), brace - line.from());
        out.write(more);
        out.write(line.buffer(), brace, line.from() + line.length() - brace);
        out.write('\n');
        offset += place.length() + 1;
        return place;
    }

    private static byte[] behind(JsonNode attachment) {
        return (",\"" + ImportedPrelabel.ATTACHED + "\":" + Json.write(attachment)).getBytes(StandardCharsets.UTF_8);
    }
}
