package dev.labelmill.local.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** The functions that queries can call, apart from the aggregates. */
final class LogFunctions {

    private LogFunctions() {}

    static LogExpression of(String called, List<LogExpression> arguments) throws LogProblem {
        String name = called.toLowerCase(Locale.ROOT);
        var aggregate = LogAggregates.of(name, arguments);
        if (aggregate.isPresent()) {
            return aggregate.get();
        }
        if (arguments.isEmpty()) {
            throw new LogProblem("The log query calls " + called + " without what it takes.");
        }
        LogExpression first = arguments.get(0);
        return switch (name) {
            case "ispresent" -> (row, group) -> first.of(row, group) != null;
            case "isempty" ->
                (row, group) -> LogValues.text(first.of(row, group)).isEmpty();
            case "isblank" ->
                (row, group) -> LogValues.text(first.of(row, group)).isBlank();
            case "strlen" ->
                (row, group) -> (double) LogValues.text(first.of(row, group)).length();
            case "tolower" ->
                (row, group) -> LogValues.text(first.of(row, group)).toLowerCase(Locale.ROOT);
            case "toupper" ->
                (row, group) -> LogValues.text(first.of(row, group)).toUpperCase(Locale.ROOT);
            case "abs" -> number(first, Math::abs);
            case "ceil" -> number(first, Math::ceil);
            case "floor" -> number(first, Math::floor);
            case "coalesce" ->
                (row, group) -> arguments.stream()
                        .map(argument -> argument.of(row, group))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            case "concat" ->
                (row, group) -> arguments.stream()
                        .map(argument -> LogValues.text(argument.of(row, group)))
                        .collect(Collectors.joining());
            default -> throw new LogProblem("This page runs log queries without the function " + called + ".");
        };
    }

    /** The start of the stretch of {@code length} that an event lies in. */
    static LogExpression bin(String length) {
        long millis = millis(length);
        return (row, group) -> row.get("@timestamp") instanceof Instant time
                ? Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis)
                : null;
    }

    private static long millis(String length) {
        String digits = length.replaceAll("\\D", "");
        long number = Math.max(1, Long.parseLong(digits));
        return switch (length.substring(digits.length())) {
            case "ms" -> number;
            case "s" -> Duration.ofSeconds(number).toMillis();
            case "m" -> Duration.ofMinutes(number).toMillis();
            case "h" -> Duration.ofHours(number).toMillis();
            default -> Duration.ofDays(number).toMillis();
        };
    }

    private static LogExpression number(LogExpression of, DoubleUnaryOperator operator) {
        return (row, group) -> {
            OptionalDouble number = LogValues.number(of.of(row, group));
            return number.isEmpty() ? null : (Object) operator.applyAsDouble(number.getAsDouble());
        };
    }
}
