package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What a stage's functions print: lines of metrics in CloudWatch's embedded format. */
final class StageLog {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream lines = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /** Where functions print to. */
    PrintStream lines() {
        return lines;
    }

    /** Each line since the last call: its dimensions' values, and what it counts in the order of the line. */
    List<String> counted() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text.lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .map(line -> dimensions(line) + ": " + metrics(line))
                .toList();
    }

    private static String dimensions(JsonNode line) {
        return line.at("/_aws/CloudWatchMetrics/0/Dimensions/0")
                .valueStream()
                .map(name -> line.path(name.asText()).asText())
                .collect(Collectors.joining(" "));
    }

    private static String metrics(JsonNode line) {
        return line.at("/_aws/CloudWatchMetrics/0/Metrics")
                .valueStream()
                .map(metric -> metric.path("Name").asText())
                .map(name -> name + " " + line.path(name))
                .collect(Collectors.joining(", "));
    }
}
