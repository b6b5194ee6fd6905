package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.Mark;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import dev.labelmill.lambda.vendor.Revision;
import dev.labelmill.lambda.vendor.TaskKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Labelbox's export of a project (its client's {@code project.export}): a data row a line with all labels of it, each of one
 * person. Whose row it is says its global key or its external id, of which the push gives it both. Lines and labels are
 * independent: a bad one spoils no other.
 */
public final class LabelboxExport implements FileForm {

    /** What every line has, and no label of ours. */
    static final String ROW = "data_row";

    /** Which of Labelbox's two forms a file of lines has, by its first line; empty if neither. */
    public static Optional<FileForm> formOf(Content content) throws IOException {
        try (Lines lines = new Lines(content.open())) {
            Optional<Lines.Line> first = filled(lines);
            if (first.isEmpty() || first.get().tooLong()) {
                return Optional.empty();
            }
            Field json = StrictJson.readVendors(first.get().bytes());
            if (json.node().has(ROW)) {
                return Optional.of(new LabelboxExport());
            }
            return json.node().hasNonNull(LabelboxLines.ROW) ? Optional.of(new LabelboxLines()) : Optional.empty();
        } catch (UnusableContent none) {
            return Optional.empty();
        }
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException {
        return new Reader(file, new Lines(content.open()));
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items, Mark mark) throws IOException {
        return new Reader(file, new Lines(content.open(mark.offset()), mark.offset(), mark.line()));
    }

    private static Optional<Lines.Line> filled(Lines lines) throws IOException {
        Optional<Lines.Line> line = lines.next();
        while (line.filter(Lines.Line::isBlank).isPresent()) {
            line = lines.next();
        }
        return line;
    }

    private record Reader(ReturnedFile file, Lines lines) implements RecordReader {

        @Override
        public Optional<ReturnedRecord> next() throws IOException {
            return filled(lines).map(this::read);
        }

        @Override
        public Optional<Mark> mark() {
            return Optional.of(new Mark(lines.offset(), lines.number(), ""));
        }

        @Override
        public long bytesRead() {
            return lines.offset();
        }

        private ReturnedRecord read(Lines.Line line) {
            try {
                if (line.tooLong()) {
                    throw new UnusableContent(
                            422,
                            "the line is longer than " + Lines.MAX_BYTES
                                    + " bytes: export without embeddings, attachments and metadata");
                }
                Field row = StrictJson.readVendors(line.bytes());
                List<Field> labels = labels(row);
                TaskKey key = labels.isEmpty() ? null : key(row.member(ROW));
                return new ReturnedRecord(line.place(), ParsedPayload.each(labels, label -> label(label, key)));
            } catch (UnusableContent bad) {
                int most = Math.min(line.bytes().length, LabelProblem.MAX_EXCERPT_CHARS);
                return ReturnedRecord.unusable(
                        line.place(), bad.getMessage(), new String(line.bytes(), 0, most, StandardCharsets.UTF_8));
            }
        }

        /** A row may lie in several projects, which ask other questions. */
        private static List<Field> labels(Field row) throws UnusableContent {
            Field projects = row.member("projects");
            List<Field> labels = new ArrayList<>();
            int projectsWithLabels = 0;
            for (Iterator<String> ids = projects.node().fieldNames(); ids.hasNext(); ) {
                List<Field> some = projects.member(ids.next()).member("labels").elements();
                projectsWithLabels += some.isEmpty() ? 0 : 1;
                labels.addAll(some);
            }
            if (projectsWithLabels > 1) {
                throw projects.fault(
                        "are several with labels of this row: export the one that the tasks were put into");
            }
            return labels;
        }

        /** Ours is whichever is one that Labelmill writes: either may have been given by somebody else. */
        private TaskKey key(Field row) throws UnusableContent {
            for (String name : List.of("global_key", "external_id")) {
                Optional<Field> given = row.optional(name);
                Optional<TaskKey> key = given.flatMap(TaskKey::find);
                if (key.isPresent()) {
                    if (!key.get().batch().equals(file.batch())) {
                        throw given.get().fault("is of another batch than the file's folder says");
                    }
                    return key.get();
                }
            }
            throw row.fault("has the key of no task that Labelmill gave, neither as global_key nor as external_id");
        }

        private List<IncomingLabel> label(Field label, TaskKey key) throws UnusableContent {
            Optional<Field> skipped = performance(label, "skipped");
            if (skipped.isPresent() && skipped.get().truth()) {
                return List.of();
            }
            Field annotations = label.member("annotations");
            if (isEmpty(annotations) && skipped.isEmpty()) {
                throw annotations.fault(
                        "are none, and whether the row was skipped is not told: export performance_details");
            }
            Optional<Field> seconds = performance(label, "seconds_to_create");
            Field details = details(label);
            Optional<Field> updated = details.optional("updated_at");
            return List.of(new IncomingLabel(
                    key.batch(),
                    key.task(),
                    key.dispatch(),
                    details.member("created_by").id(),
                    LabelboxAnswer.read(annotations),
                    Revision.of(updated.isPresent() ? updated.get() : details.member("created_at")),
                    seconds.isPresent() ? seconds.get().milliseconds() : null,
                    file.delivery(),
                    label.member("id").id()));
        }

        private static Optional<Field> performance(Field label, String name) throws UnusableContent {
            Optional<Field> details = label.optional("performance_details");
            return details.isPresent() ? details.get().optional(name) : Optional.empty();
        }

        /** Without them several people's labels of a row could not be told apart. */
        private static Field details(Field label) throws UnusableContent {
            Optional<Field> details = label.optional("label_details");
            if (details.isEmpty()) {
                throw label.fault("does not tell who made it and when: export label_details");
            }
            return details.get();
        }

        /** Of videos there are frames instead. */
        private static boolean isEmpty(Field annotations) throws UnusableContent {
            return annotations.member("objects").elements().isEmpty()
                    && annotations.member("classifications").elements().isEmpty();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
