package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Intervals by linearisation, against slopes that are measured: each of a few different units comes many times, and a
 * coefficient's derivative by the number of a unit's copies is taken from one copy more and one less.
 */
class NumericSlopesTest {

    private static final int CLASSES = 4;
    private static final int COPIES = 40;
    private static final int ABSENT = -1;

    private static final Map<String, Function<Agreement, Coefficient>> COEFFICIENTS = coefficients();

    private static Map<String, Function<Agreement, Coefficient>> coefficients() {
        Map<String, Function<Agreement, Coefficient>> all = new LinkedHashMap<>();
        all.put("observed", Agreement::observed);
        for (Weights weights : Weights.values()) {
            all.put("fleiss " + weights, a -> a.fleissKappa(weights));
            all.put("gwet " + weights, a -> a.gwet(weights));
        }
        all.put("alpha nominal", a -> a.alpha(Metric.nominal()));
        all.put("alpha ordinal", a -> a.alpha(Metric.ordinal()));
        all.put("alpha interval", a -> a.alpha(Metric.interval()));
        all.put("alpha ratio", a -> a.alpha(Metric.ratio(0, 1, 2, 5)));
        return all;
    }

    static String[] names() {
        return COEFFICIENTS.keySet().toArray(String[]::new);
    }

    /** Of one to four ratings each; those with one have a part in what chance gives, and none in what is observed. */
    private static final int[][] UNITS = {
        {0, 0, 0, ABSENT}, {1, 1, ABSENT, ABSENT}, {3, 2, 3, 3}, {0, ABSENT, ABSENT, ABSENT}, {2, 2, 2, 2},
        {ABSENT, 0, 1, ABSENT}, {3, 3, ABSENT, 0}, {ABSENT, ABSENT, ABSENT, 3}, {1, 0, 1, 1}, {ABSENT, 2, 2, 1}
    };

    @ParameterizedTest
    @MethodSource("names")
    void an_interval_is_that_of_the_measured_slopes(String name) {
        assertIntervalOfSlopes(UNITS, COEFFICIENTS.get(name));
    }

    /** Of two raters kappa has one table, and its interval is by linearisation too. */
    @Test
    void the_interval_of_two_raters_kappa_is_that_of_the_measured_slopes() {
        int[][] pairs = {{0, 0}, {0, 1}, {1, 1}, {2, 2}, {3, 2}, {3, 3}, {1, 3}, {2, ABSENT}, {2, 0}};

        for (Weights weights : Weights.values()) {
            assertIntervalOfSlopes(
                    Arrays.stream(pairs).filter(unit -> unit[1] != ABSENT).toArray(int[][]::new),
                    a -> a.cohenKappa(weights));
            assertThat(agreement(pairs, copies(pairs)).cohenKappa(weights))
                    .as("a unit with one rating has no part in it")
                    .isEqualTo(agreement(pairs, without(pairs, 7)).cohenKappa(weights));
        }
    }

    private static void assertIntervalOfSlopes(int[][] units, Function<Agreement, Coefficient> coefficient) {
        Estimate estimate = (Estimate) coefficient.apply(agreement(units, copies(units)));
        double[] slopes = IntStream.range(0, units.length)
                .mapToDouble(unit -> slope(units, unit, coefficient))
                .toArray();
        boolean[] counted = counted(units, coefficient);
        long n = 0;
        double mean = 0;
        for (int u = 0; u < units.length; u++) {
            n += counted[u] ? COPIES : 0;
            mean += counted[u] ? COPIES * slopes[u] : 0;
        }
        mean /= n;
        double squares = 0;
        for (int u = 0; u < units.length; u++) {
            squares += counted[u] ? COPIES * (slopes[u] - mean) * (slopes[u] - mean) : 0;
        }
        double half = TDistribution.of(n - 1.0).inverseSurvivalProbability(.025) * Math.sqrt(squares * n / (n - 1));

        assertThat(estimate.value() - estimate.low()).isCloseTo(half, within(2e-3 * half));
        assertThat(estimate.high() - estimate.value()).isCloseTo(half, within(2e-3 * half));
    }

    /** Units that have no slope are none of a coefficient's units. */
    private static boolean[] counted(int[][] units, Function<Agreement, Coefficient> coefficient) {
        boolean[] counted = new boolean[units.length];
        for (int u = 0; u < units.length; u++) {
            counted[u] = Math.abs(slope(units, u, coefficient)) > 1e-12;
        }
        return counted;
    }

    private static double slope(int[][] units, int unit, Function<Agreement, Coefficient> coefficient) {
        int[] more = copies(units);
        int[] fewer = copies(units);
        more[unit]++;
        fewer[unit]--;
        return (value(units, more, coefficient) - value(units, fewer, coefficient)) / 2;
    }

    private static double value(int[][] units, int[] copies, Function<Agreement, Coefficient> coefficient) {
        return coefficient.apply(agreement(units, copies)).asOptional().orElseThrow();
    }

    private static int[] copies(int[][] units) {
        int[] copies = new int[units.length];
        Arrays.fill(copies, COPIES);
        return copies;
    }

    private static int[] without(int[][] units, int unit) {
        int[] copies = copies(units);
        copies[unit] = 0;
        return copies;
    }

    private static Agreement agreement(int[][] units, int[] copies) {
        int[] all = IntStream.range(0, units.length)
                .flatMap(unit -> IntStream.generate(() -> unit).limit(copies[unit]))
                .toArray();
        int[][] raters = IntStream.range(0, units[0].length)
                .mapToObj(rater ->
                        Arrays.stream(all).map(unit -> units[unit][rater]).toArray())
                .toArray(int[][]::new);
        return Agreement.of(Ratings.ofRaters(CLASSES, raters));
    }

    /** What all units share moves no unit more than another, and costs no digits. */
    @Test
    void an_interval_is_the_same_whatever_all_influences_have_in_common() {
        Random random = new Random(9);
        Influences plain = new Influences();
        Influences shifted = new Influences();
        for (int unit = 0; unit < 200; unit++) {
            double influence = random.nextInt(1_000) / 100_000.0;
            plain.add(influence);
            shifted.add(1e6 + influence);
        }

        Estimate one = (Estimate) plain.around(0, -1, .95);
        Estimate other = (Estimate) shifted.around(0, -1, .95);

        assertThat(other.high()).isCloseTo(one.high(), within(1e-6 * one.high()));
        assertThat(other.low()).isCloseTo(-one.high(), within(1e-6 * one.high()));
    }

    /** Of 1, 0, 1, 1 the mean is 3/4, its standard error √(3/16 / 3) = 1/4, and t of 3 degrees at .8 is 1.638 (tables). */
    @Test
    void the_interval_of_a_mean_is_reckoned_by_hand() {
        Influences likenesses = new Influences();
        for (double likeness : new double[] {1, 0, 1, 1}) {
            likenesses.add(likeness);
        }

        Estimate mean = (Estimate) likenesses.aroundMean(.8);

        assertThat(mean.value()).isCloseTo(.75, within(1e-12));
        assertThat(mean.low()).isCloseTo(.75 - 1.638 / 4, within(1e-3));
        assertThat(mean.high()).isEqualTo(1);
    }
}
