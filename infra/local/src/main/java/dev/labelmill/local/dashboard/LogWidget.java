package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.logs.LogProblem;
import dev.labelmill.local.logs.LogQuery;
import dev.labelmill.local.logs.LogTable;
import dev.labelmill.local.telemetry.LogStore;
import dev.labelmill.local.telemetry.Range;

/** A widget of a log query: its result as a table. */
final class LogWidget {

    private final LogStore logs;
    private final Range range;
    private final JsonNode properties;

    LogWidget(LogStore logs, Range range, JsonNode properties) {
        this.logs = logs;
        this.range = range;
        this.properties = properties;
    }

    void draw(ObjectNode drawing) throws LogProblem {
        LogQuery query = LogQuery.parse(properties.path("query").asText());
        LogTable result = query.run(logs.read(query.groups(), range.from(), range.to()));
        ObjectNode table = drawing.putObject("table");
        ArrayNode columns = table.putArray("columns");
        result.columns().forEach(columns::add);
        ArrayNode rows = table.putArray("rows");
        for (var row : result.rows()) {
            ArrayNode cells = rows.addArray();
            for (Object cell : row) {
                if (cell instanceof Double number) {
                    cells.add(number);
                } else {
                    cells.add(cell == null ? null : cell.toString());
                }
            }
        }
    }
}
