package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Pace;
import dev.labelmill.core.annotator.WorkTimes;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.core.consensus.VoteSource;
import dev.labelmill.core.consensus.Votes;
import dev.labelmill.core.consensus.VotesBuilder;
import dev.labelmill.local.scoring.CsvTable.Column;
import dev.labelmill.local.scoring.CsvTable.Row;
import java.nio.file.Path;

/** Turns the rows of labels into numbers. */
final class LabelReader {

    private static final String TASK = "task";
    private static final String LABEL = "label";
    private static final String SECONDS = "seconds";
    private static final String TIME = "time";

    private final LabelKind kind;
    private final Index tasks = new Index();
    private final Index annotators = new Index();
    private final Index classes = new Index();
    private final VotesBuilder votes = Votes.builder();
    private Pace pace = Pace.UNKNOWN;
    private long rows;
    private long known;
    private long knownElsewhere;

    LabelReader(LabelKind kind) {
        this.kind = kind;
    }

    void readLabels(Path file) {
        WorkTimes[] times = new WorkTimes[1];
        CsvTable.read(file, table -> {
            Column task = table.column(TASK);
            Column worker = table.column("worker");
            Column label = table.column(LABEL);
            if (table.has(SECONDS)) {
                Column seconds = table.column(SECONDS);
                times[0] = WorkTimes.ofDurations();
                return row -> times[0].add(add(row, task, worker, label), Moments.seconds(row, seconds));
            }
            if (table.has(TIME)) {
                Column time = table.column(TIME);
                times[0] = WorkTimes.ofMoments();
                return row -> times[0].add(add(row, task, worker, label), Moments.moment(row, time));
            }
            return row -> add(row, task, worker, label);
        });
        if (rows == 0) {
            throw UnusableTable.of(file, "has no labels; add a line for each below the header");
        }
        if (times[0] != null) {
            pace = times[0].pace();
        }
    }

    /** Adds a label and tells whose it is. */
    private int add(Row row, Column task, Column worker, Column label) {
        int annotator = annotators.add(row.value(worker));
        votes.add(tasks.add(row.value(task)), annotator, classOf(row, label));
        rows++;
        return annotator;
    }

    private int classOf(Row row, Column label) {
        String name = row.value(label);
        int known = classes.find(name);
        if (known >= 0) {
            return known;
        }
        kind.require(row, label, name);
        if (classes.size() == VoteSource.MAX_CLASSES) {
            throw row.problem(
                    label,
                    "there are more than " + VoteSource.MAX_CLASSES + " different labels; give the column of a choice");
        }
        return classes.add(name);
    }

    void readKnown(Path file) {
        AnswerFile.read(file, tasks, (row, task, label) -> {
            if (task < 0) {
                knownElsewhere++;
            } else {
                known++;
                votes.known(task, classOf(row, label));
            }
        });
    }

    LabelTable table(Path file) {
        kind.complete(classes);
        Votes given = votes.build(classes.size());
        Votes ordered = classes.size() < 2 ? given : given.renumbered(classes.ranks());
        return new LabelTable(kind, tasks, annotators, classes.sorted(), ordered, pace, rows, known, knownElsewhere);
    }
}
