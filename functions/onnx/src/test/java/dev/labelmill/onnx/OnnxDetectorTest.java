package dev.labelmill.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.geometry.ScoredBox;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.Detector.Detections;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.ModelFiles;
import dev.labelmill.core.prelabel.UnusableContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Models of a few nodes that give fixed boxes, their scores times the image's brightest value: a white image has all of them. */
class OnnxDetectorTest {

    private static final Embedders EMBEDDERS = Embedders.deployed();
    private static final List<String> CLASSES = List.of("vehicle", "person");

    private static final String INPUT = "'input':{'kind':'image','width':64,'height':64,'fit':'pad','padding':114}";
    private static final String YOLO =
            "{" + INPUT + ",'output':{'layout':'yolo','labels':['person','dog','car'],'classes':{'car':'vehicle'}}}";
    private static final String TORCHVISION = "{'input':{'kind':'image','width':64,'height':64},"
            + "'output':{'layout':'torchvision','labels':['background','person','vehicle'],'threshold':0.5}}";

    /** A row each: middle x, middle y, width, height; scores of person, dog and car. */
    private static final float[][] FOUND = {
        {32, 32, 20, 10, .9f, 0, .1f},
        {33, 32, 20, 10, .8f, 0, 0},
        {33, 32, 20, 10, 0, 0, .7f},
        {10, 20, 8, 8, 0, .9f, .2f},
        {60, 40, 20, 16, .3f, 0, .1f},
        {50, 30, 8, 8, .2f, 0, .1f},
    };

    private static byte[] yolo(boolean channelsFirst) {
        int rows = FOUND[0].length;
        float[] values = new float[rows * FOUND.length];
        float[] scale = new float[rows * FOUND.length];
        float[] shift = new float[rows * FOUND.length];
        for (int i = 0; i < FOUND.length; i++) {
            for (int k = 0; k < rows; k++) {
                int at = channelsFirst ? k * FOUND.length + i : i * rows + k;
                values[at] = FOUND[i][k];
                scale[at] = k < 4 ? 0 : values[at];
                shift[at] = k < 4 ? values[at] : 0;
            }
        }
        long[] shape = channelsFirst ? new long[] {1, rows, FOUND.length} : new long[] {1, FOUND.length, rows};
        return brightness(1, 3, 64, 64)
                .floats("scale", shape, scale)
                .floats("shift", shape, shift)
                .node("Mul", List.of("brightest", "scale"), "scored")
                .node("Add", List.of("scored", "shift"), "output0")
                .output("output0", TinyModel.FLOAT, shape)
                .bytes();
    }

    private static TinyModel brightness(long... shape) {
        return new TinyModel()
                .input("images", TinyModel.FLOAT, shape)
                .node("ReduceMax", List.of("images"), "brightest", TinyModel.whole("keepdims", 0));
    }

    /** Takes one image without a batch, as torchvision's own exports do. */
    private static byte[] torchvision() {
        return brightness(3, 64, 64)
                .floats("edges", new long[] {3, 4}, 8, 16, 24, 48, 8, 16, 24, 47, 0, 0, 64, 64)
                .floats("sure", new long[] {3}, .9f, .8f, .45f)
                .longs("numbers", 1, 1, 2)
                .node("Identity", List.of("edges"), "boxes")
                .node("Identity", List.of("numbers"), "labels")
                .node("Mul", List.of("sure", "brightest"), "scores")
                .output("boxes", TinyModel.FLOAT, 3, 4)
                .output("labels", TinyModel.INT64, 3)
                .output("scores", TinyModel.FLOAT, 3)
                .bytes();
    }

    /** 128 x 64 comes to lie at 64 x 32 with 16 above: twice as large on the image. */
    @Test
    void yolos_boxes_come_back_in_the_images_pixels_thinned_by_class_and_cut_at_its_edges() throws UnusableContent {
        Detections found = detector(yolo(true), YOLO).detect(image(128, 64, 0xFFFFFF));

        assertThat(found.width()).isEqualTo(128);
        assertThat(found.height()).isEqualTo(64);
        assertThat(found.boxes())
                .extracting(ScoredBox::box)
                .containsExactly(new Box(44, 22, 84, 42, 1), new Box(46, 22, 86, 42, 0), new Box(100, 32, 128, 64, 1));
        assertThat(found.boxes().get(0).score()).isCloseTo(.9, within(1e-6));
        assertThat(found.boxes().get(2).score()).isCloseTo(.3, within(1e-6));
    }

    @Test
    void a_yolo_whose_rows_are_boxes_says_the_same() throws UnusableContent {
        Content white = image(128, 64, 0xFFFFFF);

        assertThat(detector(yolo(false), YOLO).detect(white).boxes())
                .isEqualTo(detector(yolo(true), YOLO).detect(white).boxes());
    }

    @Test
    void threshold_overlap_and_number_are_as_described_and_nothing_found_is_an_answer() throws UnusableContent {
        Content white = image(64, 64, 0xFFFFFF);

        assertThat(detector(yolo(true), YOLO.replace("'yolo'", "'yolo','threshold':0.75"))
                        .detect(white)
                        .boxes())
                .hasSize(1);
        assertThat(detector(yolo(true), YOLO.replace("'yolo'", "'yolo','iou':0.95"))
                        .detect(white)
                        .boxes())
                .hasSize(4);
        assertThat(detector(yolo(true), YOLO.replace("'yolo'", "'yolo','most':2"))
                        .detect(white)
                        .boxes())
                .hasSize(2);
        assertThat(detector(yolo(true), YOLO).detect(image(9, 9, 0)).boxes()).isEmpty();
    }

