package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.dashboard.math.Value.Array;
import dev.labelmill.local.dashboard.math.Value.Series;
import java.util.Comparator;
import java.util.List;

/** SORT(array, SUM|MAX|MIN|AVG, ASC|DESC[, most]) and SLICE(array, from[, to]). */
final class Sorting {

    private Sorting() {}

    static Value sort(List<Argument> arguments, Scope scope) throws MathProblem {
        List<Series> series = Pointwise.series(arguments.get(0).value(scope));
        Aggregate by = aggregate(arguments.get(1).text());
        Comparator<Series> order =
                Comparator.comparingDouble(member -> by.of(member.points().values()));
        String direction = arguments.get(2).text();
        if (!direction.equals("ASC") && !direction.equals("DESC")) {
            throw new MathProblem("SORT sorts ASC or DESC.");
        }
        long most =
                arguments.size() < 4 ? series.size() : (long) arguments.get(3).number(scope);
        return new Array(series.stream()
                .sorted(direction.equals("ASC") ? order : order.reversed())
                .limit(Math.max(0, most))
                .toList());
    }

    /** With one place that series alone, with two those from the first up to but without the second. */
    static Value slice(List<Argument> arguments, Scope scope) throws MathProblem {
        List<Series> series = Pointwise.series(arguments.get(0).value(scope));
        int from = (int) arguments.get(1).number(scope);
        if (arguments.size() < 3) {
            if (from < 0 || from >= series.size()) {
                throw new MathProblem("SLICE asks for series " + from + " of an array of " + series.size() + ".");
            }
            return series.get(from);
        }
        int to = Math.min(series.size(), (int) arguments.get(2).number(scope));
        return new Array(from < 0 || from >= to ? List.of() : series.subList(from, to));
    }

    private static Aggregate aggregate(String name) throws MathProblem {
        try {
            return Aggregate.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new MathProblem("SORT orders by SUM, MAX, MIN or AVG, not by \"" + name + "\".");
        }
    }
}
