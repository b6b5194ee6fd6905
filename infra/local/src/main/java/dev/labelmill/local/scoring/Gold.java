package dev.labelmill.local.scoring;

import dev.labelmill.core.consensus.Index;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** True answers, to evaluate by. No method sees them. */
public final class Gold {

    private static final int NOT_KNOWN = -1;

    private final int[] answers;
    private final int foreign;
    private long tasks;
    private long elsewhere;
    private long neverGiven;

    private Gold(int tasks, int classes) {
        this.answers = new int[tasks];
        this.foreign = classes;
        Arrays.fill(answers, NOT_KNOWN);
    }

    /**
     * Reads them.
     *
     * @param file with the columns task and label; none gives no answers
     * @throws UnusableTable if it is not as it should be
     */
    public static Gold read(Optional<Path> file, LabelTable labels) {
        Gold gold = new Gold(labels.tasks().size(), labels.votes().classes());
        Index classes = labels.classes();
        file.ifPresent(path -> {
            AnswerFile.read(path, labels.tasks(), (row, task, label) -> {
                String name = row.value(label);
                labels.kind().require(row, label, name);
                gold.add(task, classes.find(name));
            });
            if (gold.tasks == 0) {
                throw UnusableTable.of(path, "names none of the labelled tasks; check its column task");
            }
        });
        return gold;
    }

    private void add(int task, int answer) {
        if (task < 0) {
            elsewhere++;
            return;
        }
        tasks++;
        neverGiven += answer < 0 ? 1 : 0;
        answers[task] = answer < 0 ? foreign : answer;
    }

    /** The class of a task's true answer: above all classes if nobody ever gave it, -1 if it is not known. */
    public int of(long task) {
        return answers[Math.toIntExact(task)];
    }

    /** Labelled tasks whose answer is known. */
    public long tasks() {
        return tasks;
    }

    /** Labelled tasks whose true answer nobody ever gave to any task: a slip in a name, perhaps. */
    public long neverGiven() {
        return neverGiven;
    }

    /** Known answers of tasks that nobody labelled. */
    public long elsewhere() {
        return elsewhere;
    }
}
