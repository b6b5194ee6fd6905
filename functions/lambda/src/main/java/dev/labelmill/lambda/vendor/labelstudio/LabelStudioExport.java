package dev.labelmill.lambda.vendor.labelstudio;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.JsonElements.Position;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.Mark;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Label Studio's JSON export (its guide's "Export annotations"): a list of tasks, or one task by itself as the guide shows it,
 * each with its annotations, which are read as those of webhooks are. The times of their last updates are their revisions there
 * and here, so that it does not matter which way an annotation came first. An export does not tell whether a skipped annotation was a label before, so that each takes back
 * the label of its own id, if there is one.
 */
public final class LabelStudioExport implements FileForm {

    /** Whether an object is a task by itself, by a member of it or, of its lists, an element. */
    public static boolean isOfATask(Element part) {
        if (part.member().equals("data")) {
            return true;
        }
        try {
            return part.member().equals("annotations") && part.read().node().has("result");
        } catch (UnusableContent unreadable) {
            return false;
        }
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items) throws IOException, UnusableContent {
        JsonElements tasks = new JsonElements(content.open());
        if (tasks.isList()) {
            return new Reader(file, tasks);
        }
        tasks.close();
        return new ByItself(new Reader(file, new JsonElements(listOf(content))));
    }

    /** The same as a list of one. */
    private static InputStream listOf(Content content) throws IOException {
        return new SequenceInputStream(Collections.enumeration(List.of(bytes("["), content.open(), bytes("]"))));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public RecordReader read(ReturnedFile file, Content content, ItemNames items, Mark mark) throws IOException {
        Position position = new Position(mark.offset(), mark.line(), Integer.parseInt(mark.rest()));
        return new Reader(file, new JsonElements(content.open(mark.offset()), position));
    }

    /** One task, which has no place to go on from. */
    private record ByItself(Reader task) implements RecordReader {

        @Override
        public Optional<ReturnedRecord> next() throws IOException, UnusableContent {
            return task.next();
        }

        @Override
        public void close() throws IOException {
            task.close();
        }
    }

    private record Reader(ReturnedFile file, JsonElements tasks) implements RecordReader {

        @Override
        public Optional<ReturnedRecord> next() throws IOException, UnusableContent {
            return tasks.next().map(this::read);
        }

        @Override
        public Optional<Mark> mark() {
            Position position = tasks.position();
            return Optional.of(new Mark(position.taken(), position.line(), Integer.toString(position.index())));
        }

        @Override
        public long bytesRead() {
            return tasks.position().taken();
        }

        private ReturnedRecord read(Element element) {
            String place = "task " + element.place();
            try {
                Field task = element.read();
                Field batch = task.member("data").member("labelmill_batch");
                if (!batch.text().equals(file.batch())) {
                    throw batch.fault("is another than the file's folder says");
                }
                return new ReturnedRecord(
                        place,
                        ParsedPayload.each(
                                task.member("annotations").elements(),
                                annotation -> LabelStudioPayload.read(annotation, task, true)));
            } catch (UnusableContent bad) {
                return ReturnedRecord.unusable(place, bad.getMessage(), element.excerpt());
            }
        }

        @Override
        public void close() throws IOException {
            tasks.close();
        }
    }
}
