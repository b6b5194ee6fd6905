package dev.labelmill.core.prelabel;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The rows of a PNG while they are inflated, unfiltered and turned grey one after the other. */
final class PngPixels {

    private final int width;
    private final int height;
    private final int depth;
    private final PngColour colour;
    private final byte[] greyOfPalette;
    private final int bytesPerPixel;
    private final byte[] grey;

    /** Filter type, then the row's bytes. */
    private byte[] row;

    private byte[] above;
    private int filled;
    private int rows;

    PngPixels(int width, int height, int depth, PngColour colour, byte[] greyOfPalette) {
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.colour = colour;
        this.greyOfPalette = greyOfPalette;
        this.bytesPerPixel = Math.max(1, colour.samples * depth / 8);
        this.grey = new byte[width * height];
        this.row = new byte[1 + (width * colour.samples * depth + 7) / 8];
        this.above = new byte[row.length];
    }

    boolean complete() {
        return rows == height;
    }

    GreyImage image() {
        return new GreyImage(width, height, grey);
    }

    /** Takes what the inflater's present input holds; what lies beyond the last row is never inflated. */
    void inflate(Inflater inflater) throws DataFormatException, UnusableContent {
        while (!complete()) {
            int read = inflater.inflate(row, filled, row.length - filled);
            if (read == 0) {
                return;
            }
            filled += read;
            if (filled == row.length) {
                finishRow();
            }
        }
    }

    private void finishRow() throws UnusableContent {
        unfilter();
        int first = rows * width;
        for (int x = 0; x < width; x++) {
            grey[first + x] = (byte) greyAt(x);
        }
        byte[] done = row;
        row = above;
        above = done;
        filled = 0;
        rows++;
    }

    private void unfilter() throws UnusableContent {
        int filter = row[0];
        if (filter < 0 || filter > 4) {
            throw new UnusableContent("The PNG is damaged: a row's filter does not exist.");
        }
        for (int i = 1; i < row.length; i++) {
            int left = i > bytesPerPixel ? row[i - bytesPerPixel] & 0xFF : 0;
            int up = above[i] & 0xFF;
            int upLeft = i > bytesPerPixel ? above[i - bytesPerPixel] & 0xFF : 0;
            row[i] += (byte) predicted(filter, left, up, upLeft);
        }
    }

    private static int predicted(int filter, int left, int up, int upLeft) {
        return switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, upLeft);
            default -> 0;
        };
    }

    /** The neighbour that is nearest to {@code left + up − upLeft}, in this order of preference. */
    private static int paeth(int left, int up, int upLeft) {
        int toLeft = Math.abs(up - upLeft);
        int toUp = Math.abs(left - upLeft);
        int toUpLeft = Math.abs(left + up - 2 * upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }

    private int greyAt(int x) {
        int first = 1 + x * colour.samples;
        return switch (colour) {
            case GREY -> packed(x) * 255 / ((1 << depth) - 1);
            case PALETTE -> greyOfPalette[packed(x)];
            case GREY_ALPHA -> PngColour.onWhite(sample(first), sample(first + 1));
            case RGB -> PngColour.luma(sample(first), sample(first + 1), sample(first + 2));
            case RGBA ->
                PngColour.onWhite(
                        PngColour.luma(sample(first), sample(first + 1), sample(first + 2)), sample(first + 3));
        };
    }

    private int sample(int index) {
        return row[index] & 0xFF;
    }

    /** Sample {@code x} of a row with one sample a pixel; the leftmost pixel is in a byte's highest bits. */
    private int packed(int x) {
        int bit = x * depth;
        return sample(1 + bit / 8) >> (8 - depth - bit % 8) & (1 << depth) - 1;
    }
}
