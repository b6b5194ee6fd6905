package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Pace;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.core.consensus.Votes;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Labels from a file, as numbers, with the names that belong to them. Classes are numbered in their order: as numbers
 * if all are whole numbers, else as text.
 *
 * @param kind of the labels
 * @param votes the last label of each annotator for each task; answers known beforehand among them
 * @param rows read, labels that were replaced by a later one included
 * @param known tasks whose answer is known beforehand
 * @param knownElsewhere answers known beforehand of tasks that nobody labelled
 */
public record LabelTable(
        LabelKind kind,
        Index tasks,
        Index annotators,
        Index classes,
        Votes votes,
        Pace pace,
        long rows,
        long known,
        long knownElsewhere) {

    /**
     * Reads labels.
     *
     * @param labels with the columns task, worker and label, and perhaps seconds (that a label took) or time (at which
     *     it was given, ISO 8601)
     * @param known with the columns task and label: answers to learn from
     * @throws UnusableTable if a file is not as it should be
     */
    public static LabelTable read(Path labels, Optional<Path> known, LabelKind kind) {
        LabelReader reader = new LabelReader(kind);
        reader.readLabels(labels);
        known.ifPresent(reader::readKnown);
        return reader.table(labels);
    }
}
