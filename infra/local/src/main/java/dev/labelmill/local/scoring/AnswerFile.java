package dev.labelmill.local.scoring;

import dev.labelmill.core.consensus.Index;
import dev.labelmill.local.scoring.CsvTable.Column;
import dev.labelmill.local.scoring.CsvTable.Row;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A file with the columns task and label: one answer a task. */
final class AnswerFile {

    private AnswerFile() {}

    /** Takes an answer. */
    @FunctionalInterface
    interface Answers {

        /** @param task number of the task, -1 if the labels do not have it */
        void answer(Row row, int task, Column label);
    }

    /**
     * Reads answers; one that is given twice is shown once.
     *
     * @throws UnusableTable also if a task has two different answers
     */
    static void read(Path file, Index tasks, Answers answers) {
        FirstAnswers first = new FirstAnswers(tasks);
        CsvTable.read(file, table -> {
            Column task = table.column("task");
            Column label = table.column("label");
            return row -> {
                String name = row.value(task);
                switch (first.take(name, row.value(label))) {
                    case NEW -> answers.answer(row, tasks.find(name), label);
                    case OTHER -> throw row.problem(task, name, "has another label further up; leave one of the two");
                    case SAME -> {}
                }
            };
        });
    }

    private enum Finding {
        NEW,
        SAME,
        OTHER
    }

    /** Each task's first answer; four bytes a labelled task. */
    private static final class FirstAnswers {

        private final Index tasks;
        private final Index names = new Index();
        private final int[] labelled;
        private final Map<String, Integer> others = new HashMap<>();

        FirstAnswers(Index tasks) {
            this.tasks = tasks;
            this.labelled = new int[tasks.size()];
            Arrays.fill(labelled, -1);
        }

        Finding take(String task, String label) {
            int number = tasks.find(task);
            int answer = names.add(label);
            int before = number < 0 ? others.getOrDefault(task, -1) : labelled[number];
            if (before >= 0) {
                return before == answer ? Finding.SAME : Finding.OTHER;
            }
            if (number < 0) {
                others.put(task, answer);
            } else {
                labelled[number] = answer;
            }
            return Finding.NEW;
        }
    }
}
