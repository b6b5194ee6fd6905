package dev.labelmill.core.agreement;

import static dev.labelmill.core.agreement.EveryCoefficient.ALL;
import static dev.labelmill.core.agreement.EveryCoefficient.CLASSES;
import static dev.labelmill.core.agreement.EveryCoefficient.NOMINAL;
import static dev.labelmill.core.agreement.EveryCoefficient.agreement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AgreementTest {

    /** Units of up to five raters, with gaps; the same rater in the same place. */
    @Provide
    Arbitrary<int[][]> raters() {
        return Arbitraries.integers()
                .between(0, 30)
                .flatMap(units -> Arbitraries.integers()
                        .between(-1, CLASSES - 1)
                        .array(int[].class)
                        .ofSize(units)
                        .array(int[][].class)
                        .ofMinSize(1)
                        .ofMaxSize(5));
    }

    @Property(tries = 300)
    void every_coefficient_is_that_of_its_definition(@ForAll("raters") int[][] raters) {
        List<List<Integer>> units = IntStream.range(0, raters[0].length)
                .mapToObj(unit -> Arrays.stream(raters)
                        .map(row -> row[unit])
                        .filter(answer -> answer >= 0)
                        .toList())
                .toList();
        PairwiseAgreement pairs = new PairwiseAgreement(units, CLASSES);
        Agreement agreement = agreement(raters);

        assertThat(agreement.observed().asOptional().isPresent())
                .isEqualTo(pairs.observed().isPresent());
        pairs.observed().ifPresent(value -> assertClose(agreement.observed(), value));
        pairs.alphaNominal().ifPresent(value -> assertClose(agreement.alpha(Metric.nominal()), value));
        pairs.alphaOrdinal().ifPresent(value -> assertClose(agreement.alpha(Metric.ordinal()), value));
        pairs.alphaInterval().ifPresent(value -> assertClose(agreement.alpha(Metric.interval()), value));
        for (Weights weights : Weights.values()) {
            pairs.gwet(weights).ifPresent(value -> assertClose(agreement.gwet(weights), value));
            pairs.fleissKappa(weights).ifPresent(value -> assertClose(agreement.fleissKappa(weights), value));
        }
    }

    @Property(tries = 300)
    void no_coefficient_depends_on_which_annotator_is_which(@ForAll("raters") int[][] raters, @ForAll long seed) {
        List<int[]> rows = new ArrayList<>(Arrays.asList(raters));
        Collections.shuffle(rows, new Random(seed));

        assertSame(ALL, agreement(raters), agreement(rows.toArray(int[][]::new)));
    }

    /** Labels of a task come in the order in which people gave them. */
    @Property(tries = 100)
    void no_coefficient_depends_on_the_order_in_which_ratings_come(
            @ForAll("raters") int[][] raters, @ForAll long seed) {
        List<int[]> ratings = new ArrayList<>();
        for (int rater = 0; rater < raters.length; rater++) {
            for (int unit = 0; unit < raters[rater].length; unit++) {
                if (raters[rater][unit] >= 0) {
                    ratings.add(new int[] {unit, rater, raters[rater][unit]});
                }
            }
        }
        Collections.shuffle(ratings, new Random(seed));

        Ratings shuffled = Ratings.of(CLASSES, column(ratings, 0), column(ratings, 1), column(ratings, 2));

        assertSame(ALL, agreement(raters), Agreement.of(shuffled));
    }

    private static int[] column(List<int[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column]).toArray();
    }

    @Property(tries = 300)
    void no_nominal_coefficient_depends_on_which_class_is_which(@ForAll("raters") int[][] raters, @ForAll long seed) {
        List<Integer> names = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(names, new Random(seed));

        assertSame(NOMINAL, agreement(raters), agreement(mapped(raters, names::get)));
    }

    @Property(tries = 300)
    void no_coefficient_depends_on_the_direction_of_the_order(@ForAll("raters") int[][] raters) {
        assertSame(ALL, agreement(raters), agreement(mapped(raters, answer -> CLASSES - 1 - answer)));
    }

    /** Alpha corrects for the number n of votes: 1 - alpha grows by (2n - 1) / (2n - 2) when each unit comes twice. */
    @Property(tries = 300)
    void duplicated_units_change_nothing_but_the_small_sample_correction_of_alpha(@ForAll("raters") int[][] raters) {
        int[][] twice = Arrays.stream(raters)
                .map(row ->
                        IntStream.concat(Arrays.stream(row), Arrays.stream(row)).toArray())
                .toArray(int[][]::new);
        Agreement once = agreement(raters);
        Agreement doubled = agreement(twice);

        for (Function<Agreement, Coefficient> coefficient : NOMINAL.subList(0, 4)) {
            coefficient.apply(once).asOptional().ifPresent(v -> assertClose(coefficient.apply(doubled), v));
        }
        double n = IntStream.range(0, raters[0].length)
                .mapToLong(unit ->
                        Arrays.stream(raters).filter(row -> row[unit] >= 0).count())
                .filter(m -> m > 1)
                .sum();
        once.alpha(Metric.nominal())
                .asOptional()
                .ifPresent(v -> assertClose(doubled.alpha(Metric.nominal()), 1 - (1 - v) * (2 * n - 1) / (2 * n - 2)));
    }

    @Property(tries = 300)
    void every_coefficient_is_a_finite_estimate_up_to_one_or_says_why_not(@ForAll("raters") int[][] raters) {
        for (Function<Agreement, Coefficient> coefficient : ALL) {
            if (coefficient.apply(agreement(raters)) instanceof Estimate estimate) {
                assertThat(estimate.low()).isFinite().isLessThanOrEqualTo(estimate.value());
                assertThat(estimate.high()).isBetween(estimate.value(), 1.0);
            }
        }
    }

    @Test
    void kappa_is_the_mean_over_pairs_of_raters_that_have_one() {
        int[] a = {0, 0, 1, 1, -1, -1};
        int[] b = {0, 1, 1, 1, -1, -1};
        int[] c = {0, 0, 1, 0, -1, -1};
        int[] alone = {-1, -1, -1, -1, 2, -1};

        double ab = value(agreement(a, b).cohenKappa(Weights.IDENTITY));
        double ac = value(agreement(a, c).cohenKappa(Weights.IDENTITY));
        double bc = value(agreement(b, c).cohenKappa(Weights.IDENTITY));

        assertThat(ab).isCloseTo(.5, within(1e-12));
        assertClose(agreement(a, b, c, alone).cohenKappa(Weights.IDENTITY), (ab + ac + bc) / 3);
    }

    @Test
    void the_last_of_repeated_ratings_counts() {
        Ratings repeated = Ratings.of(
                CLASSES, new int[] {1, 0, 1, 0, 1, 0}, new int[] {0, 1, 1, 0, 0, 1}, new int[] {3, 0, 2, 1, 2, 1});

        assertSame(ALL, Agreement.of(repeated), agreement(new int[] {1, 2}, new int[] {1, 2}));
    }

    private static void assertSame(
            List<Function<Agreement, Coefficient>> coefficients, Agreement one, Agreement other) {
        for (Function<Agreement, Coefficient> coefficient : coefficients) {
            if (coefficient.apply(one) instanceof Estimate estimate) {
                Estimate same = (Estimate) coefficient.apply(other);
                assertThat(same.value()).isCloseTo(estimate.value(), within(1e-12));
                assertThat(same.low()).isCloseTo(estimate.low(), within(1e-6));
                assertThat(same.high()).isCloseTo(estimate.high(), within(1e-6));
            } else {
                assertThat(coefficient.apply(other)).isEqualTo(coefficient.apply(one));
            }
        }
    }

    private static int[][] mapped(int[][] raters, IntUnaryOperator names) {
        return Arrays.stream(raters)
                .map(row -> Arrays.stream(row)
                        .map(answer -> answer < 0 ? answer : names.applyAsInt(answer))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static void assertClose(Coefficient coefficient, double value) {
        assertThat(value(coefficient)).isCloseTo(value, within(1e-12));
    }

    private static double value(Coefficient coefficient) {
        return coefficient.asOptional().orElseThrow();
    }
}
