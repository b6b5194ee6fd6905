package dev.labelmill.core.weak;

import dev.labelmill.core.prelabel.Softmax;
import java.util.Arrays;

/** A label model's logarithms, summed so that a posterior takes time for the rules that match only. */
public final class PosteriorTable {

    private final double[] abstaining;
    private final int[] classes;
    private final double[] own;
    private final double[] others;

    public PosteriorTable(LabelModel model) {
        int size = model.shares().size();
        int rules = model.rules().size();
        abstaining = new double[size];
        classes = new int[rules];
        own = new double[rules];
        others = new double[rules];
        Arrays.setAll(abstaining, k -> Math.log(model.shares().get(k)));
        for (int j = 0; j < rules; j++) {
            LabelModel.Trust trust = model.rules().get(j);
            classes[j] = trust.classIndex();
            own[j] = Math.log(trust.hit()) - Math.log1p(-trust.hit());
            others[j] = Math.log(trust.falseAlarm()) - Math.log1p(-trust.falseAlarm());
            for (int k = 0; k < size; k++) {
                abstaining[k] += Math.log1p(-(k == classes[j] ? trust.hit() : trust.falseAlarm()));
            }
        }
    }

    /** See {@link LabelModel#posterior}. */
    public double[] posterior(Pattern pattern) {
        double[] logs = abstaining.clone();
        for (int rule : pattern.rules()) {
            for (int k = 0; k < logs.length; k++) {
                logs[k] += k == classes[rule] ? own[rule] : others[rule];
            }
        }
        Softmax.inPlace(logs);
        return logs;
    }
}
