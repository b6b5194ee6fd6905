package dev.labelmill.local.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** How values compare and print: null, numbers, texts, truth values and times. A text that is a number counts as one. */
final class LogValues {

    /** Numbers by size before texts by letters; what is missing comes last. */
    static final Comparator<Object> ORDER = LogValues::compare;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LogValues() {}

    static OptionalDouble number(Object value) {
        if (value instanceof Double number) {
            return OptionalDouble.of(number);
        }
        if (value instanceof Instant time) {
            return OptionalDouble.of(time.toEpochMilli());
        }
        if (value instanceof Boolean truth) {
            return OptionalDouble.of(truth ? 1 : 0);
        }
        return value instanceof String text && NUMBER.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        return number(value).orElse(0) != 0;
    }

    static boolean isSame(Object left, Object right) {
        return left != null && right != null && compare(left, right) == 0;
    }

    private static int compare(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        OptionalDouble first = number(left);
        OptionalDouble second = number(right);
        if (first.isPresent() && second.isPresent()) {
            return Double.compare(first.getAsDouble(), second.getAsDouble());
        }
        if (first.isPresent() != second.isPresent()) {
            return first.isPresent() ? -1 : 1;
        }
        return text(left).compareTo(text(right));
    }

    static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant time) {
            return TIME.format(time);
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return value.toString();
    }

    /** As a cell of the result: numbers stay numbers, the rest is text. */
    static Object cell(Object value) {
        if (value == null || value instanceof Double) {
            return value;
        }
        return value instanceof Boolean truth ? Double.valueOf(truth ? 1 : 0) : text(value);
    }
}
