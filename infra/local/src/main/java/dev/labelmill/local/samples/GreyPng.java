package dev.labelmill.local.samples;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes PNGs of 8-bit grey with stored, that is uncompressed, data: for pictures of a few dozen pixels compression gains
 * nothing, and the bytes are the same with every version of zlib.
 */
final class GreyPng {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int MOST_STORED_BYTES = 65_535;

    private GreyPng() {}

    /**
     * @param grey {@code width × height} values, row by row
     * @throws IllegalArgumentException if the picture does not fit one stored block (65,535 bytes)
     */
    static byte[] encode(int width, int height, byte[] grey) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 0, 0, 0, 0});
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        png.writeBytes(chunk("IHDR", header.array()));
        png.writeBytes(chunk("IDAT", stored(rows(width, height, grey))));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** Each row behind its filter type, 0 for none. */
    private static byte[] rows(int width, int height, byte[] grey) {
        byte[] rows = new byte[height * (width + 1)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(grey, y * width, rows, y * (width + 1) + 1, width);
        }
        return rows;
    }

    /** A zlib stream (RFC 1950) of one final stored block (RFC 1951, 3.2.4). */
    private static byte[] stored(byte[] data) {
        if (data.length > MOST_STORED_BYTES) {
            throw new IllegalArgumentException("the picture is too large for one stored block");
        }
        Adler32 adler = new Adler32();
        adler.update(data);
        int length = Integer.reverseBytes(data.length) >>> 16;
        return ByteBuffer.allocate(2 + 5 + data.length + 4)
                .put(new byte[] {0x78, 0x01, 1})
                .putShort((short) length)
                .putShort((short) ~length)
                .put(data)
                .putInt((int) adler.getValue())
                .array();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }
}
