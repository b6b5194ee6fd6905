package dev.labelmill.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.geometry.Box;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementTest {

    /** 200 x 100 into 64 x 64: half of 128 x 64 is 64 x 32, with 16 above and below. */
    @Test
    void a_padded_image_lies_in_the_middle() {
        Placement place = ImageRule.Fit.PAD.place(200, 100, 64, 64);

        assertThat(place).isEqualTo(new Placement(200, 100, 0, 16, 64, 32));
        assertThat(place.toImage(0, 16, 32, 32, 0)).isEqualTo(new Box(0, 0, 100, 50, 0));
    }

    /** 200 x 100 over 50 x 50: 100 x 50, with 25 cut off at each side. */
    @Test
    void a_cropped_image_reaches_over_the_models() {
        Placement place = ImageRule.Fit.CROP.place(200, 100, 50, 50);

        assertThat(place).isEqualTo(new Placement(200, 100, -25, 0, 100, 50));
        assertThat(place.toImage(0, 0, 50, 50, 0)).isEqualTo(new Box(50, 0, 150, 100, 0));
    }

    @Test
    void what_reaches_over_the_images_edges_is_cut() {
        assertThat(ImageRule.Fit.PAD.place(200, 100, 64, 64).toImage(-5, 0, 70, 64, 1))
                .isEqualTo(new Box(0, 0, 200, 100, 1));
    }

    @Property(tries = 300)
    void a_box_on_the_image_is_the_same_after_the_way_to_the_model_and_back(
            @ForAll ImageRule.Fit fit,
            @ForAll @IntRange(min = 1, max = 4000) int imageWidth,
            @ForAll @IntRange(min = 1, max = 4000) int imageHeight,
            @ForAll @IntRange(min = 1, max = 1280) int width,
            @ForAll @IntRange(min = 1, max = 1280) int height,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        Placement place = fit.place(imageWidth, imageHeight, width, height);
        Box box = new Box(
                imageWidth * Math.min(one, other),
                imageHeight * Math.min(one, other),
                imageWidth * Math.max(one, other),
                imageHeight * Math.max(one, other),
                3);

        Box there = place.toModel(box);
        Box back = place.toImage(there.left(), there.top(), there.right(), there.bottom(), 3);

        assertThat(back.left()).isCloseTo(box.left(), within(1e-6));
        assertThat(back.top()).isCloseTo(box.top(), within(1e-6));
        assertThat(back.right()).isCloseTo(box.right(), within(1e-6));
        assertThat(back.bottom()).isCloseTo(box.bottom(), within(1e-6));
        assertThat(back.category()).isEqualTo(3);
    }
}
