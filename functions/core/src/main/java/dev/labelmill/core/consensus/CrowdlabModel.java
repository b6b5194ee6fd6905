package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * What {@link Crowdlab} learns.
 *
 * @param weights per annotator
 * @param strangerWeight of an annotator nobody knows
 * @param modelWeight of the pre-label
 * @param typical P: how often annotators agree with the consensus
 * @param agreements per annotator, with the others on a task
 */
record CrowdlabModel(
        String method,
        int classes,
        double[] weights,
        double strangerWeight,
        double modelWeight,
        double typical,
        double[] agreements)
        implements ConsensusModel {

    @Override
    public double posterior(TaskView task, double[] into) {
        Arrays.fill(into, 0);
        if (task.isKnown()) {
            into[task.known()] = 1;
            return 0;
        }
        double even = (1 - typical) / (classes - 1);
        double sum = 0;
        for (int i = 0; i < task.count(); i++) {
            double weight = task.annotator(i) < weights.length ? weights[task.annotator(i)] : strangerWeight;
            into[task.answer(i)] += weight * (typical - even);
            sum += weight;
        }
        double modelSum = task.prior() == null ? 0 : Arrays.stream(task.prior()).sum();
        double model = task.prior() == null ? 0 : modelWeight;
        if (sum + model <= 0) {
            Arrays.fill(into, 1.0 / classes);
            return 0;
        }
        for (int k = 0; k < classes; k++) {
            double ofModel = task.prior() == null ? 0 : model * task.prior()[k] / modelSum;
            into[k] = (into[k] + sum * even + ofModel) / (sum + model);
        }
        return 0;
    }

    @Override
    public double accuracy(int annotator) {
        return annotator < agreements.length ? agreements[annotator] : typical;
    }

    @Override
    public int iterations() {
        return 1;
    }

    @Override
    public boolean converged() {
        return true;
    }
}
