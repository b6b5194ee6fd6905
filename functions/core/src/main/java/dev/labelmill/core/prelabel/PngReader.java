package dev.labelmill.core.prelabel;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a PNG (W3C Portable Network Graphics, third edition) as grey: greyscale and palette at 1, 2, 4 and 8 bits;
 * RGB, greyscale with alpha and RGBA at 8 bits; all five filters, not interlaced. Colours become grey by the luma of ITU-R BT.601;
 * transparent pixels lie on white; a single transparent colour (tRNS without a palette), gamma and colour profiles are ignored.
 *
 * <p>Rows are inflated one at a time into two row buffers: memory is the picture's pixels, whatever the compressed data
 * would inflate to.
 */
final class PngReader {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int TRNS = 0x74524E53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int CHUNK_OVERHEAD = 12;

    private final ByteBuffer png;
    private final byte[] greyOfPalette = new byte[256];
    private int paletteSize;
    private byte[] palette = new byte[0];
    private PngPixels pixels;

    PngReader(byte[] png) {
        this.png = ByteBuffer.wrap(png);
    }

    static boolean isPng(byte[] bytes) {
        return bytes.length >= SIGNATURE.length
                && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    GreyImage read() throws UnusableContent {
        Inflater inflater = new Inflater();
        try {
            png.position(SIGNATURE.length);
            return readChunks(inflater);
        } catch (DataFormatException corrupt) {
            throw damaged("its compressed data is corrupt");
        } finally {
            inflater.end();
        }
    }

    private GreyImage readChunks(Inflater inflater) throws UnusableContent, DataFormatException {
        while (png.remaining() >= CHUNK_OVERHEAD) {
            int length = png.getInt();
            if (length < 0 || length > png.remaining() - 8) {
                throw damaged("a chunk is cut off");
            }
            requireCrc(png.position(), length);
            int type = png.getInt();
            int data = png.position();
            if ((type == IHDR) == (pixels != null)) {
                throw damaged("its header is missing or repeated");
            }
            if (type == IEND) {
                break;
            }
            read(type, data, length, inflater);
            png.position(data + length + 4);
        }
        if (pixels == null || !pixels.complete()) {
            throw damaged("it ends before its last row");
        }
        return pixels.image();
    }

    private void read(int type, int data, int length, Inflater inflater) throws UnusableContent, DataFormatException {
        if (type == IHDR) {
            pixels = header(data, length);
        } else if (type == PLTE) {
            readPalette(data, length);
        } else if (type == TRNS) {
            blendPalette(data, length);
        } else if (type == IDAT) {
            inflater.setInput(png.array(), data, length);
            pixels.inflate(inflater);
        }
    }

    private PngPixels header(int data, int length) throws UnusableContent {
        if (length != 13) {
            throw damaged("its header has a wrong length");
        }
        int width = png.getInt(data);
        int height = png.getInt(data + 4);
        PixelDecoder.requireSize(width, height);
        int depth = png.get(data + 8);
        PngColour colour = PngColour.of(png.get(data + 9), depth);
        if (png.get(data + 12) != 0) {
            throw new UnusableContent("Interlaced PNGs are not supported.");
        }
        return new PngPixels(width, height, depth, colour, greyOfPalette);
    }

    private void readPalette(int data, int length) throws UnusableContent {
        if (length % 3 != 0 || length > 3 * 256) {
            throw damaged("its palette has a wrong length");
        }
        palette = Arrays.copyOfRange(png.array(), data, data + length);
        paletteSize = length / 3;
        for (int i = 0; i < paletteSize; i++) {
            greyOfPalette[i] = greyOfPaletteEntry(i, 255);
        }
    }

    private void blendPalette(int data, int length) {
        for (int i = 0; i < Math.min(length, paletteSize); i++) {
            greyOfPalette[i] = greyOfPaletteEntry(i, png.get(data + i) & 0xFF);
        }
    }

    private byte greyOfPaletteEntry(int entry, int alpha) {
        int grey =
                PngColour.luma(palette[3 * entry] & 0xFF, palette[3 * entry + 1] & 0xFF, palette[3 * entry + 2] & 0xFF);
        return (byte) PngColour.onWhite(grey, alpha);
    }

    /** The CRC covers the chunk's type and data. */
    private void requireCrc(int type, int length) throws UnusableContent {
        CRC32 crc = new CRC32();
        crc.update(png.array(), type, 4 + length);
        if ((int) crc.getValue() != png.getInt(type + 4 + length)) {
            throw damaged("a checksum does not match");
        }
    }

    private static UnusableContent damaged(String how) {
        return new UnusableContent("The PNG is damaged: " + how + ".");
    }
}
