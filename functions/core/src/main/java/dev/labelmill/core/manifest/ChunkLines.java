package dev.labelmill.core.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the lines that a byte range of an object owns, in memory that depends on the longest allowed line only.
 *
 * <p>Lines end with LF or CRLF, the last one may lack its end. Blank lines (nothing but spaces, tabs and CR) are
 * skipped, a UTF-8 byte order mark at the start of the object too. Reading stops after the last owned line; the stream
 * is left open and stays the caller's to close.
 *
 * <pre>{@code
 * var lines = new ChunkLines(open(key, range.openAt()), range, 1 << 20);
 * for (Line line = lines.next(); line != null; line = lines.next()) { … }
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class ChunkLines {

    /** The longest line that may be allowed: 256 MiB. */
    public static final int MOST_LINE_BYTES = 1 << 28;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int NOT_FOUND = -1;

    private final InputStream in;
    private final long end;
    private final int maxLineBytes;

    private byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long bufferOffset;
    private boolean atLineStart;

    /**
     * @param in the object's bytes from {@link ByteRange#openAt()} to at least {@link ByteRange#readTo(int)} or the
     *     object's end
     * @param range the range whose lines are wanted
     * @param maxLineBytes longer lines (without their line end) are reported as {@link Line.Problem#OVERSIZED}, from 1
     *     to {@link #MOST_LINE_BYTES}
     * @throws IllegalArgumentException if {@code maxLineBytes} is out of its range
     */
    public ChunkLines(InputStream in, ByteRange range, int maxLineBytes) {
        if (maxLineBytes < 1 || maxLineBytes > MOST_LINE_BYTES) {
            throw new IllegalArgumentException("maxLineBytes must be from 1 to " + MOST_LINE_BYTES);
        }
        this.in = in;
        this.end = range.end();
        this.maxLineBytes = maxLineBytes;
        this.bufferOffset = range.openAt();
        this.atLineStart = range.start() == 0;
    }

    /**
     * Reads on to the next line that is not blank.
     *
     * @return the line, or {@code null} after the last one that the range owns
     */
    public Line next() throws IOException {
        if (!atLineStart) {
            skipForeignLine();
            atLineStart = true;
        }
        while (bufferOffset + position < end) {
            int newline = findNewline();
            if (newline == NOT_FOUND) {
                return skipOversized();
            }
            if (newline == position && newline == limit) {
                return null;
            }
            Line line = line(position, newline);
            position = Math.min(newline + 1, limit);
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    /** Passes over what is left of the line that an earlier range owns, but never beyond this range's end. */
    private void skipForeignLine() throws IOException {
        while (bufferOffset + position < end) {
            int newline = indexOfNewline(position);
            if (newline != NOT_FOUND) {
                position = newline + 1;
                return;
            }
            position = limit;
            if (!fill()) {
                return;
            }
        }
    }

    /**
     * The index in the buffer of the next newline, or {@code limit} when the stream ends first, or {@link #NOT_FOUND}
     * when so many bytes came without one that the line must be too long.
     */
    private int findNewline() throws IOException {
        int carriageReturnAndOneMore = 2;
        int surelyTooLong = maxLineBytes + carriageReturnAndOneMore + (bufferOffset + position == 0 ? 3 : 0);
        int seen = 0;
        while (true) {
            int newline = indexOfNewline(position + seen);
            if (newline != NOT_FOUND) {
                return newline;
            }
            seen = limit - position;
            if (seen >= surelyTooLong) {
                return NOT_FOUND;
            }
            if (!fill()) {
                return limit;
            }
        }
    }

    private Line skipOversized() throws IOException {
        long offset = bufferOffset + afterByteOrderMark(position, limit);
        byte last = 0;
        while (true) {
            int newline = indexOfNewline(position);
            int stop = newline == NOT_FOUND ? limit : newline;
            if (stop > position) {
                last = buffer[stop - 1];
            }
            position = stop;
            if (newline != NOT_FOUND || !fill()) {
                break;
            }
        }
        long length = bufferOffset + position - offset - (last == '\r' ? 1 : 0);
        position = Math.min(position + 1, limit);
        return new Line.Unusable(offset, length, Line.Problem.OVERSIZED);
    }

    /** The line in {@code buffer[start, stop)}, or {@code null} if it is blank. */
    private Line line(int start, int stop) {
        int from = afterByteOrderMark(start, stop);
        int to = stop > from && buffer[stop - 1] == '\r' ? stop - 1 : stop;
        long offset = bufferOffset + from;
        if (to - from > maxLineBytes) {
            return new Line.Unusable(offset, to - from, Line.Problem.OVERSIZED);
        }
        if (isBlank(from, to)) {
            return null;
        }
        if (!Utf8.isValid(buffer, from, to)) {
            return new Line.Unusable(offset, to - from, Line.Problem.NOT_UTF8);
        }
        return new Line.Bytes(offset, buffer, from, to - from);
    }

    private int afterByteOrderMark(int from, int to) {
        boolean marked = bufferOffset + from == 0
                && to - from >= 3
                && buffer[from] == (byte) 0xEF
                && buffer[from + 1] == (byte) 0xBB
                && buffer[from + 2] == (byte) 0xBF;
        return marked ? from + 3 : from;
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = buffer[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private int indexOfNewline(int from) {
        byte[] bytes = buffer;
        int to = limit;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return NOT_FOUND;
    }

    /**
     * Reads more bytes behind {@code limit}, after moving the unread ones to the front when the buffer is full.
     *
     * @return false at the stream's end
     */
    private boolean fill() throws IOException {
        if (position == limit) {
            bufferOffset += position;
            position = 0;
            limit = 0;
        } else if (limit == buffer.length && position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            bufferOffset += position;
            limit -= position;
            position = 0;
        } else if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            return false;
        }
        limit += read;
        return true;
    }
}
