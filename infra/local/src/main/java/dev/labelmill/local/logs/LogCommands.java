package dev.labelmill.local.logs;

import dev.labelmill.local.logs.LogCommand.Rows;
import dev.labelmill.local.logs.LogExpression.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the commands of a query do. */
final class LogCommands {

    private LogCommands() {}

    static LogCommand fields(List<Named> fields) {
        return rows -> {
            Set<String> columns = new LinkedHashSet<>(rows.columns());
            fields.forEach(field -> columns.add(field.name()));
            return new Rows(
                    List.copyOf(columns),
                    rows.rows().stream()
                            .map(row -> row.with(values(fields, row, List.of(row))))
                            .toList());
        };
    }

    static LogCommand display(List<Named> fields) {
        return rows -> {
            Rows computed = fields(fields).apply(rows);
            return new Rows(fields.stream().map(Named::name).toList(), computed.rows());
        };
    }

    static LogCommand filter(LogExpression condition) {
        return rows -> new Rows(
                rows.columns(),
                rows.rows().stream()
                        .filter(row -> LogValues.truth(condition.of(row)))
                        .toList());
    }

    /** One row for each combination of the groups' values, or for all rows; no row where no event came. */
    static LogCommand stats(List<Named> aggregates, List<Named> groups) {
        List<String> columns = Stream.concat(groups.stream(), aggregates.stream())
                .map(Named::name)
                .toList();
        return rows -> {
            Map<List<String>, List<LogRow>> members = new LinkedHashMap<>();
            for (LogRow row : rows.rows()) {
                List<String> key = groups.stream()
                        .map(group -> LogValues.text(group.expression().of(row)))
                        .toList();
                members.computeIfAbsent(key, values -> new ArrayList<>()).add(row);
            }
            List<LogRow> results = new ArrayList<>();
            for (List<LogRow> group : members.values()) {
                Map<String, Object> values = values(groups, group.get(0), List.of(group.get(0)));
                values.putAll(values(aggregates, group.get(0), group));
                results.add(new LogRow(values));
            }
            return new Rows(columns, results);
        };
    }

    static LogCommand sort(List<Named> keys, List<Boolean> descending) {
        return rows -> {
            Comparator<LogRow> order = (unusedLeft, unusedRight) -> 0;
            for (int i = 0; i < keys.size(); i++) {
                LogExpression key = keys.get(i).expression();
                String name = keys.get(i).name();
                Comparator<LogRow> by = Comparator.comparing(row -> value(row, name, key), LogValues.ORDER);
                order = order.thenComparing(descending.get(i) ? by.reversed() : by);
            }
            return new Rows(rows.columns(), rows.rows().stream().sorted(order).toList());
        };
    }

    static LogCommand limit(long most) {
        return rows -> new Rows(rows.columns(), rows.rows().stream().limit(most).toList());
    }

    /** Keeps the first row of each combination of values. */
    static LogCommand dedup(List<Named> fields) {
        return rows -> {
            Set<List<String>> seen = new LinkedHashSet<>();
            return new Rows(
                    rows.columns(),
                    rows.rows().stream()
                            .filter(row -> seen.add(fields.stream()
                                    .map(field ->
                                            LogValues.text(field.expression().of(row)))
                                    .toList()))
                            .toList());
        };
    }

    /** Names the groups of a pattern that is found in a field. */
    static LogCommand parse(LogExpression field, Pattern pattern, List<String> names) {
        return rows -> new Rows(
                rows.columns(),
                rows.rows().stream()
                        .map(row -> parsed(row, LogValues.text(field.of(row)), pattern, names))
                        .toList());
    }

    private static LogRow parsed(LogRow row, String text, Pattern pattern, List<String> names) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return row;
        }
        Map<String, Object> found = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), matcher.group(i + 1));
        }
        return row.with(found);
    }

    /** After stats, a column such as {@code count(*)} is sorted by as the column that it is. */
    private static Object value(LogRow row, String name, LogExpression expression) {
        return row.fields().containsKey(name) ? row.get(name) : expression.of(row);
    }

    /** A later expression may refer to the alias of an earlier one. */
    private static Map<String, Object> values(List<Named> fields, LogRow row, List<LogRow> group) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Named field : fields) {
            LogRow known = values.isEmpty() ? row : row.with(values);
            values.put(field.name(), field.expression().of(known, group));
        }
        return values;
    }
}
