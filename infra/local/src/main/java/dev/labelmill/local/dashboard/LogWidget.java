package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.logs.LogProblem;
import dev.labelmill.local.logs.LogTable;
import dev.labelmill.local.telemetry.Range;

/** A widget of a log query: its result as a table. */
final class LogWidget {

    private final LogResults logs;
    private final Range range;
    private final JsonNode properties;

    LogWidget(LogResults logs, Range range, JsonNode properties) {
        this.logs = logs;
        this.range = range;
        this.properties = properties;
    }

    void draw(ObjectNode drawing) throws LogProblem {
        LogTable result = logs.run(properties.path("query").asText(), range);
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
