package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import dev.labelmill.lambda.vendor.TaskKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Labelbox's NDJSON (labelbox-python, data/serialization/ndjson): an annotation a line. The lines of one data row stand together
 * and are one person's label of the task that its global key names. A row that may lack an annotation is no label.
 */
public final class LabelboxLines implements FileForm {

    /** Most data rows of one file, since it is kept in mind which have come. */
    private static final int MOST_ROWS = 1_000_000;
    /** Most bytes of one data row's lines. */
    private static final int MOST_BYTES = 4 << 20;

    /** Whether a file's first line is such an annotation. */
    public static boolean begin(Content content) throws IOException {
        try (Lines lines = new Lines(content.open())) {
            Optional<Annotation> first = Annotation.next(lines);
            return first.isPresent() && first.get().json() != null;
        }
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException {
        return new Reader(file, new Lines(content.open()));
    }

    /** A line; without JSON if it is no annotation, and then with what is wrong. */
    private record Annotation(Lines.Line line, Field json, String fault) {

        static Optional<Annotation> next(Lines lines) throws IOException {
            Optional<Lines.Line> line = lines.next();
            while (line.filter(Lines.Line::isBlank).isPresent()) {
                line = lines.next();
            }
            return line.map(Annotation::of);
        }

        private static Annotation of(Lines.Line line) {
            if (line.tooLong()) {
                return new Annotation(line, null, "the line is longer than " + Lines.MAX_BYTES + " bytes");
            }
            try {
                Field json = StrictJson.readVendors(line.bytes());
                json.member("dataRow");
                return new Annotation(line, json, null);
            } catch (UnusableContent bad) {
                return new Annotation(line, null, bad.getMessage());
            }
        }

        String row() {
            return json.node().path("dataRow").toString();
        }

        boolean isOf(String row) {
            return json != null && row().equals(row);
        }
    }

    private static final class Reader implements RecordReader {

        private final ReturnedFile file;
        private final Lines lines;
        private final Set<Long> told = new HashSet<>();
        private Optional<Annotation> ahead;
        private boolean afterBad;

        Reader(ReturnedFile file, Lines lines) throws IOException {
            this.file = file;
            this.lines = lines;
            this.ahead = Annotation.next(lines);
        }

        @Override
        public Optional<ReturnedRecord> next() throws IOException, UnusableContent {
            if (ahead.isEmpty()) {
                return Optional.empty();
            }
            Annotation first = ahead.get();
            if (first.json() == null) {
                ahead = Annotation.next(lines);
                afterBad = true;
                return Optional.of(unusable(first, first.line().place(), first.fault()));
            }
            return Optional.of(row(first));
        }

        private ReturnedRecord row(Annotation first) throws IOException, UnusableContent {
            String row = first.row();
            List<Field> annotations = new ArrayList<>();
            Annotation last = first;
            long bytes = 0;
            while (ahead.isPresent() && ahead.get().isOf(row)) {
                last = ahead.get();
                bytes += last.line().bytes().length;
                if (bytes <= MOST_BYTES) {
                    annotations.add(last.json());
                }
                ahead = Annotation.next(lines);
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
            if (!told.add(
                    UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits())) {
                throw new UnusableContent(
                        422, "the data row's annotations must stand together, and some stand further up");
            }
            if (told.size() > MOST_ROWS) {
                throw new UnusableContent(
                        422, "the file has more than " + MOST_ROWS + " data rows: part it into several files");
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
            Field globalKey = annotations.get(0).member("dataRow").member("globalKey");
            TaskKey key = TaskKey.read(globalKey);
            if (!key.batch().equals(file.batch())) {
                throw globalKey.fault("is of another batch than the file's folder says");
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

        private static ReturnedRecord unusable(Annotation line, String place, String fault) {
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
