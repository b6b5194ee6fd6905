package dev.labelmill.lambda.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON value and the path that leads to it, so that a complaint can name the place. Paths hold only names that
 * Labelmill asked for: nothing that the sender wrote gets into a sentence.
 *
 * @param path such as {@code data.labels[3].choice}; empty for the root
 */
public record Field(String path, JsonNode node) {
    /** Longest id or class name, in UTF-8 bytes, so that keys made of several stay within DynamoDB's 1,024. */
    public static final int MAX_ID_BYTES = 256;
    /** Largest revision: what every JSON reader holds exactly, 2^53 - 1. */
    public static final long MAX_REVISION = 9_007_199_254_740_991L;
    /** Longest time spent on one label, in seconds: a year. */
    public static final long MAX_SECONDS = 31_536_000;

    private static final BigDecimal HALF_A_MILLISECOND = new BigDecimal("0.0005");

    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    /** A member that must be there and not null. */
    public Field member(String name) throws UnusableContent {
        return optional(name).orElseThrow(() -> problem(name, "is missing"));
    }

    /** A member that may be absent or null. */
    public Optional<Field> optional(String name) throws UnusableContent {
        if (!node.isObject()) {
            throw fault("is not an object");
        }
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(new Field(pathTo(name), value));
    }

    /** An array's elements. */
    public List<Field> elements() throws UnusableContent {
        if (!node.isArray()) {
            throw fault("is not an array");
        }
        List<Field> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new Field(path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** Text as it is. */
    public String text() throws UnusableContent {
        if (!node.isTextual()) {
            throw fault("is not a string");
        }
        return node.textValue();
    }

    /** An id: a {@link #name()} without {@code #}, which parts the table's keys. */
    public String id() throws UnusableContent {
        String id = name();
        if (id.indexOf('#') >= 0) {
            throw fault("holds the character #");
        }
        return id;
    }

    /** A short text: 1 to {@value #MAX_ID_BYTES} bytes of UTF-8 without control characters. */
    public String name() throws UnusableContent {
        String name = text();
        if (name.isEmpty()) {
            throw fault("is empty");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
            throw fault("is longer than " + MAX_ID_BYTES + " bytes");
        }
        if (name.codePoints().anyMatch(Field::isUnprintable)) {
            throw fault("holds a control character");
        }
        return name;
    }

    /** A whole number of 0 to {@value #MAX_REVISION}; 3.0 is one. */
    public long whole() throws UnusableContent {
        BigDecimal number = number();
        if (number.stripTrailingZeros().scale() > 0) {
            throw fault("is not a whole number");
        }
        return requireUpTo(number, MAX_REVISION).longValueExact();
    }

    /** A time span given in seconds, 0 to {@value #MAX_SECONDS}, in whole milliseconds. */
    public long milliseconds() throws UnusableContent {
        BigDecimal seconds = requireUpTo(number(), MAX_SECONDS);
        // Rounding 1e-999999999 the usual way would build a number of a billion digits.
        return seconds.compareTo(HALF_A_MILLISECOND) < 0
                ? 0
                : seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** A truth value. */
    public boolean truth() throws UnusableContent {
        if (!node.isBoolean()) {
            throw fault("is not true or false");
        }
        return node.booleanValue();
    }

    /** A date and time with an offset, as RFC 3339 writes it. */
    public Instant instant() throws UnusableContent {
        String text = text();
        try {
            if (DATE_TIME.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException impossible) {
            throw fault("is not a date and time with an offset");
        }
        throw fault("is not a date and time with an offset");
    }

    /** A complaint about this value. */
    public UnusableContent fault(String fault) {
        return new UnusableContent(422, (path.isEmpty() ? "the body" : path) + " " + fault);
    }

    /** A whole number that fits an int. */
    public int integer() throws UnusableContent {
        double number = decimal();
        if (number != (int) number) {
            throw fault("is not a whole number that fits 32 bits");
        }
        return (int) number;
    }

    /** A number as a floating point number, which must be finite. */
    public double decimal() throws UnusableContent {
        double number = number().doubleValue();
        if (Double.isInfinite(number)) {
            throw fault("is too large");
        }
        return number;
    }

    private BigDecimal number() throws UnusableContent {
        if (!node.isNumber()) {
            throw fault("is not a number");
        }
        return node.decimalValue();
    }

    private BigDecimal requireUpTo(BigDecimal number, long max) throws UnusableContent {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw fault("is not between 0 and " + max);
        }
        return number;
    }

    private UnusableContent problem(String name, String fault) {
        return new UnusableContent(422, pathTo(name) + " " + fault);
    }

    private String pathTo(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Control characters, and halves of surrogate pairs, which no UTF-8 can carry. */
    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
