package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LinearLabelerTest {

    @Test
    void the_distribution_is_the_softmax_of_the_weighted_pixels() throws UnusableContent {
        LinearLabeler labeler =
                new LinearLabeler("v1", new Pixels(2, 1), new float[][] {{1, 0}, {0, 2}}, new float[] {0.5f, 0});
        double[] p = labeler.distribution(pgm(2, 1, 255, 51));
        double first = Math.exp(1.5);
        double second = Math.exp(0.4);
        assertThat(p).containsExactly(new double[] {first / (first + second), second / (first + second)}, within(1e-7));
        assertThat(labeler.version()).isEqualTo("v1");
    }

    @Test
    void great_scores_do_not_overflow() throws UnusableContent {
        LinearLabeler labeler =
                new LinearLabeler("v1", new Pixels(1, 1), new float[][] {{1e30f}, {-1e30f}}, new float[] {0, 0});
        assertThat(labeler.distribution(pgm(1, 1, 255))).containsExactly(1, 0);
    }

    @Test
    void a_larger_image_is_averaged_down() throws UnusableContent {
        FeatureVector vector = new Pixels(2, 1).vector(pgm(4, 2, 0, 100, 200, 200, 100, 0, 200, 200));
        assertThat(vector.values()).containsExactly(50 / 255f, 200 / 255f);
    }

    @Test
    void sizes_that_do_not_divide_are_averaged_by_area() {
        GreyImage image = new GreyImage(3, 1, new byte[] {0, 90, (byte) 180});
        assertThat(image.scaledTo(2, 1).pixels()).containsExactly(30, (byte) 150);
        assertThat(image.scaledTo(6, 2).pixels())
                .containsExactly(0, 0, 90, 90, (byte) 180, (byte) 180, 0, 0, 90, 90, (byte) 180, (byte) 180);
    }

    @Property(tries = 300)
    void vectors_of_text_have_length_one_or_none(@ForAll String text) throws UnusableContent {
        FeatureVector vector = new HashedNgrams(31, 1, 3).vector(new Content.Text(text));
        double squares = 0;
        for (int i = 0; i < vector.size(); i++) {
            squares += vector.values()[i] * vector.values()[i];
            assertThat(vector.indices()[i]).isBetween(0, 30);
        }
        assertThat(squares).isCloseTo(vector.size() == 0 ? 0 : 1, within(1e-5));
    }

    @Test
    void a_head_on_text_weighs_its_buckets() throws UnusableContent {
        HashedNgrams features = new HashedNgrams(1024, 1, 1);
        float[][] weights = new float[2][1024];
        FeatureVector goal = features.vector(new Content.Text("goal"));
        weights[1][goal.indices()[0]] = 4 * goal.values()[0];
        LinearLabeler labeler = new LinearLabeler("v1", features, weights, new float[2]);
        assertThat(labeler.distribution(new Content.Text("Goal"))[1]).isCloseTo(1 / (1 + Math.exp(-4)), within(1e-6));
        assertThat(labeler.distribution(new Content.Text("..."))).containsExactly(0.5, 0.5);
    }

    @Test
    void the_wrong_kind_of_content_is_unusable() {
        assertThatThrownBy(() -> new Pixels(8, 8).vector(new Content.Text("seven")))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("The labeler reads images, and this item is text.");
        assertThatThrownBy(() -> new HashedNgrams(8, 1, 1).vector(pgm(1, 1, 0))).isInstanceOf(UnusableContent.class);
    }

    @Test
    void a_head_that_does_not_fit_its_features_is_refused() {
        assertThatThrownBy(() -> new LinearLabeler("v1", new Pixels(2, 2), new float[2][3], new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 0 has 3 weights, but the features are 4");
        assertThatThrownBy(() -> new LinearLabeler("v1", new Pixels(2, 2), new float[2][4], new float[3]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinearLabeler("v1", new Pixels(1, 1), new float[][] {{Float.NaN}}, new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Content pgm(int width, int height, int... grey) {
        byte[] header = ("P5\n# made by hand\n" + width + " " + height + "\n255\n").getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[header.length + grey.length];
        System.arraycopy(header, 0, file, 0, header.length);
        for (int i = 0; i < grey.length; i++) {
            file[header.length + i] = (byte) grey[i];
        }
        return new Content.Bytes("image/x-portable-graymap", file);
    }
}
