package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Coefficients and intervals against published numbers, to the digits printed there. */
class PublishedAgreementTest {

    private static final double FIVE_DIGITS = 5e-6;
    private static final double FOUR_DIGITS = 5e-5;
    private static final double THREE_DIGITS = 5e-4;

    /** Wikipedia, "Krippendorff's alpha": three coders, fifteen units, gaps; classes 1 to 4. */
    private static final Ratings WIKIPEDIA = coders(4, 1, "*****34121133*3", "1*213343*******", "**21344*21133*4");

    /** K. L. Gwet, "On Krippendorff's Alpha Coefficient", 2015, and irrCAC's cac.raw4raters: gaps, classes 1 to 5. */
    private static final Ratings GWET = coders(5, 1, "123321412***", "1233224125**", "*33323422513", "12332441251*");

    /** A. F. Hayes and K. Krippendorff, 2007: five observers, forty units, gaps; classes 0 to 3. */
    private static final Ratings HAYES = coders(
            4,
            0,
            "112*001122*01311211000201001111223222221",
            "1130000*21102311121000302102111122222221",
            "203000222100221123001*30*1012202*2232*21",
            "*13****0*10022***31*103021122**122***12*",
            "2**0001*2****3112**0*0**2*0**20*2*2222*1");

    /** irrCAC's cac.raw5obser: the first fifteen of these units. */
    private static final Ratings OBSERVERS =
            coders(4, 0, "112*001122*0131", "1130000*2110231", "203000222100221", "*13****0*10022*", "2**0001*2****31");

    @Test
    void alpha_of_the_wikipedia_example() {
        assertThat(alpha(WIKIPEDIA, Metric.nominal())).isCloseTo(.691358, within(5e-7));
        assertThat(alpha(WIKIPEDIA, Metric.ordinal())).isCloseTo(.806721, within(5e-7));
        assertThat(alpha(WIKIPEDIA, Metric.interval())).isCloseTo(.810845, within(5e-7));
        assertThat(alpha(WIKIPEDIA, Metric.interval(1, 2, 3, 4))).isCloseTo(.810845, within(5e-7));
        assertThat(alpha(WIKIPEDIA, Metric.ratio(1, 2, 3, 4))).isCloseTo(.808944, within(5e-7));
    }

    @Test
    void coefficients_of_gwets_example() {
        Agreement agreement = Agreement.of(GWET);

        assertThat(value(agreement.observed())).isCloseTo(.8182, within(FOUR_DIGITS));
        assertThat(value(agreement.alpha(Metric.nominal()))).isCloseTo(.7434, within(FOUR_DIGITS));
        assertThat(value(agreement.alpha(Metric.ordinal()))).isCloseTo(.8154, within(FOUR_DIGITS));
        assertThat(value(agreement.alpha(Metric.interval()))).isCloseTo(.8491, within(FOUR_DIGITS));
        assertThat(value(agreement.gwet(Weights.IDENTITY))).isCloseTo(.7754, within(FOUR_DIGITS));
    }

    @Test
    void coefficients_of_hayes_and_krippendorffs_example() {
        Agreement agreement = Agreement.of(HAYES);

        assertThat(value(agreement.observed())).isCloseTo(.625, within(THREE_DIGITS));
        assertThat(value(agreement.alpha(Metric.nominal()))).isCloseTo(.4765, within(FOUR_DIGITS));
        assertThat(value(agreement.alpha(Metric.ordinal()))).isCloseTo(.75983, within(FIVE_DIGITS));
        assertThat(value(agreement.alpha(Metric.interval()))).isCloseTo(.75738, within(FIVE_DIGITS));
        assertThat(value(agreement.gwet(Weights.IDENTITY))).isCloseTo(.5093, within(FOUR_DIGITS));
    }

    /** J. L. Fleiss, 1971, the worked example as on Wikipedia: ten subjects, fourteen raters. */
    @Test
    void fleiss_kappa_of_the_worked_example() {
        Ratings ratings = counts(
                new int[] {0, 0, 0, 0, 14},
                new int[] {0, 2, 6, 4, 2},
                new int[] {0, 0, 3, 5, 6},
                new int[] {0, 3, 9, 2, 0},
                new int[] {2, 2, 8, 1, 1},
                new int[] {7, 7, 0, 0, 0},
                new int[] {3, 2, 6, 3, 0},
                new int[] {2, 5, 3, 2, 2},
                new int[] {6, 5, 2, 1, 0},
                new int[] {0, 2, 2, 3, 7});

        assertThat(value(Agreement.of(ratings).fleissKappa(Weights.IDENTITY))).isCloseTo(.20993, within(FIVE_DIGITS));
    }

