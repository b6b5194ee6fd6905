package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.Mark;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import dev.labelmill.lambda.vendor.TaskKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Labelbox's NDJSON (labelbox-python, data/serialization/ndjson): an annotation a line. The lines of one data row stand together
 * and are one person's label of the task that its global key names. A row that may lack an annotation is no label: which rows'
 * lines stand apart is found out before the first is given.
 */
public final class LabelboxLines implements FileForm {

    /** What every annotation has, and no label of ours. */
    static final String ROW = "dataRow";

    /** Most bytes of one data row's lines. */
    private static final int MOST_BYTES = 4 << 20;

    private static final String AFTER_BAD = "!";

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent {
        RowsApart apart = RowsApart.of(content);
        return new Reader(file, new Lines(content.open()), apart, false);
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items, Mark mark) throws IOException {
        Lines lines = new Lines(content.open(mark.offset()), mark.offset(), mark.line());
        boolean afterBad = mark.rest().startsWith(AFTER_BAD);
        return new Reader(file, lines, RowsApart.read(afterBad ? mark.rest().substring(1) : mark.rest()), afterBad);
    }

    private static final class Reader implements RecordReader {

        private final ReturnedFile file;
        private final Lines lines;
        private final RowsApart apart;
        private Optional<AnnotationLine> ahead;
        private boolean afterBad;

        Reader(ReturnedFile file, Lines lines, RowsApart apart, boolean afterBad) throws IOException {
            this.file = file;
            this.lines = lines;
            this.apart = apart;
            this.afterBad = afterBad;
            this.ahead = AnnotationLine.next(lines);
        }

        @Override
        public Optional<ReturnedRecord> next() throws IOException, UnusableContent {
            if (ahead.isEmpty()) {
                return Optional.empty();
            }
            AnnotationLine first = ahead.get();
            if (first.json() == null) {
                ahead = AnnotationLine.next(lines);
                afterBad = true;
                return Optional.of(unusable(first, first.line().place(), first.fault()));
            }
            return Optional.of(row(first));
        }

        @Override
        public Optional<Mark> mark() {
            String rest = (afterBad ? AFTER_BAD : "") + apart.text();
            long offset = ahead.map(line -> line.line().offset()).orElseGet(lines::offset);
            long number = ahead.map(line -> line.line().number()).orElseGet(lines::number);
            return Optional.of(new Mark(offset, number, rest));
        }

        @Override
        public long bytesRead() {
            return lines.offset();
        }

        private ReturnedRecord row(AnnotationLine first) throws IOException, UnusableContent {
            String row = first.row();
            List<Field> annotations = new ArrayList<>();
            AnnotationLine last = first;
            long bytes = 0;
            while (ahead.isPresent() && ahead.get().isOf(row)) {
                last = ahead.get();
                bytes += last.line().bytes().length;
                if (bytes <= MOST_BYTES) {
                    annotations.add(last.json());
                }
                ahead = AnnotationLine.next(lines);
            }
            String place = last.line().number() == first.line().number()
                    ? first.line().place()
                    : "lines " + first.line().number() + " to " + last.line().number();
            boolean doubtful = afterBad || ahead.isPresent() && ahead.get().json() == null;
            afterBad = false;
            try {
                requireWhole(row, doubtful, bytes);
                return ReturnedRecord.of(place, List.of(label(annotations)));
            } catch (UnusableContent bad) {
                return unusable(first, place, bad.getMessage());
            }
        }

        private void requireWhole(String row, boolean doubtful, long bytes) throws UnusableContent {
            if (apart.contains(row)) {
                throw new UnusableContent(
                        422,
                        "the data row's annotations stand apart in the file, and none is taken: put its lines one after the"
                                + " other");
            }
            if (bytes > MOST_BYTES) {
                throw new UnusableContent(422, "the data row has more than " + MOST_BYTES + " bytes of annotations");
            }
            if (doubtful) {
                throw new UnusableContent(
                        422, "the line before or behind cannot be read and may be of the same data row: put it right");
            }
        }

        private IncomingLabel label(List<Field> annotations) throws UnusableContent {
            Field row = annotations.get(0).member(ROW);
            Optional<Field> globalKey = row.optional("globalKey");
            if (globalKey.isEmpty()) {
                throw row.fault(
                        "has no globalKey, and Labelbox's own id of it tells no task: have the global keys written");
            }
            TaskKey key = TaskKey.read(globalKey.get());
            if (!key.batch().equals(file.batch())) {
                throw globalKey.get().fault("is of another batch than the file's folder says");
            }
            return new IncomingLabel(
                    key.batch(),
                    key.task(),
                    key.dispatch(),
                    file.annotator(),
                    LabelboxAnswer.annotations(annotations),
                    file.revision(),
                    null,
                    file.delivery());
        }

        private static ReturnedRecord unusable(AnnotationLine line, String place, String fault) {
            byte[] bytes = line.line().bytes();
            int most = Math.min(bytes.length, LabelProblem.MAX_EXCERPT_CHARS);
            return ReturnedRecord.unusable(place, fault, new String(bytes, 0, most, StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
