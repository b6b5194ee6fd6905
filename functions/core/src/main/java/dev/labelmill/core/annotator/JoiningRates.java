package dev.labelmill.core.annotator;

import dev.labelmill.core.consensus.TaskView;
import dev.labelmill.core.consensus.Votes;

/**
 * How often annotators, taken all together, give an answer that j of n others gave. With c of a task's m answers for a
 * class, c (c - 1) ordered pairs of annotators share it with n = m - 2 others of whom c - 2 do, and c (m - c) do not
 * share it, of whose n others c - 1 give it.
 */
final class JoiningRates {

    private static final int SIDE = SharedMistakes.MOST;

    private final long[] sharing = new long[SIDE * SIDE];
    private final long[] all = new long[SIDE * SIDE];

    private JoiningRates() {}

    static JoiningRates of(Votes votes) {
        JoiningRates rates = new JoiningRates();
        int[] counts = new int[votes.classes()];
        votes.forEach(task -> rates.add(task, counts));
        return rates;
    }

    private void add(TaskView task, int[] counts) {
        int count = Math.min(SharedMistakes.MOST, task.count());
        if (count < 3) {
            return;
        }
        for (int i = 0; i < count; i++) {
            counts[task.answer(i)]++;
        }
        for (int i = 0; i < count; i++) {
            int same = counts[task.answer(i)];
            if (same > 0) {
                add(count, same);
                counts[task.answer(i)] = 0;
            }
        }
    }

    private void add(int count, int same) {
        int others = (count - 2) * SIDE;
        long apart = (long) same * (count - same);
        all[others + same - 1] += apart;
        if (same > 1) {
            long together = (long) same * (same - 1);
            sharing[others + same - 2] += together;
            all[others + same - 2] += together;
        }
    }

    /** The rate, in [0, 1]; of a constellation that occurred. */
    double rate(int others, int support) {
        return (double) sharing[others * SIDE + support] / all[others * SIDE + support];
    }
}
