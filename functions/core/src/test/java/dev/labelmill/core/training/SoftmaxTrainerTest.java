package dev.labelmill.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxTrainerTest {

    @Test
    void at_the_optimum_the_gradient_vanishes() {
        double l2 = 0.01;
        float[][] x = examples(200, 64, new Random(3));
        int[] y = labels(x, 10);
        SoftmaxTrainer.Head head = new SoftmaxTrainer(l2).fit(x, y, 10);
        for (int k = 0; k < 10; k++) {
            double biasGradient = 0;
            double[] gradient = new double[64];
            for (int n = 0; n < x.length; n++) {
                double residual = (probabilities(head, x[n])[k] - (y[n] == k ? 1 : 0)) / x.length;
                biasGradient += residual;
                for (int i = 0; i < 64; i++) {
                    gradient[i] += residual * x[n][i];
                }
            }
            assertThat(biasGradient).isCloseTo(0, within(1e-5));
            for (int i = 0; i < 64; i++) {
                assertThat(gradient[i] + l2 * head.weights()[k][i]).isCloseTo(0, within(1e-5));
            }
        }
    }

    @Test
    void without_informative_features_the_head_learns_the_base_rates() {
        float[][] x = new float[10][1];
        int[] y = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1};
        SoftmaxTrainer.Head head = new SoftmaxTrainer(1).fit(x, y, 2);
        assertThat(probabilities(head, new float[1])).containsExactly(new double[] {0.7, 0.3}, within(1e-5));
    }

    @Test
    void equal_input_gives_equal_heads() {
        float[][] x = examples(50, 8, new Random(4));
        int[] y = labels(x, 3);
        assertThat(new SoftmaxTrainer(0.1).fit(x, y, 3).weights())
                .isDeepEqualTo(new SoftmaxTrainer(0.1).fit(x, y, 3).weights());
    }

    @Test
    void a_class_without_examples_gets_next_to_no_probability() {
        float[][] x = examples(50, 4, new Random(4));
        SoftmaxTrainer.Head head = new SoftmaxTrainer(0.1).fit(x, labels(x, 2), 3);
        assertThat(probabilities(head, x[0])[2]).isLessThan(1e-3);
    }

    @Test
    void input_that_does_not_fit_is_refused() {
        assertThatThrownBy(() -> new SoftmaxTrainer(0)).isInstanceOf(IllegalArgumentException.class);
        SoftmaxTrainer trainer = new SoftmaxTrainer(1);
        assertThatThrownBy(() -> trainer.fit(new float[0][], new int[0], 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trainer.fit(new float[1][1], new int[] {2}, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static float[][] examples(int count, int dimension, Random random) {
        float[][] x = new float[count][dimension];
        for (float[] example : x) {
            for (int i = 0; i < dimension; i++) {
                example[i] = random.nextFloat();
            }
        }
        return x;
    }

    private static int[] labels(float[][] x, int classes) {
        int[] labels = new int[x.length];
        for (int n = 0; n < x.length; n++) {
            labels[n] = Math.min(classes - 1, (int) (x[n][0] * classes));
        }
        return labels;
    }

    private static double[] probabilities(SoftmaxTrainer.Head head, float[] x) {
        double[] scores = new double[head.bias().length];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = head.bias()[k];
            for (int i = 0; i < x.length; i++) {
                scores[k] += head.weights()[k][i] * x[i];
            }
        }
        double sum = Arrays.stream(scores).map(Math::exp).sum();
        return Arrays.stream(scores).map(s -> Math.exp(s) / sum).toArray();
    }
}
