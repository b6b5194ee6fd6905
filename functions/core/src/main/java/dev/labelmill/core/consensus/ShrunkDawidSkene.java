package dev.labelmill.core.consensus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Dawid-Skene with shrinkage: the truth of every task and the confusion of every annotator, each estimated from
 * the other by expectation maximisation (Dawid and Skene, Applied Statistics 28, 1979). The plain method over-fits
 * annotators with few labels; here every annotator borrows strength from the others, in three steps:
 *
 * <pre>
 *   pooled   M[t][a] = (Σ_w n_w[t][a] + s_m · S[t][a]) / (Σ_w n_w[t] + s_m)   S: symmetric, of the overall accuracy r
 *   accuracy r_w     = (Σ_t n_w[t][t] + s_a · r) / (n_w + s_a)
 *   prior    P_w     = r_w on the diagonal, 1 - r_w spread over a row's mistakes as in M
 *   matrix   A_w     = (n_w[t][a] + (s_r / K) · P_w[t][a]) / (n_w[t] + s_r / K)
 * </pre>
 *
 * <p>n_w[t][a] are expected counts given the posteriors of the pass before; the weights s are a {@link Shrinkage}.
 * The first pass takes each task's vote shares as its posterior (its own prior counting as one more vote). A task
 * with a known answer keeps it. A task's own prior stands in place of the class distribution, which is estimated
 * from all tasks that have votes or a known answer.
 *
 * <p>Each pass streams over the tasks once and keeps only one K × K matrix an annotator. It stops when no entry of
 * a confusion or of the class distribution moved by more than 0.1 % (of itself, or of 1 % if it is smaller), or
 * after 20 passes. Nothing is random. Expected counts are summed in fixed point, so the order of tasks and the
 * names of annotators do not matter; the order of votes inside a task matters to rounding only.
 */
public final class ShrunkDawidSkene {

    /** Most passes over the tasks. */
    public static final int MAX_PASSES = 20;

    private static final double TOLERANCE = 1e-3;
    private static final double SMALLEST_RELATIVE_TO = 1e-2;

    /** Accuracy assumed where nobody has answered anything: where AWS's consolidation starts its annotators. */
    private static final double ASSUMED_ACCURACY = 0.7;

    private final Shrinkage shrinkage;

    /** The method with {@link Shrinkage#STANDARD}. */
    public ShrunkDawidSkene() {
        this(Shrinkage.STANDARD);
    }

    /** The method with other weights. */
    public ShrunkDawidSkene(Shrinkage shrinkage) {
        this.shrinkage = shrinkage;
    }

    /**
     * What was estimated.
     *
     * @param skills the annotators' confusions, version {@code dawid-skene}; the pooled one is a stranger's
     * @param classPrior the class distribution, summing to 1
     * @param passes how often the tasks were read
     * @param converged whether the estimates had come to rest
     */
    public record Result(Skills skills, double[] classPrior, int passes, boolean converged) {

        /**
         * The distribution over a task's classes. A known answer is certain; a task without votes has its prior.
         */
        public double[] posterior(TaskVotes task) {
            if (task.known() != null) {
                return certain(task.known(), classPrior.length);
            }
            return Posterior.of(task.prior() == null ? classPrior : task.prior(), task.votes(), skills);
        }
    }

    /**
     * Estimates.
     *
     * @param tasks read from the start once a pass, the same tasks each time
     * @param classes number of classes, at least 2
     * @throws IllegalArgumentException if a vote, a prior or a known answer does not fit the number of classes
     */
    public Result fit(Iterable<TaskVotes> tasks, int classes) {
        Result result = estimate(firstPass(tasks, classes), classes, 1, false);
        while (!result.converged() && result.passes() < MAX_PASSES) {
            Result next = estimate(pass(tasks, result), classes, result.passes() + 1, false);
            boolean rested = change(result, next) <= TOLERANCE;
            result = new Result(next.skills(), next.classPrior(), next.passes(), rested);
        }
        return result;
    }

