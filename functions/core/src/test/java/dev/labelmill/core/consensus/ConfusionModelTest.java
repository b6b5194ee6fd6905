package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A model of two classes with two kinds of tasks each, its answers' probabilities multiplied by hand. */
class ConfusionModelTest {

    private static final double[] SHARES = {.4, .2, .3, .1};

    /** p(answer 0 | state): of two annotators and of a stranger. */
    private static final double[][] SAYS_FIRST = {{.9, .6, .1, .4}, {.8, .5, .3, .5}, {.85, .55, .2, .45}};

    private static ConfusionModel model(double[] shares) {
        double[] table = new double[3 * 2 * 4];
        for (int w = 0; w < 3; w++) {
            for (int s = 0; s < 4; s++) {
                table[w * 8 + s] = SAYS_FIRST[w][s];
                table[w * 8 + 4 + s] = 1 - SAYS_FIRST[w][s];
            }
        }
        return new ConfusionModel("given", 2, 2, shares, table, 7, true);
    }

    private static double p(int annotator, int answer, int state) {
        return answer == 0 ? SAYS_FIRST[annotator][state] : 1 - SAYS_FIRST[annotator][state];
    }

    /** Five answers: four are taken together, and one is left. */
    @Test
    void a_class_is_as_probable_as_its_kinds_together() {
        int[] who = {0, 1, 9, 0, 1};
        int[] what = {0, 1, 1, 0, 0};
        for (double[] own : new double[][] {null, {3, 1}}) {
            TaskView task = TaskView.of(0, -1, own, who, what);
            double[] joint = new double[2];
            for (int s = 0; s < 4; s++) {
                double ofClass = SHARES[s / 2 * 2] + SHARES[s / 2 * 2 + 1];
                double product = own == null ? SHARES[s] : own[s / 2] / 4 * SHARES[s] / ofClass;
                for (int i = 0; i < 5; i++) {
                    product *= p(Math.min(2, who[i]), what[i], s);
                }
                joint[s / 2] += product;
            }
            double[] posterior = new double[2];

            double evidence = model(SHARES).posterior(task, posterior);

            assertThat(evidence).isCloseTo(Math.log(joint[0] + joint[1]), within(1e-12));
            assertThat(posterior[0]).isCloseTo(joint[0] / (joint[0] + joint[1]), within(1e-12));
            assertThat(posterior[1]).isCloseTo(joint[1] / (joint[0] + joint[1]), within(1e-12));
        }
    }

    /** Class 0 is .4 of the first kind and .2 of the second: (.4 · .9 + .2 · .6) / .6 = .8. */
    @Test
    void a_confusion_is_the_mean_over_the_kinds_as_often_as_they_occur() {
        Confusion confusion = model(SHARES).confusion(0).orElseThrow();

        assertThat(confusion.p(0, 0)).isCloseTo(.8, within(1e-12));
        assertThat(confusion.p(1, 0)).isCloseTo((.3 * .1 + .1 * .4) / .4, within(1e-12));
        assertThat(model(SHARES).accuracy(0)).isCloseTo(.4 * .9 + .2 * .6 + .3 * .9 + .1 * .6, within(1e-12));
        assertThat(model(SHARES).classShares()).containsExactly(new double[] {.6, .4}, within(1e-12));
        assertThat(model(SHARES).method()).isEqualTo("given");
        assertThat(model(SHARES).iterations()).isEqualTo(7);
    }

    @Test
    void kinds_of_a_class_that_never_occurs_count_alike() {
        Confusion confusion = model(new double[] {.7, .3, 0, 0}).confusion(0).orElseThrow();

        assertThat(confusion.p(1, 0)).isCloseTo((.1 + .4) / 2, within(1e-12));
    }

    /** What an answer tells is of the class: that it tells kinds of one class apart is of no use. */
    @Test
    void information_is_about_the_class_and_not_about_its_kinds() {
        double bits = entropy(.6, .4);
        for (int answer = 0; answer < 2; answer++) {
            double first = SHARES[0] * p(0, answer, 0) + SHARES[1] * p(0, answer, 1);
            double second = SHARES[2] * p(0, answer, 2) + SHARES[3] * p(0, answer, 3);
            bits -= (first + second) * entropy(first / (first + second), second / (first + second));
        }
        TaskView open = TaskView.of(0, -1, null, new int[0], new int[0]);

        assertThat(new ExpectedInformation(model(SHARES)).bits(open, 0)).isCloseTo(bits, within(1e-12));
    }

    private static double entropy(double one, double other) {
        return -(one * Math.log(one) + other * Math.log(other)) / Math.log(2);
    }

    /** The largest change is that of a share, .4 to .2: half of the larger. */
    @Test
    void a_change_is_relative_to_the_larger_number_or_to_the_least_that_counts() {
        ConfusionModel before = model(SHARES);
        ConfusionModel after = model(new double[] {.2, .4, .35, .05});

        assertThat(after.change(before, .01)).isCloseTo(.5, within(1e-12));
        assertThat(before.change(after, .01)).isCloseTo(.5, within(1e-12));
        assertThat(after.change(before, 2)).isCloseTo(.1, within(1e-12));
        assertThat(before.change(before, .01)).isZero();
    }

    @Test
    void a_mixed_model_is_the_mean_of_its_models() {
        ConfusionModel one = model(SHARES);
        ConfusionModel other = model(new double[] {.1, .1, .3, .5});
        TaskView task = TaskView.of(0, -1, null, new int[] {0, 1}, new int[] {0, 1});
        double[] first = new double[2];
        double[] second = new double[2];
        double evidence = (one.posterior(task, first) + other.posterior(task, second)) / 2;

        MixedModel mixed = MixedModel.of("mixed", List.of(one, other.rested(false)), "why");

        double[] posterior = new double[2];
        assertThat(mixed.posterior(task, posterior)).isCloseTo(evidence, within(1e-12));
        assertThat(posterior)
                .containsExactly(new double[] {(first[0] + second[0]) / 2, (first[1] + second[1]) / 2}, within(1e-12));
        assertThat(mixed.accuracy(1)).isCloseTo((one.accuracy(1) + other.accuracy(1)) / 2, within(1e-12));
        assertThat(mixed.confusion(1).orElseThrow().p(0, 1))
                .isCloseTo(
                        (one.confusion(1).orElseThrow().p(0, 1)
                                        + other.confusion(1).orElseThrow().p(0, 1))
                                / 2,
                        within(1e-12));
        assertThat(mixed.iterations()).isEqualTo(14);
        assertThat(mixed.converged()).isFalse();
        assertThat(MixedModel.of("mixed", List.of(one, other), "why").converged())
                .isTrue();
        assertThat(mixed.reason()).isEqualTo("why");
    }

    @Test
    void of_nothing_every_class_is_as_likely_to_dawid_and_skene() {
        ConfusionModel model = new DawidSkene().fit(Votes.builder().build(4));

        assertThat(model.classShares()).containsExactly(.25, .25, .25, .25);
        assertThat(List.of(new KindsDawidSkene(1, 1).name(), new ShrunkDawidSkene().name()))
                .containsExactly("kinds-ds", "fixed-shrunk-ds");
    }
}
