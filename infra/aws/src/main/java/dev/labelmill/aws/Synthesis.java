package dev.labelmill.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.aws.stack.LabelmillStack;
import dev.labelmill.aws.stage.Stage;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;

/** A stage's stack with cdk-nag's checks upon it, and the template it comes to. */
public final class Synthesis {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final App app;
    private final LabelmillStack stack;

    private Synthesis(App app, LabelmillStack stack) {
        this.app = app;
        this.stack = stack;
    }

    /**
     * Makes the stack.
     *
     * @param out folder of the cloud assembly
     */
    public static Synthesis of(Stage stage, Path out) {
        App app = new App(AppProps.builder()
                .outdir(out.toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                // Paths of constructs in the template are of use to the CDK's console only.
                .context(Map.of("aws:cdk:enable-path-metadata", false))
                .build());
        Synthesis synthesis = new Synthesis(app, new LabelmillStack(app, stage));
        Aspects.of(app).add(new AwsSolutionsChecks());
        return synthesis;
    }

    /** The stack. */
    public LabelmillStack stack() {
        return stack;
    }

    /** Writes the cloud assembly and returns the template as it is committed: indented by two, a line feed at the end. */
    public String template() {
        String file = app.synth().getStackByName(stack.getStackName()).getTemplateFullPath();
        try {
            return pretty(Files.readString(Path.of(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Resources in the order they were made, the keys in each by the alphabet: the same at every run, and easy to read. */
    private static String pretty(String json) throws JsonProcessingException {
        ObjectNode template = (ObjectNode) MAPPER.readTree(json);
        for (JsonNode resource : template.path("Resources")) {
            ObjectNode parts = (ObjectNode) resource;
            parts.replace("Properties", sorted(parts.path("Properties")));
        }
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return MAPPER.writer(printer).writeValueAsString(template) + "\n";
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = MAPPER.createObjectNode();
            node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> sorted.set(entry.getKey(), sorted(entry.getValue())));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode elements = MAPPER.createArrayNode();
            node.forEach(element -> elements.add(sorted(element)));
            return elements;
        }
        return node;
    }
}
