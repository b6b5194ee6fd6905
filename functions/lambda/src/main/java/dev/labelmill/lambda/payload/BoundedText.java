package dev.labelmill.lambda.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 for a parser that has no bound of its own on how much of it makes one part, such as a tag. Drops a byte order mark. */
final class BoundedText extends Reader {

    private static final char MARK = 0xFEFF;

    private final Reader in;
    private final int most;
    private long all;
    private long ofPart;
    private boolean tooLong;
    private IOException failure;

    /** @param most characters that are read from one {@link #begin()} to the next */
    BoundedText(InputStream in, int most) {
        this.in = new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        this.most = most;
    }

    /** A part begins. */
    void begin() {
        ofPart = 0;
    }

    /** Whether a part was longer. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether there was not one character. */
    boolean isEmpty() {
        return all == 0;
    }

    /** Why it could not be read on. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        if (ofPart > most) {
            tooLong = true;
            throw new IOException("too long");
        }
        try {
            int read = in.read(into, from, length);
            if (all == 0 && read > 0 && into[from] == MARK) {
                System.arraycopy(into, from + 1, into, from, --read);
                all++;
                return read > 0 ? read : read(into, from, length);
            }
            all += Math.max(read, 0);
            ofPart += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
