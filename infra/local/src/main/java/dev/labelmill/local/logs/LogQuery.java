package dev.labelmill.local.logs;

import dev.labelmill.local.logs.LogCommand.Rows;
import dev.labelmill.local.telemetry.LogStore.LogEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query of Logs Insights. Of its language this knows the commands {@code SOURCE, fields, filter, stats … by, sort, limit,
 * display, dedup} and {@code parse}, arithmetic, comparisons, {@code like, in, and, or, not}, {@code bin} and the functions
 * of {@link LogFunctions} and {@link LogAggregates}; it refuses all else.
 */
public final class LogQuery {

    /** Insights gives no more events than this. */
    private static final int MAX_ROWS = 10_000;

    private final Set<String> groups;
    private final List<LogCommand> commands;
    private final boolean ordered;

    LogQuery(Set<String> groups, List<LogCommand> commands, boolean ordered) {
        this.groups = groups;
        this.commands = commands;
        this.ordered = ordered;
    }

    /** Reads a query. */
    public static LogQuery parse(String query) throws LogProblem {
        return new LogParser(query).parse();
    }

    /** The log groups it names. */
    public Set<String> groups() {
        return groups;
    }

    /** Runs it over {@code events}, newest first unless it sorts or sums up. */
    public LogTable run(List<LogEvent> events) {
        List<LogRow> found = events.stream().map(LogFields::of).collect(Collectors.toCollection(ArrayList::new));
        if (!ordered) {
            found.sort(Comparator.<LogRow, Object>comparing(row -> row.get("@timestamp"), LogValues.ORDER)
                    .reversed());
        }
        Rows rows = new Rows(List.of(), found);
        for (LogCommand command : commands) {
            rows = command.apply(rows);
        }
        List<String> columns = rows.columns().isEmpty() ? List.of("@timestamp", "@message") : rows.columns();
        return new LogTable(
                columns,
                rows.rows().stream()
                        .limit(MAX_ROWS)
                        .map(row -> cells(row, columns))
                        .toList());
    }

    private static List<Object> cells(LogRow row, List<String> columns) {
        List<Object> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(LogValues.cell(row.get(column))));
        return cells;
    }
}
