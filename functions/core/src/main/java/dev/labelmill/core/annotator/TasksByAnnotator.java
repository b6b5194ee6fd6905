package dev.labelmill.core.annotator;

import dev.labelmill.core.consensus.VoteSource;
import dev.labelmill.core.consensus.Votes;

/** Which tasks each annotator answered. */
final class TasksByAnnotator {

    private final Votes votes;
    private final int[] from;
    private final int[] tasks;

    private TasksByAnnotator(Votes votes) {
        this.votes = votes;
        this.from = new int[votes.annotators() + 1];
        this.tasks = new int[votes.labels()];
    }

    static TasksByAnnotator of(Votes votes) {
        TasksByAnnotator all = new TasksByAnnotator(votes);
        votes.forEach(task -> {
            for (int i = 0; i < task.count(); i++) {
                all.from[task.annotator(i) + 1]++;
            }
        });
        for (int annotator = 0; annotator < votes.annotators(); annotator++) {
            all.from[annotator + 1] += all.from[annotator];
        }
        int[] next = all.from.clone();
        votes.forEach(task -> {
            for (int i = 0; i < task.count(); i++) {
                all.tasks[next[task.annotator(i)]++] = Math.toIntExact(task.task());
            }
        });
        return all;
    }

    /** Shows an annotator's tasks. */
    void forEach(int annotator, VoteSource.Visitor visitor) {
        for (int i = from[annotator]; i < from[annotator + 1]; i++) {
            visitor.visit(votes.task(tasks[i]));
        }
    }
}
