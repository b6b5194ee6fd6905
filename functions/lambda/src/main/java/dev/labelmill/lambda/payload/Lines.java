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
    /** Offset of the first byte behind the buffer. */
    private long read;

    private long number;

    public Lines(InputStream in) {
        this(in, 0, 1);
    }

    /**
     * Goes on in the middle of a text.
     *
     * @param in     what of it is left, from the beginning of a line
     * @param offset bytes before that
     * @param number the number of the line
     */
    public Lines(InputStream in, long offset, long number) {
        this.in = in;
        this.read = offset;
        this.number = number - 1;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param offset bytes before it
     * @param bytes  without its end; of a line that is too long the beginning
     */
    public record Line(long number, long offset, byte[] bytes, boolean tooLong) {

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
        long offset = offset();
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
        return Optional.of(line(offset, line.toByteArray(), length));
    }

    /** Bytes before the next line. */
    public long offset() {
        return read - (filled - at);
    }

    /** The number of the next line. */
    public long number() {
        return number + 1;
    }

    private Line line(long offset, byte[] bytes, long length) {
        if (length > MAX_BYTES) {
            return new Line(number, offset, Arrays.copyOf(bytes, LabelProblem.MAX_EXCERPT_CHARS), true);
        }
        int from = number == 1 && Arrays.mismatch(bytes, MARK) == MARK.length || Arrays.equals(bytes, MARK)
                ? MARK.length
                : 0;
        int to = bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return new Line(number, offset, Arrays.copyOfRange(bytes, number == 1 ? from : 0, to), false);
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
            int more = in.read(buffer);
            if (more < 0) {
                return false;
            }
            at = 0;
            filled = more;
            read += more;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