    private static ExpectedCounts firstPass(Iterable<TaskVotes> tasks, int classes) {
        ExpectedCounts counts = new ExpectedCounts(classes);
        for (TaskVotes task : tasks) {
            check(task, classes);
            if (task.known() != null) {
                counts.add(task, certain(task.known(), classes));
            } else if (!task.votes().isEmpty()) {
                counts.add(task, voteShares(task, classes));
            }
        }
        return counts;
    }

    private static ExpectedCounts pass(Iterable<TaskVotes> tasks, Result believed) {
        ExpectedCounts counts = new ExpectedCounts(believed.classPrior().length);
        for (TaskVotes task : tasks) {
            if (task.known() != null || !task.votes().isEmpty()) {
                counts.add(task, believed.posterior(task));
            }
        }
        return counts;
    }

    private Result estimate(ExpectedCounts counts, int classes, int passes, boolean converged) {
        double[][] pooledCounts = counts.pooled();
        double accuracy = accuracy(pooledCounts, ASSUMED_ACCURACY, 0);
        double[][] mistakes = Confusion.shrunk(pooledCounts, Confusion.symmetric(classes, accuracy), shrinkage.pooled())
                .toArray();
        Map<String, Confusion> confusions = new HashMap<>();
        counts.byAnnotator().forEach((annotator, own) -> {
            Confusion prior = Confusion.coin(accuracy(own, accuracy, shrinkage.accuracy()), mistakes);
            confusions.put(annotator, Confusion.shrunk(own, prior, shrinkage.rows() / classes));
        });
        Skills skills = new Skills("dawid-skene", Confusion.coin(accuracy, mistakes), confusions);
        return new Result(skills, counts.classShares(shrinkage.classes()), passes, converged);
    }

    /** Share of right answers, a prior accuracy being worth so many labels; the prior where there are none. */
    private static double accuracy(double[][] counts, double prior, double strength) {
        double right = strength * prior;
        double all = strength;
        for (int truth = 0; truth < counts.length; truth++) {
            right += counts[truth][truth];
            for (double count : counts[truth]) {
                all += count;
            }
        }
        return all > 0 ? Math.min(1, right / all) : prior;
    }

    private static double[] voteShares(TaskVotes task, int classes) {
        double[] shares = MajorityVote.of(classes, task.votes());
        if (task.prior() == null) {
            return shares;
        }
        double priorSum = Arrays.stream(task.prior()).sum();
        int votes = task.votes().size();
        for (int i = 0; i < classes; i++) {
            shares[i] = (shares[i] * votes + task.prior()[i] / priorSum) / (votes + 1);
        }
        return shares;
    }

    private static double change(Result before, Result after) {
        double change = 0;
        for (int i = 0; i < before.classPrior().length; i++) {
            change = Math.max(change, change(before.classPrior()[i], after.classPrior()[i]));
        }
        for (Map.Entry<String, Confusion> entry : after.skills().byAnnotator().entrySet()) {
            Confusion old = before.skills().of(entry.getKey());
            for (int truth = 0; truth < old.classes(); truth++) {
                for (int answer = 0; answer < old.classes(); answer++) {
                    change = Math.max(
                            change,
                            change(old.p(truth, answer), entry.getValue().p(truth, answer)));
                }
            }
        }
        return change;
    }

    private static double change(double before, double after) {
        return Math.abs(after - before) / Math.max(SMALLEST_RELATIVE_TO, Math.max(before, after));
    }

    private static void check(TaskVotes task, int classes) {
        boolean fits = task.known() == null || task.known() >= 0 && task.known() < classes;
        fits &= task.prior() == null || task.prior().length == classes;
        for (Vote vote : task.votes()) {
            fits &= vote.answer() < classes;
        }
        if (!fits) {
            throw new IllegalArgumentException("task " + task.item() + " does not fit " + classes + " classes");
        }
    }

    private static double[] certain(int answer, int classes) {
        double[] truth = new double[classes];
        truth[answer] = 1;
        return truth;
    }
}
