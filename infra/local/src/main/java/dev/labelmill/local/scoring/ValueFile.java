package dev.labelmill.local.scoring;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.labelmill.core.label.Consensus;
import dev.labelmill.core.label.LabelValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes the answers as CSV: task, answer in the form of the table's cells, confidence. */
public final class ValueFile {

    private ValueFile() {}

    /**
     * Writes the chosen method's answers, one line a task in the order of the labels.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static <V extends LabelValue> void write(Path file, ValueScore<V> score) {
        ValueTable<V> labels = score.labels();
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord("task", "answer", "confidence");
            for (int task = 0; task < score.answers().size(); task++) {
                Consensus<V> answer = score.answers().get(task);
                writer.writeRecord(
                        labels.tasks().name(task),
                        labels.kind().cell(labels.type(), answer.value()),
                        Double.toString(answer.confidence()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be written", failed);
        }
    }
}
