package dev.labelmill.core.prelabel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** PNGs that no ordinary writer makes: each filter in turn, odd chunk cuts, lies in the header. */
final class TestPng {

    private TestPng() {}

    /** Random bytes under random filters: any bytes are a picture, since a filter only says how to add them up. */
    static byte[] random(int width, int height, int colourType, int depth, Random random) {
        int[] samples = {1, 0, 3, 1, 2, 0, 4};
        byte[] rows = new byte[height * (1 + (width * samples[colourType] * depth + 7) / 8)];
        random.nextBytes(rows);
        for (int y = 0; y < height; y++) {
            rows[y * (rows.length / height)] = (byte) random.nextInt(5);
        }
        return file(header(width, height, depth, colourType, 0), deflated(rows), 1 + random.nextInt(40));
    }

    static byte[] withRows(int width, int height, byte[] rows) {
        return file(header(width, height, 8, 0, 0), deflated(rows), Integer.MAX_VALUE);
    }

    static byte[] headerOnly(int width, int height) {
        return file(header(width, height, 8, 0, 0), new byte[0], 1);
    }

    static byte[] interlaced() {
        return file(header(1, 1, 8, 0, 1), deflated(new byte[2]), 100);
    }

    private static byte[] header(int width, int height, int depth, int colourType, int interlace) {
        return bytes(out -> {
            out.writeInt(width);
            out.writeInt(height);
            out.write(new byte[] {(byte) depth, (byte) colourType, 0, 0, (byte) interlace});
        });
    }

    private static byte[] deflated(byte[] rows) {
        return bytes(out -> {
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9))) {
                deflater.write(rows);
            }
        });
    }

    private static byte[] file(byte[] header, byte[] data, int cut) {
        return bytes(out -> {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            chunk(out, "IHDR", header, 0, header.length);
            chunk(out, "tEXt", new byte[] {'a', 0, 'b'}, 0, 3);
            for (int at = 0; at < data.length; at += Math.min(cut, data.length - at)) {
                chunk(out, "IDAT", data, at, Math.min(cut, data.length - at));
            }
            chunk(out, "IEND", new byte[0], 0, 0);
        });
    }

    private static void chunk(DataOutputStream out, String type, byte[] data, int from, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, from, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, from, length);
        out.writeInt((int) crc.getValue());
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(out));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
