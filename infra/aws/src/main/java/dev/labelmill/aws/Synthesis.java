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
import dev.labelmill.aws.watch.WatchStack;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** A stage's stacks with cdk-nag's checks upon them, and the templates they come to. */
public final class Synthesis {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final long STACK_BYTES = 64L << 20;

    private final App app;
    private final LabelmillStack stack;
    private final WatchStack watch;

    private Synthesis(App app, LabelmillStack stack, WatchStack watch) {
        this.app = app;
        this.stack = stack;
        this.watch = watch;
    }

    /**
     * Makes the stacks.
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
        Synthesis synthesis = new Synthesis(app, new LabelmillStack(app, stage), new WatchStack(app, stage));
        Aspects.of(app).add(new AwsSolutionsChecks());
        return synthesis;
    }

    /** Writes the cloud assembly. */
    public void write() {
        synthesised();
    }

    /** The template of everything as it is committed: indented by two, a line feed at the end. */
    public String template() {
        return template(stack);
    }

    /** The template of what watches it, in the same form. */
    public String watchTemplate() {
        return template(watch);
    }

    private String template(Stack of) {
        String file = synthesised().getStackByName(of.getStackName()).getTemplateFullPath();
        try {
            return pretty(Files.readString(Path.of(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * cdk-nag's rules are called back from within the CDK's own calls, some levels for each construct: cold, that is more than
     * a thread's usual megabyte holds.
     */
    private CloudAssembly synthesised() {
        FutureTask<CloudAssembly> task = new FutureTask<>(app::synth);
        new Thread(null, task, "synthesis", STACK_BYTES).start();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The stacks could not be synthesised.", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during synthesis", interrupted);
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
