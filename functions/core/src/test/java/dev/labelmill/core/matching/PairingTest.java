package dev.labelmill.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PairingTest {

    private static final double EXACT = 1e-9;

    @Property(tries = 300)
    void pairs_and_their_sum_are_those_of_the_assignment_of_all_parts_at_once(
            @ForAll @IntRange(max = 12) int one,
            @ForAll @IntRange(max = 12) int other,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll long seed) {
        double[][] credits = credits(one, other, percent, new Random(seed));
        List<Integer> rows = numbers(one);
        List<Integer> columns = numbers(other);

        Pairing most = Pairing.of(rows, columns, (i, j) -> credits[i][j]);
        Pairing best = Pairing.bySum(rows, columns, (i, j) -> credits[i][j]);

        assertThat(most.pairs()).isEqualTo((int) sum(credits, 1000, 0));
        assertThat(sumOf(most)).isEqualTo(sum(credits, 1000, 1), within(EXACT));
        assertThat(sumOf(best)).isEqualTo(sum(credits, 0, 1), within(EXACT));
    }

    private static double[][] credits(int one, int other, int percent, Random random) {
        double[][] credits = new double[one][other];
        for (double[] row : credits) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextInt(100) < percent ? 1 - random.nextDouble() : 0;
            }
        }
        return credits;
    }

    /** Of the pairs that are worth the most: each counts one, or its credit. */
    private static double sum(double[][] credits, double worthOfAPair, int power) {
        double[][] weights = new double[credits.length][];
        for (int i = 0; i < credits.length; i++) {
            weights[i] = new double[credits[i].length];
            for (int j = 0; j < credits[i].length; j++) {
                weights[i][j] = credits[i][j] > 0 ? worthOfAPair + credits[i][j] : 0;
            }
        }
        int[] partner = Assignment.maximise(weights);
        return IntStream.range(0, partner.length)
                .filter(i -> partner[i] >= 0 && credits[i][partner[i]] > 0)
                .mapToDouble(i -> Math.pow(credits[i][partner[i]], power))
                .sum();
    }

    private static double sumOf(Pairing pairing) {
        return pairing.credits().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