    @Test
    void torchvisions_outputs_are_read_by_their_names_and_stretched_back() throws UnusableContent {
        Detections found = detector(torchvision(), TORCHVISION).detect(image(640, 32, 0xFFFFFF));

        assertThat(found.boxes()).extracting(ScoredBox::box).containsExactly(new Box(80, 8, 240, 24, 1));
    }

    @Test
    void boxes_in_fractions_are_of_the_models_image() throws UnusableContent {
        float[] row = {.5f, .5f, .5f, .25f, 1};
        byte[] model = brightness(1, 3, 64, 64)
                .floats("found", new long[] {1, 5, 1}, row)
                .node("Identity", List.of("found"), "output0")
                .output("output0", TinyModel.FLOAT, 1, 5, 1)
                .bytes();
        String description = "{'input':{'kind':'image','width':64,'height':64},"
                + "'output':{'layout':'yolo','labels':['a'],'coordinates':'fractions'}}";

        assertThat(EMBEDDERS
                        .detector(files(model, description), List.of("a"))
                        .detect(image(200, 80, 0xFFFFFF))
                        .boxes())
                .containsExactly(new ScoredBox(new Box(50, 30, 150, 50, 0), 1));
    }

    /** Four candidates: too unsure, without a score, of a class that is left out, and without a score for one class. */
    @Test
    void numbers_that_are_not_finite_matter_in_no_box_but_those_that_are_pre_labels() throws UnusableContent {
        float none = Float.NaN;
        float[] leftOut = {
            none,
            32,
            20,
            10,
            .1f,
            0,
            0,
            32,
            32,
            20,
            10,
            none,
            none,
            none,
            Float.POSITIVE_INFINITY,
            32,
            20,
            10,
            0,
            .9f,
            .3f,
            32,
            32,
            20,
            10,
            none,
            0,
            .9f
        };

        assertThat(giving(leftOut).detect(image(64, 64, 0)).boxes())
                .extracting(ScoredBox::box)
                .containsExactly(new Box(22, 27, 42, 37, 0));
        for (float[] broken : List.of(
                new float[] {none, 32, 20, 10, .9f, 0, 0},
                new float[] {32, 32, 20, 10, Float.POSITIVE_INFINITY, 0, 0})) {
            Detector detector = giving(broken);
            assertThatThrownBy(() -> detector.detect(image(64, 64, 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the model gives a box that is sure enough numbers that are not finite");
        }
    }

    /** A YOLO that gives the same for every image, a row each. */
    private static Detector giving(float... rows) {
        long[] shape = {1, rows.length / 7, 7};
        byte[] model = brightness(1, 3, 64, 64)
                .floats("found", shape, rows)
                .node("Identity", List.of("found"), "output0")
                .output("output0", TinyModel.FLOAT, shape)
                .bytes();
        return detector(model, YOLO);
    }

    @Test
    void what_does_not_fit_is_said_in_one_sentence() {
        assertRefused(
                yolo(true),
                YOLO.replace("'dog',", "'dog','bus',"),
                "the model's output \"output0\" has the shape [1, 7, 6], but output.labels names 4 classes: it must be"
                        + " [1, 8, n] or [1, n, 8]");
        assertRefused(yolo(true), YOLO.replace("'layout':'yolo',", ""), "output.layout is missing");
        assertRefused(yolo(true), YOLO.replace("'yolo'", "'ssd'"), "output.layout must be one of yolo, torchvision");
        assertRefused(yolo(true), YOLO.replace("'yolo'", "'yolo','iou':2"), "output.iou must be a number from 0 to 1");
        assertRefused(yolo(true), YOLO.replace("'yolo'", "'yolo','nms':2"), "output.nms is not a known field");
        assertRefused(
                torchvision(),
                TORCHVISION.replace("'torchvision'", "'torchvision','names':{'scores':'logits'}"),
                "the model has no output \"logits\", but boxes, labels, scores");
        assertRefused(
                torchvision(),
                TORCHVISION.replace("'torchvision'", "'torchvision','names':{'boxes':'scores'}"),
                "the model's output \"scores\" has the shape [3], and 2 dimensions are wanted");
        assertRefused(
                yolo(true),
                YOLO.replace("'car':'vehicle'", "'car':'bus'"),
                "output.classes names \"bus\", which is not in labelType.classes");
    }

    @Test
    void text_is_no_image() {
        Detector detector = detector(yolo(true), YOLO);

        assertThatThrownBy(() -> detector.detect(new Content.Text("a")))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("The labeler reads images, and this item is text.");
    }

    private static void assertRefused(byte[] model, String description, String sentence) {
        assertThatThrownBy(() -> detector(model, description))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static Detector detector(byte[] model, String description) {
        return EMBEDDERS.detector(files(model, description), CLASSES);
    }

    private static ModelFiles files(byte[] model, String description) {
        return new ModelFiles(model, description.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A PNG of one colour. */
    private static Content image(int width, int height, int colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, colour);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content.Bytes("image/png", out.toByteArray());
    }
}
