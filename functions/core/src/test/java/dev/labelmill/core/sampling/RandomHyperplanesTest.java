package dev.labelmill.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

class RandomHyperplanesTest {

    @Property
    void vectors_of_one_direction_share_a_cell_and_opposite_ones_share_no_side(
            @ForAll @IntRange(min = 1, max = 6) int planes, @ForAll long seed) {
        RandomHyperplanes clusters = new RandomHyperplanes(planes, new Draw(seed));
        int cell = clusters.cell(vector(1, 2.5f));

        assertThat(cell).isBetween(0, clusters.cells() - 1);
        assertThat(clusters.cell(vector(2, 5))).isEqualTo(cell);
        assertThat(clusters.cell(vector(-1, -2.5f))).isEqualTo(clusters.cells() - 1 - cell);
    }

    @Property
    void a_vector_is_in_the_same_cluster_in_whatever_order_it_lists_its_features(
            @ForAll @FloatRange(min = -3, max = 3) float x, @ForAll @FloatRange(min = -3, max = 3) float y) {
        RandomHyperplanes clusters = RandomHyperplanes.of(new Draw(1));
        FeatureVector turned = new FeatureVector(2, new int[] {1, 0}, new float[] {y, x});

        assertThat(clusters.cell(turned)).isEqualTo(clusters.cell(vector(x, y)));
    }

    private static FeatureVector vector(float x, float y) {
        return new FeatureVector(2, new int[] {0, 1}, new float[] {x, y});
    }
}
