package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.telemetry.Range;
import dev.labelmill.local.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dashboards of the deployment, drawn from this machine's telemetry. Thread-safe. */
public final class Dashboards {

    /** The bodies that the CDK app deploys, in the order in which they are listed. */
    static final List<String> NAMES = List.of("overview", "batch", "operations");

    /** What stands here for the values that CloudFormation fills in. */
    private static final Map<String, String> VALUES =
            Map.of("AWS::Region", "us-east-1", "StackName", Telemetry.STACK, "Stage", "local");

    private final Telemetry telemetry;
    private final LogResults logs;
    private final InstantSource clock;
    private final Map<String, JsonNode> bodies = new LinkedHashMap<>();

    /**
     * Loads the bodies.
     *
     * @param telemetry what to draw
     * @param clock     tells the end of what is drawn
     */
    public Dashboards(Telemetry telemetry, InstantSource clock) {
        this.telemetry = telemetry;
        this.logs = new LogResults(telemetry.logs(), System::nanoTime);
        this.clock = clock;
        NAMES.forEach(name -> bodies.put(name, body(name)));
    }

    /** Every dashboard's name, title, and variables with the values that they can have now. */
    public ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        bodies.forEach((name, body) -> {
            ObjectNode dashboard = list.addObject().put("name", name).put("title", title(name, body));
            ArrayNode variables = dashboard.putArray("variables");
            variables(body).forEach(variable -> variables.add(variable.describe(telemetry.metrics())));
        });
        return list;
    }

    /**
     * Draws a dashboard.
     *
     * @param name      of the dashboard
     * @param variables chosen values by the variables' ids; what is not chosen has its default
     * @param range     how far back to go, 1 s or more
     * @throws IllegalArgumentException if there is no such dashboard
     */
    public ObjectNode draw(String name, Map<String, String> variables, Duration range) {
        JsonNode body = bodies.get(name);
        if (body == null) {
            throw new IllegalArgumentException("There is no dashboard " + name);
        }
        for (Variable variable : variables(body)) {
            Optional<String> chosen =
                    Optional.ofNullable(variables.get(variable.id())).filter(value -> !value.isBlank());
            body = variable.set(body, variable.value(chosen, telemetry.metrics()));
        }
        Range drawn = Range.before(clock.instant(), range);
        ObjectNode drawing =
                Json.object().put("from", drawn.from()).put("to", drawn.to()).put("period", drawn.period());
        ArrayNode widgets = drawing.putArray("widgets");
        Widgets drawer = new Widgets(telemetry.metrics(), logs, drawn);
        body.path("widgets").forEach(widget -> widgets.add(drawer.draw(widget)));
        return drawing;
    }

    private static List<Variable> variables(JsonNode body) {
        List<Variable> variables = new ArrayList<>();
        body.path("variables").forEach(variable -> variables.add(Variable.of(variable)));
        return variables;
    }

    /** The heading of the dashboard's first text. */
    private static String title(String name, JsonNode body) {
        for (JsonNode widget : body.path("widgets")) {
            String markdown = widget.path("properties").path("markdown").asText("");
            if (markdown.startsWith("#")) {
                return markdown.lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
            }
        }
        return name;
    }

    private static JsonNode body(String name) {
        try (InputStream resource = Dashboards.class.getResourceAsStream("/dashboards/" + name + ".json")) {
            if (resource == null) {
                throw new IllegalStateException("The dashboard " + name + " is missing from the distribution");
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return Json.parse(Substitution.fill(text, VALUES).getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IllegalStateException("The dashboard " + name + " is no JSON"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
