package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Pace;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.opinion.Opinion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels from a file that are more than one of several classes, with true answers where there are any. All of them are in
 * memory.
 *
 * @param type of the labels; its classes are those that occur, in order of their names
 * @param opinions on each task, the last one of each annotator, in order of the annotators' names
 * @param annotators in order of their first label
 * @param gold true values by task
 * @param goldElsewhere true values of tasks that nobody labelled
 * @param breaking labels that break a rule of their type, such as boxes without area; they count all the same
 * @param rows read, labels that were replaced by a later one included
 */
public record ValueTable<V extends LabelValue>(
        ValueKind kind,
        LabelType<V> type,
        Index tasks,
        Index annotators,
        List<List<Opinion<V>>> opinions,
        Pace pace,
        Map<Integer, V> gold,
        long goldElsewhere,
        long breaking,
        long rows) {

    /** Copies the collections. */
    public ValueTable {
        opinions = List.copyOf(opinions);
        gold = Map.copyOf(gold);
    }

    /**
     * Reads labels.
     *
     * @param labels with the columns task, worker and label, and perhaps seconds or time
     * @param gold   with the columns task and label
     * @throws UnusableTable if a file is not as it should be
     */
    public static ValueTable<?> read(Path labels, Optional<Path> gold, ValueKind kind) {
        LabelType<?> type = ValueClasses.typeOf(labels, gold, kind);
        return new ValueReader<>(kind, type).read(labels, gold);
    }

    /** Labels that count. */
    public long labels() {
        return opinions.stream().mapToLong(List::size).sum();
    }

    /** How many distances count as none, by the label type's audit tolerance. */
    long near(double[] distances) {
        return Arrays.stream(distances)
                .filter(distance -> distance <= type.auditTolerance())
                .count();
    }
}
