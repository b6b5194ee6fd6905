package dev.labelmill.aws.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.labelmill.aws.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;

/**
 * The dashboards, whose bodies are resources {@code dashboards/<name>.json}. In them {@code ${StackName}} and
 * {@code ${Stage}} stand for the names of the stage, beside CloudFormation's own {@code ${AWS::Region}}.
 */
final class Dashboards {

    /** For everybody, for one batch, and for who runs it. */
    static final List<String> NAMES = List.of("overview", "batch", "operations");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Stack stack;
    private final Stage stage;

    Dashboards(Stack stack, Stage stage) {
        this.stack = stack;
        this.stage = stage;
    }

    void create() {
        NAMES.forEach(this::create);
    }

    private void create(String name) {
        CfnDashboard.Builder.create(stack, title(name) + "Dashboard")
                .dashboardName(stage.named(name))
                .dashboardBody(Fn.sub(body(name), Map.of("StackName", stage.name(), "Stage", stage.stage())))
                .build();
    }

    private static String title(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Without the white space that is there for readers, which would make the template too large. */
    private static String body(String name) {
        try (InputStream in = Dashboards.class.getResourceAsStream("/dashboards/" + name + ".json")) {
            return MAPPER.readTree(in).toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
