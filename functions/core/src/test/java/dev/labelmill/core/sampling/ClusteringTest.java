package dev.labelmill.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClusteringTest {

    @Test
    void heaps_that_lie_apart_become_clusters() {
        List<FeatureVector> heaps = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 90; i++) {
            heaps.add(vector(i % 3 * 10 + random.nextFloat(), random.nextFloat()));
        }
        KMeans clusters = KMeans.fit(heaps, 2, 3, new Draw(1));

        for (int i = 3; i < 90; i++) {
            assertThat(clusters.cell(heaps.get(i))).isEqualTo(clusters.cell(heaps.get(i % 3)));
        }
        assertThat(heaps.stream().map(clusters::cell).distinct()).hasSize(3);
        assertThat(KMeans.fit(heaps, 2, 3, new Draw(1)).means()).isDeepEqualTo(clusters.means());
    }

    @Test
    void there_are_no_more_clusters_than_different_vectors() {
        assertThat(KMeans.fit(Collections.nCopies(20, vector(1, 2)), 2, 5, new Draw(1))
                        .cells())
                .isEqualTo(1);
        assertThatThrownBy(() -> new KMeans(new float[0][])).isInstanceOf(IllegalArgumentException.class);
    }

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
    void samples_of_chunks_put_together_are_the_sample_of_all(
            @ForAll @IntRange(min = 1, max = 40) int most, @ForAll long seed, @ForAll @IntRange(max = 50) int cut) {
        Draw draw = new Draw(seed);
        FeatureSample all = new FeatureSample(draw, most);
        FeatureSample one = new FeatureSample(draw, most);
        FeatureSample other = new FeatureSample(draw, most);
        FeatureVector vector = vector(1, 1);
        for (int i = 0; i < 50; i++) {
            all.add("i" + i, vector);
            (i < cut ? one : other).add("i" + i, vector);
        }
        FeatureSample merged = new FeatureSample(draw, most);
        merged.addAll(other.drawn());
        merged.addAll(one.drawn());

        assertThat(merged.drawn()).isEqualTo(all.drawn()).hasSize(most);
    }

    @Property
    void a_vector_is_in_the_same_cluster_in_whatever_order_it_lists_its_features(
            @ForAll @FloatRange(min = -3, max = 3) float x, @ForAll @FloatRange(min = -3, max = 3) float y) {
        KMeans clusters = new KMeans(new float[][] {{0, 0}, {1, 0}, {0, 1}, {-2, -2}});
        FeatureVector turned = new FeatureVector(2, new int[] {1, 0}, new float[] {y, x});

        assertThat(clusters.cell(turned)).isEqualTo(clusters.cell(vector(x, y)));
    }

    private static FeatureVector vector(float x, float y) {
        return new FeatureVector(2, new int[] {0, 1}, new float[] {x, y});
    }
}
