package dev.labelmill.core.prelabel;

import java.util.stream.IntStream;

/**
 * The grey values of a small image, row by row, 0 for black to 1 for white. Images of another size are scaled by
 * {@link GreyImage#scaledTo(int, int)} first.
 */
public final class Pixels implements Features {

    private static final float WHITE = 255f;

    private final int width;
    private final int height;
    private final int[] allIndices;

    /**
     * @param width from 1 to 1024
     * @param height from 1 to 1024
     * @throws IllegalArgumentException if a side is out of range
     */
    public Pixels(int width, int height) {
        if (width < 1 || height < 1 || width > 1024 || height > 1024) {
            throw new IllegalArgumentException("width and height must be from 1 to 1024");
        }
        this.width = width;
        this.height = height;
        this.allIndices = IntStream.range(0, width * height).toArray();
    }

    @Override
    public int dimension() {
        return width * height;
    }

    @Override
    public FeatureVector vector(Content content) throws UnusableContent {
        if (!(content instanceof Content.Bytes bytes)) {
            throw new UnusableContent("The labeler reads images, and this item is text.");
        }
        GreyImage image = PixelDecoder.decode(bytes.data()).scaledTo(width, height);
        float[] values = new float[dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (image.pixels()[i] & 0xFF) / WHITE;
        }
        return new FeatureVector(values.length, allIndices, values);
    }
}