    @Test
    void kappa_and_ac1_of_the_two_by_two_table() {
        Agreement agreement = Agreement.of(table(new int[][] {{20, 5}, {10, 15}}));

        assertThat(value(agreement.cohenKappa(Weights.IDENTITY))).isCloseTo(.4, within(1e-12));
        assertThat(value(agreement.cohenKappa(Weights.LINEAR))).isCloseTo(.4, within(1e-12));
        assertThat(value(agreement.cohenKappa(Weights.QUADRATIC))).isCloseTo(.4, within(1e-12));
        assertThat(value(agreement.gwet(Weights.IDENTITY))).isCloseTo(.405940594, within(5e-10));
        assertThat(value(agreement.observed())).isCloseTo(.7, within(1e-12));
    }

    @Test
    void kappa_and_ac1_of_the_four_by_four_table() {
        Agreement agreement =
                Agreement.of(table(new int[][] {{11, 3, 1, 0}, {1, 9, 0, 1}, {0, 1, 10, 0}, {1, 2, 0, 10}}));

        assertThat(value(agreement.cohenKappa(Weights.IDENTITY))).isCloseTo(.733475, within(5e-7));
        assertThat(value(agreement.cohenKappa(Weights.LINEAR))).isCloseTo(.747475, within(5e-7));
        assertThat(value(agreement.cohenKappa(Weights.QUADRATIC))).isCloseTo(.766355, within(5e-7));
        assertThat(value(agreement.gwet(Weights.IDENTITY))).isCloseTo(.733570, within(5e-7));
        assertThat(value(agreement.observed())).isCloseTo(.8, within(1e-12));
    }

    @Test
    void the_kappa_paradox() {
        Agreement agreement = Agreement.of(table(new int[][] {{118, 5}, {2, 0}}));

        assertThat(value(agreement.cohenKappa(Weights.IDENTITY))).isCloseTo(-.02339, within(FIVE_DIGITS));
        assertThat(value(agreement.gwet(Weights.IDENTITY))).isCloseTo(.94078, within(FIVE_DIGITS));
    }

    /** Gwet's irrCAC 1.0 on cac.raw4raters and cac.raw5obser. */
    @Test
    void gwets_and_fleiss_weighted_coefficients_as_in_irrcac() {
        Agreement raters = Agreement.of(GWET);

        assertThat(value(raters.gwet(Weights.IDENTITY))).isCloseTo(.775, within(THREE_DIGITS));
        assertThat(value(raters.gwet(Weights.LINEAR))).isCloseTo(.859, within(THREE_DIGITS));
        assertThat(value(raters.gwet(Weights.QUADRATIC))).isCloseTo(.914, within(THREE_DIGITS));
        assertThat(value(raters.gwet(Weights.ORDINAL))).isCloseTo(.899, within(THREE_DIGITS));
        assertThat(value(raters.fleissKappa(Weights.IDENTITY))).isCloseTo(.761, within(THREE_DIGITS));
        assertThat(value(raters.fleissKappa(Weights.LINEAR))).isCloseTo(.818, within(THREE_DIGITS));
        assertThat(value(raters.fleissKappa(Weights.QUADRATIC))).isCloseTo(.865, within(THREE_DIGITS));
        assertThat(value(raters.fleissKappa(Weights.ORDINAL))).isCloseTo(.850, within(THREE_DIGITS));
    }

    /**
     * The same, where all units have a pair. Where some have one rating only (cac.raw4raters) irrCAC takes the share of
     * units with a pair for given, and its intervals are longer than those of a ratio: .461 to 1 for AC1, here .501 to 1.
     */
    @Test
    void gwets_and_fleiss_intervals_as_in_irrcac() {
        Agreement observers = Agreement.of(OBSERVERS);

        assertEstimate(observers.gwet(Weights.IDENTITY), .497, .235, .758);
        assertEstimate(observers.fleissKappa(Weights.IDENTITY), .458, .199, .716);
    }

