package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** The interval of the mean kappa of many pairs, each of which may have rated few units in common. */
class MeanKappaIntervalTest {

    private static final int ABSENT = -1;

    /** The jackknife by its definition: the mean kappa measured anew without each unit. */
    @Test
    void the_interval_is_the_jackknifes() {
        int[][] crowd = crowd(40, 8, new Random(5));

        assertJackknife(kappa(crowd), crowd);
    }

    private static void assertJackknife(Estimate estimate, int[][] crowd) {
        int units = crowd[0].length;
        double[] without = IntStream.range(0, units)
                .mapToDouble(unit -> kappa(without(crowd, unit)).value())
                .toArray();
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares =
                Arrays.stream(without).map(w -> (w - mean) * (w - mean)).sum();
        double half = TDistribution.of(units - 1.0).inverseSurvivalProbability(0.025)
                * Math.sqrt(squares * (units - 1) / units);

        assertThat(estimate.high()).isCloseTo(Math.min(1, estimate.value() + half), within(1e-9));
        assertThat(estimate.low()).isCloseTo(estimate.value() - half, within(1e-9));
    }

    @Test
    void units_with_one_rating_have_no_part_in_kappa_or_its_interval() {
        int[][] crowd = crowd(40, 8, new Random(6));
        int[][] longer = Arrays.stream(crowd).map(row -> Arrays.copyOf(row, 45)).toArray(int[][]::new);
        for (int rater = 0; rater < longer.length; rater++) {
            for (int unit = 40; unit < 45; unit++) {
                longer[rater][unit] = rater == unit - 40 ? unit % 3 : ABSENT;
            }
        }

        assertThat(kappa(longer)).isEqualTo(kappa(crowd));
    }

    /** A pair that gave one class throughout has no kappa, and one that would have none without a unit counts less. */
    @Test
    void the_interval_is_the_jackknifes_too_where_pairs_lose_their_kappa() {
        int[][] crowd = new int[4][30];
        Random random = new Random(2);
        for (int unit = 0; unit < 30; unit++) {
            for (int rater = 0; rater < 4; rater++) {
                crowd[rater][unit] = random.nextInt(4) == 0 ? random.nextInt(3) : unit % 3;
            }
            // The last two met on few units: one class throughout but for one unit.
            crowd[2][unit] = unit < 6 ? crowd[2][unit] : ABSENT;
            crowd[3][unit] = unit < 3 ? 0 : unit < 5 ? 1 : ABSENT;
        }
        crowd[2][0] = 0;
        crowd[2][1] = 0;
        crowd[2][2] = 0;
        crowd[2][3] = 0;
        crowd[2][4] = ABSENT;
        Estimate estimate = kappa(crowd);

        assertJackknife(estimate, crowd);
    }

    /** Three pairs of one and two units in common: no interval of length zero. */
    @Test
    void where_one_units_absence_leaves_no_kappa_the_interval_is_the_whole_range() {
        Estimate estimate = kappa(new int[][] {{0, 1}, {0, 1}, {ABSENT, 0}});

        assertThat(estimate.value()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(estimate.low()).isEqualTo(-1);
        assertThat(estimate.high()).isEqualTo(1);
    }

    private static Estimate kappa(int[][] crowd) {
        return (Estimate) Agreement.of(Ratings.ofRaters(3, crowd)).cohenKappa(Weights.IDENTITY);
    }

    private static int[][] without(int[][] crowd, int unit) {
        int[][] rest = new int[crowd.length][];
        for (int rater = 0; rater < crowd.length; rater++) {
            int[] row = crowd[rater];
            rest[rater] = IntStream.range(0, row.length)
                    .filter(u -> u != unit)
                    .map(u -> row[u])
                    .toArray();
        }
        return rest;
    }

    /** Each unit rated by three of the raters, right two times of three. */
    private static int[][] crowd(int units, int raters, Random random) {
        int[][] crowd = new int[raters][units];
        for (int[] row : crowd) {
            Arrays.fill(row, ABSENT);
        }
        for (int unit = 0; unit < units; unit++) {
            int first = random.nextInt(raters);
            for (int i = 0; i < 3; i++) {
                crowd[(first + i * (1 + unit % 2)) % raters][unit] =
                        random.nextInt(3) < 2 ? unit % 3 : random.nextInt(3);
            }
        }
        return crowd;
    }
}
