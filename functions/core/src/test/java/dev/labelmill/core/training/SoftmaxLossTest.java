package dev.labelmill.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxLossTest {

    @Property(tries = 30)
    void the_gradient_is_the_slope_of_the_value(
            @ForAll @IntRange(min = 1, max = 12) int dimension,
            @ForAll @IntRange(min = 2, max = 5) int classes,
            @ForAll @DoubleRange(min = .05, max = 1) double density,
            @ForAll @IntRange(max = 1000) int seed) {
        Random random = new Random(seed);
        List<Example> examples = examples(70, dimension, classes, density, random);
        Design design = new Design(examples, dimension, classes);
        SoftmaxLoss loss = new SoftmaxLoss(design, Part.of(design, examples), .01);
        double[] at = random.doubles(design.parameters(), -1, 1).toArray();
        double[] gradient = new double[at.length];
        loss.valueAndGradient(at, gradient);

        double[] ignored = new double[at.length];
        double step = 1e-5;
        for (int i = 0; i < at.length; i++) {
            double[] right = at.clone();
            right[i] += step;
            double[] left = at.clone();
            left[i] -= step;
            double slope = (loss.valueAndGradient(right, ignored) - loss.valueAndGradient(left, ignored)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-6));
        }
    }

    @Property(tries = 30)
    void dense_and_sparse_blocks_are_the_same_products(
            @ForAll @IntRange(min = 1, max = 12) int dimension,
            @ForAll @IntRange(min = 2, max = 6) int classes,
            @ForAll @IntRange(max = 1000) int seed) {
        Random random = new Random(seed);
        List<Example> examples = examples(9, dimension, classes, .5, random);
        int[] columns = IntStream.range(0, dimension).toArray();
        Block dense = new DenseBlock(examples, dimension, columns);
        Block sparse = new SparseBlock(examples, columns);
        double[] weights = random.doubles((long) classes * dimension).toArray();
        double[] residuals = random.doubles(classes * 9L).toArray();
        double[] denseScores = new double[classes * 9];
        double[] sparseScores = new double[classes * 9];
        double[] denseGradient = new double[classes * dimension];
        double[] sparseGradient = new double[classes * dimension];

        dense.addScores(weights, classes, denseScores);
        sparse.addScores(byFeature(weights, classes), classes, sparseScores);
        dense.addGradient(residuals, classes, denseGradient);
        sparse.addGradient(residuals, classes, sparseGradient);

        assertThat(sparseScores).containsExactly(denseScores, within(1e-6));
        assertThat(sparseGradient).containsExactly(byFeature(denseGradient, classes), within(1e-6));
    }

    @Test
    void a_posterior_counts_as_that_many_parts_of_an_example_of_each_class() {
        FeatureVector x = new FeatureVector(2, new int[] {0, 1}, new float[] {1, -2});
        List<Example> soft = List.of(new Example("a", x, new double[] {.7, .3}, 1, 0));
        List<Example> parts = List.of(
                new Example("a", x, new double[] {1, 0}, .7, 0), new Example("b", x, new double[] {0, 1}, .3, 0));
        double[] at = {.1, .2, -.3, .4, .5, -.6};
        double[] one = new double[6];
        double[] other = new double[6];
        Design design = new Design(soft, 2, 2);

        double value = new SoftmaxLoss(design, Part.of(design, soft), .1).valueAndGradient(at, one);
        assertThat(new SoftmaxLoss(design, Part.of(design, parts), .1).valueAndGradient(at, other))
                .isCloseTo(value, within(1e-12));
        assertThat(other).containsExactly(one, within(1e-12));
    }

    @Test
    void features_that_no_example_has_cost_nothing_and_weigh_nothing() {
        FeatureVector x = new FeatureVector(1, new int[] {999_999}, new float[] {1});
        Design design = new Design(List.of(Example.certain("a", x, 0, 2, 0)), 1_000_000, 2);

        assertThat(design.parameters()).isEqualTo(4);
        double[] parameters = {1, 2, 3, 4};
        assertThat(design.parameters(design.head(parameters))).containsExactly(parameters);
        assertThat(design.head(parameters).weights()[1][0]).isZero();
    }

    @Test
    void a_mean_has_the_interval_of_its_standard_error() {
        Measured even = Measured.mean(new double[] {3, 3, 3, 2}, new double[] {1, 1, 1, 1});

        assertThat(even.value()).isEqualTo(2.75);
        assertThat(even.low()).isCloseTo(2.75 - 1.959964 * Math.sqrt(.75 * .25 / 4), within(1e-9));
        assertThat(even.high()).isCloseTo(2.75 + 1.959964 * Math.sqrt(.75 * .25 / 4), within(1e-9));
    }

    /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, .2553, .3662", "15, 148, .0624, .1605", "0, 20, 0, .1611", "1, 29, .0061, .1718"})
    void a_share_has_the_published_score_interval(int right, int of, double low, double high) {
        Measured share = Measured.share(ones(right, of), ones(of, of));

        assertThat(share.value()).isCloseTo((double) right / of, within(1e-12));
        assertThat(share.low()).isCloseTo(low, within(5e-5));
        assertThat(share.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void a_share_of_all_is_not_taken_for_certain() {
        Measured all = Measured.share(ones(40, 40), ones(40, 40));

        assertThat(all.high()).isEqualTo(1);
        assertThat(all.low()).isCloseTo(1 / (1 + 1.959964 * 1.959964 / 40), within(1e-9));
    }

    @Test
    void what_is_half_probable_is_as_uncertain_as_what_is_right_in_half_of_the_cases() {
        double[] halves = {.5, .5, .5, .5};

        assertThat(Measured.share(halves, ones(4, 4))).isEqualTo(Measured.share(new double[] {1, 0, 1, 0}, ones(4, 4)));
    }

    private static double[] ones(int ones, int of) {
        double[] values = new double[of];
        Arrays.fill(values, 0, ones, 1);
        return values;
    }

    private static List<Example> examples(int count, int dimension, int classes, double density, Random random) {
        List<Example> examples = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int[] indices = random.ints(dimension, 0, dimension)
                    .distinct()
                    .sorted()
                    .filter(i -> random.nextDouble() < density)
                    .toArray();
            float[] values = new float[indices.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() - .3f;
            }
            double[] target = random.doubles(classes, .01, 1).toArray();
            double sum = Arrays.stream(target).sum();
            double[] posterior = Arrays.stream(target).map(t -> t / sum).toArray();
            FeatureVector features = new FeatureVector(indices.length, indices, values);
            examples.add(new Example("e" + n, features, posterior, .5 + random.nextDouble(), 0));
        }
        return examples;
    }

    private static double[] byFeature(double[] byClass, int classes) {
        int dimension = byClass.length / classes;
        double[] byFeature = new double[byClass.length];
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < dimension; i++) {
                byFeature[i * classes + k] = byClass[k * dimension + i];
            }
        }
        return byFeature;
    }
}
