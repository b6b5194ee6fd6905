package dev.labelmill.local.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One image of the optdigits data set.
 *
 * @param row its row in the file, from 0
 * @param grey 64 grey values row by row, 0 to 255: the file's 0 to 16 times 255/16, rounded
 * @param label the digit that it shows
 */
record Digit(int row, byte[] grey, int label) {

    static final int CLASSES = 10;
    static final int SIDE = 8;

    private static final int DARKEST = 16;

    /**
     * Reads a file with the columns id, p0 to p63 and label.
     *
     * @throws IOException if it cannot be read or has another form
     */
    static List<Digit> read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        if (!lines.get(0).startsWith("id,p0,") || !lines.get(0).endsWith(",p63,label")) {
            throw new IOException(csv + " is not the optdigits file: it must have the columns id, p0 to p63, label");
        }
        List<Digit> digits = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            digits.add(parsed(line.split(",")));
        }
        return digits;
    }

    private static Digit parsed(String[] fields) {
        byte[] grey = new byte[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(Integer.parseInt(fields[i + 1]) * 255.0 / DARKEST);
        }
        return new Digit(Integer.parseInt(fields[0]), grey, Integer.parseInt(fields[grey.length + 1]));
    }

    /** The item's id in the batch. */
    String id() {
        return String.format("digit-%04d", row);
    }

    /** The image as a PNG in a {@code data:} URI. */
    String dataUri() {
        byte[] png = GreyPng.encode(SIDE, SIDE, grey);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
