package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PixelDecoderTest {

    @Property(tries = 200)
    void what_imageio_writes_is_read_back_pixel_by_pixel(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll long seed)
            throws Exception {
        for (int type : new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_BINARY
        }) {
            BufferedImage image = new BufferedImage(width, height, type);
            fill(image, new Random(seed));
            assertReadsLikeImageIo(encoded(image));
        }
        for (int bits : new int[] {1, 2, 4, 8}) {
            BufferedImage image = palette(width, height, bits, new Random(seed));
            assertReadsLikeImageIo(encoded(image));
        }
    }

    @Property(tries = 300)
    void every_filter_colour_type_and_depth_is_read(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 0, max = 7) int kind,
            @ForAll long seed)
            throws Exception {
        int[][] colourTypeAndDepth = {{0, 1}, {0, 2}, {0, 4}, {0, 8}, {2, 8}, {4, 8}, {6, 8}, {0, 8}};
        int[] chosen = colourTypeAndDepth[kind];
        byte[] png = TestPng.random(width, height, chosen[0], chosen[1], new Random(seed));
        assertReadsLikeImageIo(png);
    }

    @Test
    void a_flipped_bit_anywhere_is_noticed() throws IOException {
        byte[] png = encoded(gradient());
        for (int i = 0; i < png.length - 12; i++) {
            byte[] damaged = png.clone();
            damaged[i] ^= 4;
            assertThatThrownBy(() -> PixelDecoder.decode(damaged))
                    .as("byte " + i)
                    .isInstanceOf(UnusableContent.class);
        }
    }

    @Test
    void a_cut_off_file_is_unusable() throws IOException {
        byte[] png = encoded(gradient());
        for (int length = 0; length < png.length - 16; length++) {
            byte[] cut = Arrays.copyOf(png, length);
            assertThatThrownBy(() -> PixelDecoder.decode(cut)).isInstanceOf(UnusableContent.class);
        }
    }

    @Test
    void a_picture_beyond_the_limit_is_refused_by_its_header() {
        assertThatThrownBy(() -> PixelDecoder.decode(TestPng.headerOnly(1 << 30, 1 << 30)))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("The image must be from 1×1 to 4096×4096 pixels.");
        assertThatThrownBy(() -> PixelDecoder.decode(TestPng.headerOnly(0, 1))).isInstanceOf(UnusableContent.class);
    }

    @Test
    void data_beyond_the_last_row_is_never_inflated() throws UnusableContent {
        byte[] bomb = TestPng.withRows(1, 1, new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(60_000);
        GreyImage image = PixelDecoder.decode(bomb);
        assertThat(image.pixels()).containsExactly(0);
    }

    @Test
    void other_files_are_refused_in_one_sentence() {
        assertThatThrownBy(() -> PixelDecoder.decode("GIF89a".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("The image is neither a PNG nor a binary PGM.");
        assertThatThrownBy(() -> PixelDecoder.decode(TestPng.interlaced()))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("Interlaced PNGs are not supported.");
    }

    @Test
    void a_pgm_is_scaled_from_its_own_maximum() throws UnusableContent {
        byte[] pgm = "P5 2 1 # two pixels\n15\n\0\17".getBytes(StandardCharsets.US_ASCII);
        assertThat(PixelDecoder.decode(pgm)).satisfies(image -> {
            assertThat(image.width()).isEqualTo(2);
            assertThat(image.pixels()).containsExactly(0, (byte) 255);
        });
        for (String bad :
                new String[] {"P5", "P5 2 1 15\n\0", "P5 2 1 256\n\0\0", "P5 a 1 15\n", "P5 99999999 1 15\n"}) {
            assertThatThrownBy(() -> PixelDecoder.decode(bad.getBytes(StandardCharsets.US_ASCII)))
                    .as(bad)
                    .isInstanceOf(UnusableContent.class);
        }
    }

    private static void assertReadsLikeImageIo(byte[] png) throws IOException, UnusableContent {
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(png));
        GreyImage image = PixelDecoder.decode(png);
        assertThat(image.width()).isEqualTo(expected.getWidth());
        assertThat(image.height()).isEqualTo(expected.getHeight());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                assertThat(image.pixels()[y * image.width() + x] & 0xFF).isEqualTo(grey(expected, x, y));
            }
        }
    }

    /** Grey rasters are asked for the sample itself: through getRGB, AWT would apply a gamma of its own. */
    private static int grey(BufferedImage image, int x, int y) {
        boolean indexed = image.getColorModel() instanceof IndexColorModel;
        int bands = image.getRaster().getNumBands();
        if (!indexed && bands <= 2) {
            int grey = image.getRaster().getSample(x, y, 0);
            return bands == 1 ? grey : PngColour.onWhite(grey, image.getRaster().getSample(x, y, 1));
        }
        int argb = image.getRGB(x, y);
        int luma = PngColour.luma(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
        return PngColour.onWhite(luma, argb >>> 24);
    }

    private static BufferedImage gradient() {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY);
        fill(image, new Random(1));
        return image;
    }

    private static BufferedImage palette(int width, int height, int bits, Random random) {
        byte[][] channels = new byte[4][1 << bits];
        for (byte[] channel : channels) {
            random.nextBytes(channel);
        }
        IndexColorModel colours =
                new IndexColorModel(bits, 1 << bits, channels[0], channels[1], channels[2], channels[3]);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage image = new BufferedImage(width, height, type, colours);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, random.nextInt(1 << bits));
            }
        }
        return image;
    }

    private static void fill(BufferedImage image, Random random) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