    /** irrCAC leaves a factor of (n - 1) / n, of the n = 40 ratings in units with a pair, out of alpha's standard error. */
    @Test
    void alphas_and_intervals_as_in_irrcac() {
        Agreement raters = Agreement.of(GWET);

        assertLow(raters.alpha(Metric.nominal()), .743, .419, 39 / 40.0);
        assertLow(raters.alpha(Metric.interval()), .849, .561, 39 / 40.0);
        assertLow(raters.alpha(Metric.of((one, other) -> Math.abs(one - other) / 4.0)), .800, .499, 39 / 40.0);
    }

    /** irrCAC on cont3x3abstractors and cont4x4diagnosis; for two raters it divides variances by n, not by n - 1. */
    @Test
    void cohens_kappas_and_intervals_as_in_irrcac() {
        Agreement abstractors = Agreement.of(table(new int[][] {{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}));
        Agreement diagnoses =
                Agreement.of(table(new int[][] {{40, 4, 4, 17}, {6, 25, 2, 13}, {4, 1, 21, 12}, {15, 5, 9, 45}}));

        assertLow(abstractors.cohenKappa(Weights.IDENTITY), .796, .680, Math.sqrt(100 / 99.0));
        assertLow(abstractors.cohenKappa(Weights.LINEAR), .843, .748, Math.sqrt(100 / 99.0));
        assertLow(abstractors.cohenKappa(Weights.QUADRATIC), .892, .822, Math.sqrt(100 / 99.0));
        assertLow(diagnoses.cohenKappa(Weights.IDENTITY), .432, .341, Math.sqrt(223 / 222.0));
        assertLow(diagnoses.cohenKappa(Weights.LINEAR), .407, .302, Math.sqrt(223 / 222.0));
        assertLow(diagnoses.cohenKappa(Weights.ORDINAL), .390, .269, Math.sqrt(223 / 222.0));
        assertLow(diagnoses.gwet(Weights.IDENTITY), .456, .371, Math.sqrt(223 / 222.0));
    }

    private static void assertEstimate(Coefficient coefficient, double value, double low, double high) {
        assertLow(coefficient, value, low, 1);
        assertThat(((Estimate) coefficient).high()).isCloseTo(high, within(THREE_DIGITS));
    }

    /** The lower end, its distance from the value being {@code factor} times the published one. */
    private static void assertLow(Coefficient coefficient, double value, double low, double factor) {
        Estimate estimate = (Estimate) coefficient;
        assertThat(estimate.value()).isCloseTo(value, within(THREE_DIGITS));
        assertThat(estimate.value() - (estimate.value() - estimate.low()) / factor)
                .isCloseTo(low, within(THREE_DIGITS));
    }

    private static double alpha(Ratings ratings, Metric metric) {
        return value(Agreement.of(ratings).alpha(metric));
    }

    private static double value(Coefficient coefficient) {
        return coefficient.asOptional().orElseThrow();
    }

    /** Each string is a coder, each column a unit, a star a gap. */
    private static Ratings coders(int classes, int first, String... coders) {
        int[][] rows = Arrays.stream(coders)
                .map(coder ->
                        coder.chars().map(c -> c == '*' ? -1 : c - '0' - first).toArray())
                .toArray(int[][]::new);
        return Ratings.ofRaters(classes, rows);
    }

    /** A contingency table of two raters. */
    private static Ratings table(int[][] table) {
        int classes = table.length;
        int[] cells = IntStream.range(0, classes * classes)
                .flatMap(cell -> IntStream.generate(() -> cell).limit(table[cell / classes][cell % classes]))
                .toArray();
        return Ratings.ofRaters(
                classes,
                Arrays.stream(cells).map(cell -> cell / classes).toArray(),
                Arrays.stream(cells).map(cell -> cell % classes).toArray());
    }

    /** A row for each unit: how many raters chose each class. */
    private static Ratings counts(int[]... units) {
        int raters = Arrays.stream(units[0]).sum();
        int[][] rows = new int[raters][units.length];
        for (int unit = 0; unit < units.length; unit++) {
            int[] votes = units[unit];
            int[] answers = IntStream.range(0, votes.length)
                    .flatMap(c -> IntStream.generate(() -> c).limit(votes[c]))
                    .toArray();
            for (int rater = 0; rater < raters; rater++) {
                rows[rater][unit] = answers[rater];
            }
        }
        return Ratings.ofRaters(units[0].length, rows);
    }
}
