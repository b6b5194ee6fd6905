package dev.labelmill.core.consensus;

import java.util.Optional;

/** What a {@link ConsensusMethod} learnt. Immutable. */
public interface ConsensusModel {

    /** The number of an annotator nobody knows: what is believed of such a one is what holds for all together. */
    int STRANGER = Integer.MAX_VALUE;

    /** Number of classes. */
    int classes();

    /**
     * Writes the distribution over a task's classes; it sums to 1. A known answer is certain. A task nobody answered
     * has its own prior, or what the method believes of any task.
     *
     * @param task one of the votes the model was fitted to
     * @param into one entry a class
     * @return the natural logarithm of the probability of the task's answers under the model (of the known class
     *     where there is one), for methods that have a model of answers, otherwise 0
     */
    double posterior(TaskView task, double[] into);

    /** The distribution over a task's classes, in a new array. */
    default double[] posterior(TaskView task) {
        double[] posterior = new double[classes()];
        posterior(task, posterior);
        return posterior;
    }

    /**
     * How often an annotator is right, as far as the method tells, in [0, 1]: of an annotator nobody knows what is
     * believed of anybody.
     */
    double accuracy(int annotator);

    /** p(answer | truth) of an annotator, where the method has such a thing. */
    default Optional<Confusion> confusion(int annotator) {
        return Optional.empty();
    }

    /** How often the votes were read to fit it. */
    int iterations();

    /** Whether the estimates had come to rest when the passes ended, by the method's own measure. */
    boolean converged();

    /** Which method decides: of a method that chooses among others, the chosen one. */
    String method();

    /** Why this method, in a sentence; empty where there was no choice. */
    default String reason() {
        return "";
    }
}
