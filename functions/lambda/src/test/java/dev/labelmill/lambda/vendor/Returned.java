package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange.Chosen;
import dev.labelmill.lambda.payload.LabelChange.Valued;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.UnusableContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A returned file as a form reads it.
 *
 * @param labels   in order
 * @param problems of its records, each with its place
 */
public record Returned(List<IncomingLabel> labels, List<String> problems) {

    /** When the file came, as a revision. */
    public static final long CAME = ReturnedFile.micros(Instant.parse("2026-11-29T10:00:00Z"));

    /** Knows no names but ids, and lines of task files by their numbers. */
    private static final ItemNames IDS = new ItemNames() {
        @Override
        public String at(String dispatch, long line) {
            return "line " + line;
        }

        @Override
        public String named(Field name) throws UnusableContent {
            return name.id();
        }
    };

    public static Returned by(FileForm form, String name, String content) throws IOException, UnusableContent {
        return by(form, name, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Returned by(FileForm form, String name, byte[] content) throws IOException, UnusableContent {
        return by(form, name, new FileForm.Content() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }

            @Override
            public long size() {
                return content.length;
            }
        });
    }

    public static Returned by(FileForm form, String name, FileForm.Content content)
            throws IOException, UnusableContent {
        ReturnedFile file = new ReturnedFile("crowd", "b", name, Instant.parse("2026-11-29T10:00:00Z"), "e1");
        List<IncomingLabel> labels = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (RecordReader reader = form.read(file, content, IDS)) {
            for (Optional<ReturnedRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                labels.addAll(next.get().content().labels());
                for (LabelProblem problem : next.get().content().problems()) {
                    problems.add(next.get().place() + ": " + problem.sentence());
                }
            }
        }
        return new Returned(labels, problems);
    }

    /** What the label of a task says, as text. */
    public String said(String task) {
        return labels.stream()
                .filter(label -> label.task().equals(task))
                .map(label -> label.change() instanceof Chosen chosen
                        ? chosen.choice()
                        : ((Valued) label.change()).value().toString())
                .reduce((one, other) -> one + " | " + other)
                .orElse("nothing");
    }
}
