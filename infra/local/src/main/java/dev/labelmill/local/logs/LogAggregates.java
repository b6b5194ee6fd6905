package dev.labelmill.local.logs;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The aggregate functions of {@code stats}. Events without a value do not count; where none has one, there is none. */
final class LogAggregates {

    private LogAggregates() {}

    /** The function {@code name}; empty if there is no such one. */
    static Optional<LogExpression> of(String name, List<LogExpression> arguments) throws LogProblem {
        if (name.equals("count")) {
            return Optional.of(arguments.isEmpty() ? (row, group) -> (double) group.size() : count(arguments.get(0)));
        }
        return switch (name) {
            case "count_distinct" -> {
                LogExpression of = one(name, arguments, 1);
                yield Optional.of((row, group) -> (double) group.stream()
                        .map(of::of)
                        .filter(Objects::nonNull)
                        .map(LogValues::text)
                        .distinct()
                        .count());
            }
            case "sum" -> numbers(one(name, arguments, 1), DoubleStream::sum);
            case "avg" ->
                numbers(one(name, arguments, 1), values -> values.average().getAsDouble());
            case "min" ->
                numbers(one(name, arguments, 1), values -> values.min().getAsDouble());
            case "max" ->
                numbers(one(name, arguments, 1), values -> values.max().getAsDouble());
            case "pct" -> Optional.of(percentile(one(name, arguments, 2), arguments.get(1)));
            case "earliest", "latest" -> Optional.of(byTime(one(name, arguments, 1), name.equals("latest")));
            default -> Optional.empty();
        };
    }

    @FunctionalInterface
    private interface Fold {
        double of(DoubleStream values);
    }

    private static LogExpression one(String name, List<LogExpression> arguments, int count) throws LogProblem {
        if (arguments.size() != count) {
            throw new LogProblem(name + " takes " + count + " arguments, not " + arguments.size() + ".");
        }
        return arguments.get(0);
    }

    private static LogExpression count(LogExpression of) {
        return (row, group) ->
                (double) group.stream().map(of::of).filter(Objects::nonNull).count();
    }

    private static Optional<LogExpression> numbers(LogExpression of, Fold fold) {
        return Optional.of((row, group) -> {
            double[] values = numbers(of, group);
            return values.length == 0 ? null : (Object) fold.of(DoubleStream.of(values));
        });
    }

    /** Nearest rank: the smallest value that so many percent do not exceed. */
    private static LogExpression percentile(LogExpression of, LogExpression percent) {
        return (row, group) -> {
            double[] values = DoubleStream.of(numbers(of, group)).sorted().toArray();
            double share = LogValues.number(percent.of(row)).orElse(0) / 100;
            int rank = (int) Math.ceil(share * values.length - 1e-9);
            return values.length == 0 ? null : (Object) values[Math.min(values.length, Math.max(1, rank)) - 1];
        };
    }

    private static LogExpression byTime(LogExpression of, boolean latest) {
        return (row, group) -> {
            Object found = null;
            Object at = null;
            for (LogRow member : group) {
                Object value = of.of(member);
                Object time = member.get("@timestamp");
                boolean better = at == null || (LogValues.ORDER.compare(time, at) >= 0) == latest;
                if (value != null && better) {
                    found = value;
                    at = time;
                }
            }
            return found;
        };
    }

    private static double[] numbers(LogExpression of, List<LogRow> group) {
        return group.stream()
                .map(of::of)
                .map(LogValues::number)
                .filter(number -> number.isPresent())
                .mapToDouble(number -> number.getAsDouble())
                .toArray();
    }
}
