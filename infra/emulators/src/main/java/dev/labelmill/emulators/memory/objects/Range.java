package dev.labelmill.emulators.memory.objects;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of an object are asked for.
 *
 * @param to the first that is not; at most the object's size
 */
record Range(int from, int to, int size) {
    private static final Pattern BYTES = Pattern.compile("bytes=(\\d+)-(\\d*)");

    /** Of a request's header (RFC 9110, 14.1.2), without ranges from the end; all of them where there is none. */
    static Range of(String header, int size) {
        if (header == null) {
            return new Range(0, size, size);
        }
        Matcher bytes = BYTES.matcher(header);
        if (!bytes.matches()) {
            throw new UnsupportedOperationException("a range as nobody here asks for one: " + header);
        }
        long from = Long.parseLong(bytes.group(1));
        if (from >= size) {
            throw Refused.range();
        }
        long last = bytes.group(2).isEmpty() ? size : Long.parseLong(bytes.group(2)) + 1;
        return new Range((int) from, (int) Math.min(size, last), size);
    }

    byte[] in(byte[] content) {
        return Arrays.copyOfRange(content, from, to);
    }

    String told() {
        return "bytes " + from + "-" + (to - 1) + "/" + size;
    }
}
