package dev.labelmill.core.consensus;

import java.util.List;
import java.util.Optional;

/** The mean of several models: of their posteriors, accuracies and confusions. */
final class MixedModel implements ConsensusModel {

    private final String method;
    private final List<ConsensusModel> models;
    private final String reason;

    private MixedModel(String method, List<ConsensusModel> models, String reason) {
        this.method = method;
        this.models = models;
        this.reason = reason;
    }

    static MixedModel of(String method, List<? extends ConsensusModel> models, String reason) {
        return new MixedModel(method, List.copyOf(models), reason);
    }

    @Override
    public int classes() {
        return models.get(0).classes();
    }

    @Override
    public double posterior(TaskView task, double[] into) {
        double[] sum = new double[into.length];
        double evidence = 0;
        for (ConsensusModel model : models) {
            evidence += model.posterior(task, into) / models.size();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += into[k] / models.size();
            }
        }
        System.arraycopy(sum, 0, into, 0, sum.length);
        return evidence;
    }

    @Override
    public double accuracy(int annotator) {
        double sum = 0;
        for (ConsensusModel model : models) {
            sum += model.accuracy(annotator);
        }
        return sum / models.size();
    }

    @Override
    public Optional<Confusion> confusion(int annotator) {
        double[][] mean = new double[classes()][classes()];
        for (ConsensusModel model : models) {
            Confusion confusion = model.confusion(annotator).orElseThrow();
            for (int truth = 0; truth < mean.length; truth++) {
                for (int answer = 0; answer < mean.length; answer++) {
                    mean[truth][answer] += confusion.p(truth, answer) / models.size();
                }
            }
        }
        return Optional.of(Confusion.of(mean));
    }

    @Override
    public int iterations() {
        return models.stream().mapToInt(ConsensusModel::iterations).sum();
    }

    @Override
    public boolean converged() {
        return models.stream().allMatch(ConsensusModel::converged);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String reason() {
        return reason;
    }
}
