package dev.labelmill.lambda.vendor.table;

import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.Lines.Line;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.Mark;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A JSON object on each line. */
public final class JsonLines implements FileForm {

    private final RecordForm form;

    /** @param form what a line says */
    public JsonLines(RecordForm form) {
        this.form = form;
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException {
        return new Reader(form, file, new Lines(content.open()), items);
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items, Mark mark) throws IOException {
        return new Reader(form, file, new Lines(content.open(mark.offset()), mark.offset(), mark.line()), items);
    }

    private record Reader(RecordForm form, ReturnedFile file, Lines lines, ItemNames items) implements RecordReader {

        @Override
        public Optional<ReturnedRecord> next() throws IOException {
            return filled().map(this::read);
        }

        @Override
        public Optional<Mark> mark() {
            return Optional.of(new Mark(lines.offset(), lines.number(), ""));
        }

        @Override
        public long bytesRead() {
            return lines.offset();
        }

        private Optional<Line> filled() throws IOException {
            Optional<Line> line = lines.next();
            while (line.filter(Line::isBlank).isPresent()) {
                line = lines.next();
            }
            return line;
        }

        private ReturnedRecord read(Line line) {
            try {
                if (line.tooLong()) {
                    throw new UnusableContent(422, "the line is longer than " + Lines.MAX_BYTES + " bytes");
                }
                return ReturnedRecord.of(line.place(), form.read(StrictJson.read(line.bytes()), file, items));
            } catch (UnusableContent bad) {
                int most = Math.min(line.bytes().length, LabelProblem.MAX_EXCERPT_CHARS);
                String excerpt = new String(line.bytes(), 0, most, StandardCharsets.UTF_8);
                return ReturnedRecord.unusable(line.place(), bad.getMessage(), excerpt);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
