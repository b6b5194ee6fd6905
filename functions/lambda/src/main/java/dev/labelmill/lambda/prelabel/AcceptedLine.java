package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.task.Prelabel;
import java.io.IOException;
import java.io.Writer;

/**
 * An auto-accepted item as {@code finish} will need it: where its line lies, its class, or
 * {@link dev.labelmill.core.task.Unclassed#VALUE} where the line itself holds the pre-label, and how sure the labeler was. Offsets
 * ascend within a chunk.
 */
public record AcceptedLine(long offset, int answer, double confidence) {

    AcceptedLine(long offset, Prelabel prelabel) {
        this(offset, prelabel.answer(), prelabel.confidence());
    }

    void write(Writer out) throws IOException {
        out.write(offset + "\t" + answer + "\t" + confidence + "\n");
    }

    /** The accepted item on a line of a chunk's {@code accepted} object. */
    public static AcceptedLine read(String line) {
        String[] parts = line.split("\t", -1);
        return new AcceptedLine(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
    }
}
