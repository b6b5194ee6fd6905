package dev.labelmill.onnx;

import java.util.Arrays;

/**
 * A picture in red, green and blue, each a plane of values from 0 to 255, row by row.
 *
 * @param width in pixels
 * @param height in pixels
 * @param planes red, green, blue; not copied
 */
record ColourImage(int width, int height, float[][] planes) {

    float[] plane(int colour) {
        return planes[colour];
    }

    /**
     * This picture at another size: each new pixel is the mean of the old ones under a triangle around its centre, two old
     * pixels wide or, where it shrinks, two new ones. That is what Pillow and torchvision call bilinear (with antialiasing),
     * but for their rounding to whole values.
     */
    ColourImage resized(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        Triangles across = Triangles.of(width, newWidth);
        Triangles down = Triangles.of(height, newHeight);
        float[][] resized = new float[planes.length][];
        for (int c = 0; c < planes.length; c++) {
            float[] rows = new float[newWidth * height];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < newWidth; x++) {
                    rows[y * newWidth + x] = across.mean(x, planes[c], y * width, 1);
                }
            }
            resized[c] = new float[newWidth * newHeight];
            for (int y = 0; y < newHeight; y++) {
                for (int x = 0; x < newWidth; x++) {
                    resized[c][y * newWidth + x] = down.mean(y, rows, x, newWidth);
                }
            }
        }
        return new ColourImage(newWidth, newHeight, resized);
    }

    /**
     * This picture, or as much of it as there is room for, in another one.
     *
     * @param place      where it lies there
     * @param background value of what it does not cover
     */
    ColourImage placed(Placement place, int newWidth, int newHeight, float background) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        float[][] placed = new float[planes.length][newWidth * newHeight];
        int from = Math.max(0, place.left());
        int to = Math.min(newWidth, place.left() + width);
        for (int c = 0; c < planes.length; c++) {
            Arrays.fill(placed[c], background);
            for (int y = Math.max(0, place.top()); y < Math.min(newHeight, place.top() + height); y++) {
                System.arraycopy(
                        planes[c],
                        (y - place.top()) * width + from - place.left(),
                        placed[c],
                        y * newWidth + from,
                        to - from);
            }
        }
        return new ColourImage(newWidth, newHeight, placed);
    }

    /** Which old pixels, from a first one on, count how much for each new pixel of a line. */
    private record Triangles(int[] first, float[][] weights) {

        static Triangles of(int from, int to) {
            double scale = (double) from / to;
            double radius = Math.max(1, scale);
            int[] first = new int[to];
            float[][] weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                first[i] = Math.max(0, (int) (centre - radius + 0.5));
                int afterLast = Math.min(from, (int) (centre + radius + 0.5));
                weights[i] = new float[afterLast - first[i]];
                double sum = 0;
                for (int k = 0; k < weights[i].length; k++) {
                    double distance = Math.abs(first[i] + k + 0.5 - centre) / radius;
                    weights[i][k] = (float) Math.max(0, 1 - distance);
                    sum += weights[i][k];
                }
                for (int k = 0; k < weights[i].length; k++) {
                    weights[i][k] /= (float) sum;
                }
            }
            return new Triangles(first, weights);
        }

        float mean(int target, float[] values, int start, int step) {
            float sum = 0;
            for (int k = 0; k < weights[target].length; k++) {
                sum += weights[target][k] * values[start + (first[target] + k) * step];
            }
            return sum;
        }
    }
}
