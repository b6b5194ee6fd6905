package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import java.io.IOException;
import java.util.Optional;

/**
 * A line of Labelbox's NDJSON.
 *
 * @param json  null if it is no annotation
 * @param fault what is wrong with it; null if it is one
 */
record AnnotationLine(Lines.Line line, Field json, String fault) {

    /** The next line that is not blank; empty at the end. */
    static Optional<AnnotationLine> next(Lines lines) throws IOException {
        Optional<Lines.Line> line = lines.next();
        while (line.filter(Lines.Line::isBlank).isPresent()) {
            line = lines.next();
        }
        return line.map(AnnotationLine::of);
    }

    private static AnnotationLine of(Lines.Line line) {
        if (line.tooLong()) {
            return new AnnotationLine(line, null, "the line is longer than " + Lines.MAX_BYTES + " bytes");
        }
        try {
            Field json = StrictJson.readVendors(line.bytes());
            json.member(LabelboxLines.ROW);
            return new AnnotationLine(line, json, null);
        } catch (UnusableContent bad) {
            return new AnnotationLine(line, null, bad.getMessage());
        }
    }

    /** The data row that an annotation is of, by our key where it has that, however else it is told there. */
    String row() {
        String key = json.node().at("/dataRow/globalKey").asText();
        return key.isEmpty() ? json.node().path(LabelboxLines.ROW).toString() : key;
    }

    boolean isOf(String row) {
        return json != null && row().equals(row);
    }
}
