package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.labelmill.aws.stage.Stage;
import dev.labelmill.aws.stage.StageReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All stages synthesised once for all tests, since the CDK takes half a minute to start: those of the files, and one with
 * every switch the other way. Where there is no Node.js the tests that ask for it are skipped, or fail if the system
 * property {@value #REQUIRED} is true.
 */
final class Synthesised {

    private static final String REQUIRED = "labelmill.node.required";

    private static Synthesised instance;

    private final Map<String, String> templates = new LinkedHashMap<>();
    private final Map<String, String> watchTemplates = new LinkedHashMap<>();
    private final Map<String, List<String>> findings = new LinkedHashMap<>();

    static synchronized Synthesised once() throws IOException {
        if (Boolean.getBoolean(REQUIRED)) {
            assertThat(nodeRuns())
                    .as("Node.js, without which nothing is synthesised")
                    .isTrue();
        }
        assumeTrue(nodeRuns(), "there is no Node.js here, and the CDK needs it");
        if (instance == null) {
            instance = new Synthesised();
        }
        return instance;
    }

    private Synthesised() throws IOException {
        Path out = Repository.MODULE.resolve("target/test-cdk.out");
        for (Path file : Deployment.stages(Repository.MODULE)) {
            add(String.valueOf(file.getFileName()), StageReader.read(file), out);
        }
        add("other", StageReader.parse("other", OtherStage.json()), out);
    }

    private void add(String name, Stage stage, Path out) {
        Path assembly = out.resolve(stage.name());
        Synthesis synthesis = Synthesis.of(stage, assembly);
        templates.put(name, synthesis.template());
        watchTemplates.put(name, synthesis.watchTemplate());
        for (String stack : List.of(stage.name(), stage.named("watch"))) {
            findings.put(stack, findings(assembly.resolve("AwsSolutions-" + stack + "-NagReport.csv")));
        }
    }

    private static List<String> findings(Path report) {
        return Repository.text(report)
                .lines()
                .filter(line -> !line.contains(",\"Compliant\",") && !line.contains(",\"Suppressed\","))
                .skip(1)
                .toList();
    }

    /** The template of a stage's file, or of the stage {@code other}. */
    String template(String name) {
        return templates.get(name);
    }

    /** The template of what watches it. */
    String watchTemplate(String name) {
        return watchTemplates.get(name);
    }

    /** The lines of cdk-nag's reports that tell a rule broken, or not checked, without a reason. */
    Map<String, List<String>> findings() {
        return findings;
    }

    private static boolean nodeRuns() {
        try {
            Process process = new ProcessBuilder("node", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
