package dev.labelmill.lambda.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of each seed, as a table for people. */
final class FaultTable {

    private final List<SeededRuns.Result> results = new ArrayList<>();

    void add(SeededRuns.Result result) {
        results.add(result);
    }

    /** All that was not as in calm runs. */
    List<String> differences() {
        return results.stream().flatMap(result -> result.differences().stream()).toList();
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format("%n%-20s %8s%n", "fault", "injected"));
        for (FaultKind kind : FaultKind.values()) {
            int sum = results.stream()
                    .mapToInt(result -> result.injected().getOrDefault(kind, 0))
                    .sum();
            table.append(String.format(
                    "%-20s %,8d%n", kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), sum));
        }
        table.append(String.format(
                "%-20s %,8d%n%n%-7s %-6s %5s %7s %s%n",
                "in all",
                results.stream().mapToInt(SeededRuns.Result::faults).sum(),
                "way",
                "seed",
                "runs",
                "faults",
                "outcome"));
        results.forEach(result -> table.append(String.format(
                "%-7s %-6d %5d %,7d %s%s%n",
                result.way(),
                result.seed(),
                result.runs(),
                result.faults(),
                result.differences().isEmpty()
                        ? "as it must"
                        : result.differences().size() + " differences",
                seen(result))));
        TreeMap<String, Integer> kills = new TreeMap<>();
        results.forEach(
                result -> result.kills().forEach((function, times) -> kills.merge(function, times, Integer::sum)));
        return table.append(kills.entrySet().stream()
                        .map(kill -> kill.getKey() + " " + kill.getValue())
                        .collect(Collectors.joining(", ", "killed: ", "\n")))
                .toString();
    }

    private static String seen(SeededRuns.Result result) {
        return result.seen().entrySet().stream()
                .filter(what -> what.getValue() > 0)
                .map(what -> "; " + what.getKey() + " " + what.getValue())
                .collect(Collectors.joining());
    }
}
