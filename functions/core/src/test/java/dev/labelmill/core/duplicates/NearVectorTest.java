package dev.labelmill.core.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class NearVectorTest {

    private static FeatureVector vector(double... values) {
        int[] indices = new int[values.length];
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            indices[i] = i * 5_000;
            floats[i] = (float) values[i];
        }
        return new FeatureVector(values.length, indices, floats);
    }

    /** The share of bits that differ, over the signatures of several seeds. */
    private static double different(FeatureVector one, FeatureVector other, long firstSeed, int seeds) {
        double bits = 0;
        for (int i = 0; i < seeds; i++) {
            NearVector likeness = new NearVector(0.95, new Draw(firstSeed + i));
            bits += likeness.signature(one)
                    .orElseThrow()
                    .distance(likeness.signature(other).orElseThrow());
        }
        return bits / seeds / Signature.BITS;
    }

    @Property(tries = 50)
    void bits_differ_with_probability_angle_by_pi_however_few_features_there_are(
            @ForAll @DoubleRange(min = 0.01, max = 3.1) double angle,
            @ForAll @DoubleRange(max = 6) double turn,
            @ForAll long seed) {
        FeatureVector one = vector(Math.cos(turn), Math.sin(turn));
        FeatureVector other = vector(2 * Math.cos(turn + angle), 2 * Math.sin(turn + angle));

        // 16 × 256 bits: the tolerance is more than five standard errors of their share.
        assertThat(different(one, other, seed, 16)).isCloseTo(angle / Math.PI, within(0.041));
    }

    @Test
    void closed_values_are_met() {
        assertThat(different(vector(1, 0, 0), vector(0, 1, 0), 1, 64)).isCloseTo(1 / 2.0, within(0.02));
        assertThat(different(vector(1, 1, 0), vector(0, 1, 1), 1, 64)).isCloseTo(1 / 3.0, within(0.02));
        assertThat(different(vector(1, 0, 0), vector(1, 1, 0), 1, 64)).isCloseTo(1 / 4.0, within(0.02));
        assertThat(different(vector(1, 2, 3), vector(-1, -2, -3), 1, 1)).isEqualTo(1);
        assertThat(different(vector(1, 2, 3), vector(2, 4, 6), 1, 1)).isZero();
    }

    @Test
    void the_errors_of_the_estimate_are_those_that_its_description_names() {
        assertThat(taken(0.95)).isBetween(0.45, 0.55);
        assertThat(taken(0.98)).isBetween(0.985, 0.995);
        assertThat(taken(0.90)).isBetween(0.015, 0.03);
        assertThat(taken(0.85)).isLessThan(0.001);
    }

    /** The probability that a pair with this cosine differs in few enough bits for a similarity of 0.95. */
    private static double taken(double cosine) {
        double different = Math.acos(cosine) / Math.PI;
        return BinomialDistribution.of(Signature.BITS, different)
                .cumulativeProbability(new NearVector(0.95, new Draw(1)).mostDifferent());
    }

    @Property
    void bands_find_a_pair_with_just_the_similarity_in_95_of_100_cases(
            @ForAll @DoubleRange(min = 0.9, max = 0.99) double similarity) {
        NearVector likeness = new NearVector(similarity, new Draw(1));

        assertThat(likeness.found(similarity)).isGreaterThanOrEqualTo(0.95);
        assertThat(likeness.bands()).isBetween(4, 25);
    }

    @Property
    void bits_are_those_of_the_words_whatever_word_they_cross(
            @ForAll long first,
            @ForAll long second,
            @ForAll long third,
            @ForAll long fourth,
            @ForAll @IntRange(max = 192) int from,
            @ForAll @IntRange(min = 1, max = 64) int width) {
        long[] words = {first, second, third, fourth};
        long expected = 0;
        for (int bit = 0; bit < width; bit++) {
            int at = from + bit;
            expected |= (words[at / 64] >>> at % 64 & 1) << bit;
        }

        assertThat(new Signature(first, second, third, fourth).bits(from, width))
                .isEqualTo(expected);
    }

    @Test
    void a_vector_without_direction_is_like_no_other() {
        for (double similarity : new double[] {0.95, 1}) {
            Likeness likeness = Likeness.of(new NearDuplicateSettings(similarity), new Draw(1));

            assertThat(likeness.signature(vector())).isEmpty();
            assertThat(likeness.signature(vector(0, 0))).isEmpty();
        }
    }

    @Test
    void at_a_similarity_of_one_only_the_very_same_vector_will_do() {
        Likeness likeness = Likeness.of(new NearDuplicateSettings(1), new Draw(1));
        Signature signature = likeness.signature(vector(0.5, 0, 2)).orElseThrow();

        assertThat(likeness.isMet(
                        signature, likeness.signature(vector(0.5, 0, 2)).orElseThrow()))
                .isTrue();
        assertThat(likeness.isMet(
                        signature, likeness.signature(vector(0.5, 0, 2.0000002)).orElseThrow()))
                .isFalse();
        assertThat(likeness.isMet(signature, likeness.signature(vector(0.5, 2)).orElseThrow()))
                .isFalse();
    }

    @Test
    void a_similarity_out_of_range_is_refused() {
        for (double wrong : new double[] {0.89, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new NearDuplicateSettings(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nearDuplicates.similarity must be from 0.9 to 1");
        }
    }
}
