package dev.labelmill.local.scoring;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import dev.labelmill.core.consensus.TaskView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the answers as CSV: task, answer, confidence, and one column with the probability of each class. */
public final class PosteriorFile {

    private PosteriorFile() {}

    /**
     * Writes the chosen method's answers, one line a task in the order of the labels.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Score score) {
        List<String> classes = score.labels().classes().names();
        List<String> header = new ArrayList<>(List.of("task", "answer", "confidence"));
        header.addAll(classes);
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord(header);
            double[] posterior = new double[score.model().classes()];
            score.labels().votes().forEach(task -> writeTask(writer.writeRecord(), task, score, posterior));
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be written", failed);
        }
    }

    private static void writeTask(CsvWriterRecord line, TaskView task, Score score, double[] posterior) {
        score.model().posterior(task, posterior);
        int answer = Consensus.first(posterior);
        line.writeField(score.labels().tasks().name(Math.toIntExact(task.task())));
        line.writeField(score.labels().classes().name(answer));
        line.writeField(Double.toString(posterior[answer]));
        for (int k = 0; k < score.labels().classes().size(); k++) {
            line.writeField(Double.toString(posterior[k]));
        }
        line.endRecord();
    }
}
