package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.cloud.runtime.Artifact;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import dev.labelmill.local.stack.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How a native executable is run, on the README's second sample batch, shown with a stand-in that no compiler is needed for: a script that speaks the runtime
 * API as the executable does, by becoming the JVM package.
 */
class NativeExecutableIT {

    private static final Path BIRDS = Path.of(System.getProperty("labelmill.root"), "events/batches/birds");

    private final String before = System.getProperty(Distribution.NATIVE, "");

    @TempDir
    private Path folder;

    private Path executable;
    private Path starts;

    @BeforeEach
    void makeTheStandIn() throws IOException {
        starts = folder.resolve("starts");
        executable = standIn();
    }

    private Path standIn() throws IOException {
        Path home = Path.of(System.getProperty(Distribution.HOME)).toAbsolutePath();
        FunctionSettings any = new FunctionSettings("any", Map.of(), 1, Duration.ofMinutes(1), 256);
        String command = Artifact.jvm(
                        home.resolve("function"),
                        home.resolve("runtime"),
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))
                .command(any)
                .stream()
                .map(argument -> "'" + argument + "'")
                .collect(Collectors.joining(" "));
        Path script = folder.resolve("labelmill-native");
        Files.writeString(script, """
                    #!/bin/sh
                    echo "$QUARKUS_FUNQY_EXPORT" >> '%s'
                    exec %s
                    """.formatted(starts, command));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @AfterEach
    void forgetTheStandIn() {
        if (before.isEmpty()) {
            System.clearProperty(Distribution.NATIVE);
        } else {
            System.setProperty(Distribution.NATIVE, before);
        }
    }

    @Test
    void the_executable_that_the_property_names_labels_birds_by_all_real_judgements() throws IOException {
        System.setProperty(Distribution.NATIVE, executable.toString());
        Path summary = folder.resolve("out.json");

        Terminal terminal = labelmill("run", BIRDS.toString(), "--summary", summary.toString());

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("certified error", "results");
        assertIsGood(Json.parse(Files.readAllBytes(summary)));
        assertThat(Files.readAllLines(starts))
                .contains(
                        "advance", "dispatch", "finish", "intake", "prelabel", "publish", "score", "tally", "webhook");
    }

    private static void assertIsGood(JsonNode summary) throws IOException {
        assertThat(summary.path("labels").asLong()).isEqualTo(1510);
        assertThat(summary.path("autoAccepted").asLong()).isZero();
        assertThat(summary.path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.900);
        assertThat(summary.path("alpha").asDouble()).isCloseTo(0.8215, within(0.0005));
        assertThat(summary.path("errorBound").isNull()).isTrue();
        try (Stream<String> lines = Files.lines(Path.of(summary.path("results").asText(), "labels.jsonl"))) {
            assertThat(lines).hasSize(summary.path("items").asInt());
        }
    }
}
