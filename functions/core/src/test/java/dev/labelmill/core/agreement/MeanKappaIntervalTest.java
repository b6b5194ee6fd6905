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
        Estimate estimate = kappa(crowd);

        double[] without = IntStream.range(0, 40)
                .mapToDouble(unit -> kappa(without(crowd, unit)).value())
                .toArray();
        double mean =
                IntStream.range(0, 40).mapToDouble(u -> without[u]).average().orElseThrow();
        double squares = IntStream.range(0, 40)
                .mapToDouble(u -> (without[u] - mean) * (without[u] - mean))
                .sum();
        double half = TDistribution.of(39).inverseSurvivalProbability(0.025) * Math.sqrt(squares * 39 / 40);

        assertThat(estimate.high()).isCloseTo(Math.min(1, estimate.value() + half), within(1e-9));
        assertThat(estimate.low()).isCloseTo(estimate.value() - half, within(1e-9));
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
