package dev.labelmill.core.prelabel;

/**
 * A picture in shades of grey.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param pixels row by row, 0 for black to 255 for white (as unsigned bytes); not copied
 */
public record GreyImage(int width, int height, byte[] pixels) {

    /** @throws IllegalArgumentException if there are not {@code width × height} pixels, or none */
    public GreyImage {
        if (width < 1 || height < 1 || pixels.length != width * height) {
            throw new IllegalArgumentException("there must be width × height pixels");
        }
    }

    /**
     * This picture at another size. Each new pixel is the mean of the area it covers in the old picture (a box filter),
     * pixels at its border counting by the part that is covered, rounded half up.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public GreyImage scaledTo(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        byte[] scaled = new byte[newWidth * newHeight];
        double area = (double) width / newWidth * height / newHeight;
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                scaled[y * newWidth + x] = (byte) Math.floor(covered(x, newWidth, y, newHeight) / area + 0.5);
            }
        }
        return new GreyImage(newWidth, newHeight, scaled);
    }

    /** The sum of the old pixels under a new one, each times the area covered. */
    private double covered(int x, int newWidth, int y, int newHeight) {
        double sum = 0;
        for (int row = first(y, height, newHeight); row < afterLast(y, height, newHeight); row++) {
            double rowSum = 0;
            for (int column = first(x, width, newWidth); column < afterLast(x, width, newWidth); column++) {
                rowSum += overlap(column, x, width, newWidth) * (pixels[row * width + column] & 0xFF);
            }
            sum += overlap(row, y, height, newHeight) * rowSum;
        }
        return sum;
    }

    private static int first(int target, int from, int to) {
        return (int) ((long) target * from / to);
    }

    private static int afterLast(int target, int from, int to) {
        return (int) (((long) (target + 1) * from + to - 1) / to);
    }

    /** Length of what old pixel {@code source} and new pixel {@code target} share, in old pixels. */
    private static double overlap(int source, int target, int from, int to) {
        long start = Math.max((long) source * to, (long) target * from);
        long end = Math.min((long) (source + 1) * to, (long) (target + 1) * from);
        return (double) (end - start) / to;
    }
}
