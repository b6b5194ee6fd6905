package dev.labelmill.lambda.payload;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a text into lines at line feeds, with memory for one of them. A byte order mark and carriage returns at ends are dropped. */
public final class Lines implements Closeable {

    /** Longest line, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int at;
    private int filled;
    private long number;

    public Lines(InputStream in) {
        this.in = in;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param bytes  without its end; of a line that is too long the beginning
     */
    public record Line(long number, byte[] bytes, boolean tooLong) {

        /** Whether there is nothing in it but blanks. */
        public boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return !tooLong;
        }

        /** Where it stands, in words. */
        public String place() {
            return "line " + number;
        }
    }

    /** The next line; empty at the end. */
    public Optional<Line> next() throws IOException {
        if (!hasMore()) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        boolean ended = false;
        while (!ended && hasMore()) {
            int end = endInBuffer();
            ended = end < filled;
            length += end - at;
            line.write(buffer, at, (int) Math.min(end - at, MAX_BYTES + 1L - line.size()));
            at = ended ? end + 1 : end;
        }
        number++;
        return Optional.of(line(line.toByteArray(), length));
    }

    private Line line(byte[] bytes, long length) {
        if (length > MAX_BYTES) {
            return new Line(number, Arrays.copyOf(bytes, LabelProblem.MAX_EXCERPT_CHARS), true);
        }
        int from = number == 1 && Arrays.mismatch(bytes, MARK) == MARK.length || Arrays.equals(bytes, MARK)
                ? MARK.length
                : 0;
        int to = bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return new Line(number, Arrays.copyOfRange(bytes, number == 1 ? from : 0, to), false);
    }

    private int endInBuffer() {
        int end = at;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean hasMore() throws IOException {
        while (at == filled) {
            int read = in.read(buffer);
            if (read < 0) {
                return false;
            }
            at = 0;
            filled = read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
