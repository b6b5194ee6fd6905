package dev.labelmill.bench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

    @Test
    void items_that_pairs_link_are_one_group() {
        List<FeatureVector> vectors = DoubleStream.of(0, 0.3, 1.5, 0.6, 2.5)
                .mapToObj(NearDuplicatesTest::at)
                .toList();

        assertThat(NearDuplicates.groups(vectors, Math.cos(0.35)))
                .containsExactly(List.of(0, 1, 3), List.of(2), List.of(4));
    }

    private static FeatureVector at(double angle) {
        return new FeatureVector(2, new int[] {0, 1}, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }
}
