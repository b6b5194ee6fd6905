package dev.labelmill.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    /**
     * Greedy takes 9 first and is left with 1: 10. The best is 8 + 7 = 15.
     */
    @Test
    void the_best_sum_wins_over_the_best_single_pair() {
        assertThat(Assignment.maximise(new double[][] {{9, 8}, {7, 1}})).containsExactly(1, 0);
    }

    @Test
    void of_more_rows_than_columns_the_worst_are_left_over() {
        assertThat(Assignment.maximise(new double[][] {{1}, {5}, {3}})).containsExactly(-1, 0, -1);
        assertThat(Assignment.maximise(new double[][] {{1, 5, 3}})).containsExactly(1);
    }

    @Test
    void without_rows_or_columns_there_is_nothing_to_assign() {
        assertThat(Assignment.maximise(new double[0][0])).isEmpty();
        assertThat(Assignment.maximise(new double[2][0])).containsExactly(-1, -1);
    }

    @Test
    void ragged_or_infinite_weights_are_refused() {
        assertThatThrownBy(() -> Assignment.maximise(new double[][] {{1, 2}, {3}}))
                .hasMessage("all rows must have 2 weights, not 1");
        assertThatThrownBy(() -> Assignment.maximise(new double[][] {{Double.NaN}}))
                .hasMessage("a weight must be finite, not NaN");
    }

    @Property(tries = 500)
    void no_other_assignment_has_a_greater_sum(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll @Size(36) List<@DoubleRange(min = -3, max = 3) Double> numbers) {
        assertBest(matrix(rows, columns, numbers));
    }

    @Property(tries = 500)
    void nor_with_many_ties(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll @Size(36) List<@IntRange(max = 2) Integer> numbers) {
        assertBest(matrix(rows, columns, numbers));
    }

    private static void assertBest(double[][] weights) {
        int[] columnOf = Assignment.maximise(weights);

        double sum = 0;
        Set<Integer> used = new HashSet<>();
        for (int row = 0; row < weights.length; row++) {
            if (columnOf[row] >= 0) {
                assertThat(used.add(columnOf[row])).isTrue();
                sum += weights[row][columnOf[row]];
            }
        }
        assertThat(used).hasSize(Math.min(weights.length, weights[0].length));
        assertThat(sum).isCloseTo(bruteForce(weights, 0, 0, used.size()), within(1e-9));
    }

    /** The greatest sum with so many pairs still to make from this row on. */
    private static double bruteForce(double[][] weights, int row, int taken, int left) {
        if (left == 0) {
            return 0;
        }
        if (row == weights.length) {
            return Double.NEGATIVE_INFINITY;
        }
        double best = bruteForce(weights, row + 1, taken, left);
        for (int column = 0; column < weights[row].length; column++) {
            if ((taken >> column & 1) == 0) {
                double rest = bruteForce(weights, row + 1, taken | 1 << column, left - 1);
                best = Math.max(best, weights[row][column] + rest);
            }
        }
        return best;
    }

    private static double[][] matrix(int rows, int columns, List<? extends Number> numbers) {
        double[][] matrix = new double[rows][];
        for (int row = 0; row < rows; row++) {
            matrix[row] = numbers.subList(row * columns, (row + 1) * columns).stream()
                    .mapToDouble(Number::doubleValue)
                    .toArray();
        }
        return matrix;
    }
}
