package dev.labelmill.onnx;

import dev.labelmill.core.prelabel.GreyImage;
import dev.labelmill.core.prelabel.PixelDecoder;
import dev.labelmill.core.prelabel.UnusableContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG, PNG, GIF (its first picture), BMP and WBMP by the JDK's own readers, which need no screen, and binary PGM.
 * Transparent pixels lie on white; a photograph's orientation tag and colour profile are ignored.
 */
final class ImageDecoder {

    /** A larger picture would not fit a small function: three planes of floats take 12 bytes a pixel. */
    private static final int MOST_PIXELS = 40_000_000;

    private ImageDecoder() {}

    /** @throws UnusableContent if the bytes are no image of these kinds, too large, or damaged */
    static ColourImage decode(byte[] bytes) throws UnusableContent {
        if (bytes.length > 2 && bytes[0] == 'P' && bytes[1] == '5') {
            return grey(PixelDecoder.decode(bytes));
        }
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UnusableContent("The image is no JPEG, PNG, GIF, BMP or binary PGM.");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new UnusableContent("The image has more than " + MOST_PIXELS + " pixels.");
                }
                return colours(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException damaged) {
            throw new UnusableContent("The image is damaged: " + Sentence.of(damaged));
        }
    }

    private static ColourImage grey(GreyImage image) {
        float[] plane = new float[image.pixels().length];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = image.pixels()[i] & 0xFF;
        }
        return new ColourImage(image.width(), image.height(), new float[][] {plane, plane, plane});
    }

    private static ColourImage colours(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[][] planes = new float[3][width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                float alpha = (row[x] >>> 24) / 255f;
                for (int c = 0; c < 3; c++) {
                    int value = row[x] >>> 16 - 8 * c & 0xFF;
                    planes[c][y * width + x] = alpha * value + (1 - alpha) * 255;
                }
            }
        }
        return new ColourImage(width, height, planes);
    }
}
