package dev.labelmill.core.consensus;

import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.robust.AnnotatorBias;
import dev.labelmill.core.robust.ItemSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The median of ratings without what each annotator adds to all of theirs, for classes that are steps of a scale. An
 * answer is taken for the true step plus its annotator's {@link AnnotatorBias} plus noise of Laplace's distribution,
 * whose scale is the mean absolute residual. The likeliest step is then the one with the least sum of distances to the
 * corrected answers: the median, as far as the scale has it.
 *
 * <p>A known answer is kept; biases are learnt from how annotators differ from each other on all tasks alike, so that
 * with few classes and many labels methods with confusions can learn more.
 */
public final class ScaleMedian implements ConsensusMethod {

    /** Noise is at least this share of the scale's range, so that a crowd of one mind is not certain of everything. */
    private static final double LEAST_NOISE = 0.01;

    private final double[] steps;

    /**
     * @param steps the number each class stands for, from the least up
     * @throws IllegalArgumentException if they do not ascend
     */
    public ScaleMedian(double[] steps) {
        boolean ascending = IntStream.range(1, steps.length).allMatch(i -> steps[i - 1] < steps[i]);
        if (!ascending || steps.length < 2) {
            throw new IllegalArgumentException("a scale has two steps at least, which ascend");
        }
        this.steps = steps.clone();
    }

    @Override
    public String name() {
        return "median";
    }

    /** @throws IllegalArgumentException if there are not as many classes as steps */
    @Override
    public ConsensusModel fit(VoteSource votes) {
        if (votes.classes() != steps.length) {
            throw new IllegalArgumentException(
                    "a scale of " + steps.length + " steps does not fit " + votes.classes() + " classes");
        }
        String[] names = IntStream.range(0, votes.annotators())
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        Reading reading = new Reading(votes, names);
        AnnotatorBias learnt = AnnotatorBias.learnFrom(reading);
        double[] biases = Arrays.stream(names).mapToDouble(learnt::of).toArray();
        ScaleMedianModel model = new ScaleMedianModel(steps, biases, range(), reading.passes);
        return model.withNoise(Math.max(LEAST_NOISE * range(), model.meanResidual(votes)));
    }

    private double range() {
        return steps[steps.length - 1] - steps[0];
    }

    /** The votes as numbers. */
    private final class Reading implements ItemSource {
        private final VoteSource votes;
        private final String[] names;
        private int passes;

        private Reading(VoteSource votes, String[] names) {
            this.votes = votes;
            this.names = names;
        }

        @Override
        public void forEach(Consumer<? super List<Opinion<Double>>> item) {
            passes++;
            votes.forEach(task -> item.accept(opinions(task)));
        }

        private List<Opinion<Double>> opinions(TaskView task) {
            List<Opinion<Double>> opinions = new ArrayList<>(task.count());
            for (int i = 0; i < task.count(); i++) {
                opinions.add(new Opinion<>(names[task.annotator(i)], steps[task.answer(i)]));
            }
            return opinions;
        }
    }
}
