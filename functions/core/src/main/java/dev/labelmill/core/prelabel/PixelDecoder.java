package dev.labelmill.core.prelabel;

import java.nio.charset.StandardCharsets;

/**
 * Decodes small images to grey without AWT, which a native executable does not have. Formats are told by their first
 * bytes: PNG (see {@link PngReader}) and binary PGM ({@code P5}, scaled from its own maximum to 255).
 */
public final class PixelDecoder {

    /** The longest side that is decoded, in pixels. */
    public static final int LONGEST_SIDE = 4096;

    private PixelDecoder() {}

    /** @throws UnusableContent if the bytes are no image of a supported kind, too large, or damaged */
    public static GreyImage decode(byte[] image) throws UnusableContent {
        if (PngReader.isPng(image)) {
            return new PngReader(image).read();
        }
        if (image.length > 2 && image[0] == 'P' && image[1] == '5') {
            return new PgmHeader(image).read();
        }
        throw new UnusableContent("The image is neither a PNG nor a binary PGM.");
    }

    /** @throws UnusableContent if there is no pixel, or a side is longer than {@link #LONGEST_SIDE} */
    static void requireSize(long width, long height) throws UnusableContent {
        if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw new UnusableContent(
                    "The image must be from 1×1 to " + LONGEST_SIDE + "×" + LONGEST_SIDE + " pixels.");
        }
    }

    /** Reads {@code P5 <width> <height> <maximum> <one white space> <pixels>}, with comments from # to the line's end. */
    private static final class PgmHeader {
        private final byte[] bytes;
        private int at = 2;

        PgmHeader(byte[] bytes) {
            this.bytes = bytes;
        }

        GreyImage read() throws UnusableContent {
            int width = number();
            int height = number();
            int maximum = number();
            requireSize(width, height);
            if (maximum < 1 || maximum > 255) {
                throw new UnusableContent("The PGM's maximum must be from 1 to 255.");
            }
            int first = at + 1;
            if (bytes.length - first < width * height) {
                throw new UnusableContent("The PGM ends before its last pixel.");
            }
            byte[] pixels = new byte[width * height];
            for (int i = 0; i < pixels.length; i++) {
                int value = Math.min(bytes[first + i] & 0xFF, maximum);
                pixels[i] = (byte) ((value * 255 + maximum / 2) / maximum);
            }
            return new GreyImage(width, height, pixels);
        }

        private int number() throws UnusableContent {
            skipSpaceAndComments();
            int start = at;
            while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
            if (at == start || at - start > 6) {
                throw new UnusableContent("The PGM's header is malformed.");
            }
            return Integer.parseInt(new String(bytes, start, at - start, StandardCharsets.US_ASCII));
        }

        private void skipSpaceAndComments() {
            while (at < bytes.length && (bytes[at] == '#' || Character.isWhitespace(bytes[at]))) {
                if (bytes[at] == '#') {
                    while (at < bytes.length && bytes[at] != '\n') {
                        at++;
                    }
                } else {
                    at++;
                }
            }
        }
    }
}
