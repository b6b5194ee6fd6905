package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often intervals of 95 % hold the coefficient of the population that the units come from: one of 400,000 units, of
 * which samples of 500 are drawn. Four raters out of six see a unit, or fewer; some units get one rating only.
 */
@Tag("draws")
class IntervalCoverageTest {

    private static final int CLASSES = 4;
    private static final int RATERS = 6;
    private static final int SAMPLES = 1_000;
    private static final int SAMPLE = 500;

    private static final Map<String, Function<Agreement, Coefficient>> COEFFICIENTS = Map.of(
            "observed", Agreement::observed,
            "fleiss", a -> a.fleissKappa(Weights.IDENTITY),
            "ac1", a -> a.gwet(Weights.IDENTITY),
            "ac2", a -> a.gwet(Weights.QUADRATIC),
            "nominal", a -> a.alpha(Metric.nominal()),
            "ordinal", a -> a.alpha(Metric.ordinal()),
            "interval", a -> a.alpha(Metric.interval()),
            "ratio", a -> a.alpha(Metric.ratio(1, 2, 3, 4)));

    @Test
    void intervals_hold_the_populations_coefficient_about_as_often_as_they_say() {
        Random random = new Random(1);
        Agreement population = Agreement.of(draw(400_000, random));
        List<Agreement> samples = random.ints(SAMPLES)
                .mapToObj(seed -> Agreement.of(draw(SAMPLE, new Random(seed))))
                .toList();

        COEFFICIENTS.forEach((name, coefficient) -> {
            double truth = coefficient.apply(population).asOptional().orElseThrow();
            long holding = samples.stream()
                    .map(coefficient)
                    .map(Estimate.class::cast)
                    .filter(estimate -> estimate.low() <= truth && truth <= estimate.high())
                    .count();
            assertThat(holding / (double) SAMPLES).as(name).isBetween(.925, .975);
        });
    }

    /** The same for kappa between two raters who see every unit. */
    @Test
    void kappas_intervals_hold_the_populations_kappa_about_as_often_as_they_say() {
        Random random = new Random(2);
        double truth = Agreement.of(pairs(400_000, random))
                .cohenKappa(Weights.IDENTITY)
                .asOptional()
                .orElseThrow();

        long holding = random.ints(SAMPLES)
                .mapToObj(seed -> Agreement.of(pairs(SAMPLE, new Random(seed))).cohenKappa(Weights.IDENTITY))
                .map(Estimate.class::cast)
                .filter(estimate -> estimate.low() <= truth && truth <= estimate.high())
                .count();

        assertThat(holding / (double) SAMPLES).isBetween(.925, .975);
    }

    private static Ratings draw(int units, Random random) {
        int[][] raters = new int[RATERS][units];
        for (int unit = 0; unit < units; unit++) {
            int truth = Math.min(CLASSES - 1, random.nextInt(6));
            double seen = new double[] {.15, .5, .75}[random.nextInt(3)];
            for (int[] row : raters) {
                row[unit] = random.nextDouble() < seen ? answer(truth, random) : -1;
            }
        }
        return Ratings.ofRaters(CLASSES, raters);
    }

    private static Ratings pairs(int units, Random random) {
        int[][] raters = new int[2][units];
        for (int unit = 0; unit < units; unit++) {
            int truth = Math.min(CLASSES - 1, random.nextInt(6));
            raters[0][unit] = answer(truth, random);
            raters[1][unit] = answer(truth, random);
        }
        return Ratings.ofRaters(CLASSES, raters);
    }

    /** Right seven times in ten, else a neighbour or anything. */
    private static int answer(int truth, Random random) {
        int draw = random.nextInt(10);
        if (draw < 7) {
            return truth;
        }
        return draw < 9 ? Math.max(0, truth - 1) : random.nextInt(CLASSES);
    }
}
