package dev.labelmill.core.consensus;

/**
 * How many answers tell something about who gave them: those on tasks that somebody else has answered too. Whoever has one such
 * answer is right there as often as the others say so, which is what the vote says already: it takes two to tell an
 * annotator from the crowd. Where an answer is known beforehand, it tells of the whole crowd.
 */
final class Telling {

    private static final int ENOUGH = 2;

    private final int[] answers;
    private final boolean truths;

    private Telling(int[] answers, boolean truths) {
        this.answers = answers;
        this.truths = truths;
    }

    /** Reads the votes once. */
    static Telling of(VoteSource votes) {
        int[] answers = new int[votes.annotators()];
        boolean[] truths = new boolean[1];
        votes.forEach(task -> {
            truths[0] |= task.isKnown() && task.count() > 0;
            for (int i = 0; i < task.count() && task.count() > 1; i++) {
                answers[task.annotator(i)]++;
            }
        });
        return new Telling(answers, truths[0]);
    }

    /** Whether something is known of anybody. */
    boolean ofSomebody() {
        if (truths) {
            return true;
        }
        for (int count : answers) {
            if (count >= ENOUGH) {
                return true;
            }
        }
        return false;
    }

    /** Whether something is known of somebody who answered a task. */
    boolean ofSomebodyOf(TaskView task) {
        if (truths) {
            return true;
        }
        for (int i = 0; i < task.count(); i++) {
            int annotator = task.annotator(i);
            if (annotator < answers.length && answers[annotator] >= ENOUGH) {
                return true;
            }
        }
        return false;
    }
}
