package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables of labels in a folder of a test, and what {@code score} makes of them. */
record LabelFiles(Path folder) {

    private static final Path BIRDS = Path.of(System.getProperty("labelmill.root"), "events/batches/birds");

    /** Writes a file of these lines. */
    Path write(String name, String... lines) {
        return writeText(name, String.join("\n", lines) + "\n");
    }

    Path writeText(String name, String text) {
        return writeBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path writeBytes(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The 1,510 real judgements of 302 images by 97 workers. */
    static Path birds() {
        return BIRDS.resolve("labels.csv");
    }

    /** What the images truly show. */
    static Path birdsGold() {
        return BIRDS.resolve("gold.csv");
    }

    /** Six tasks, four of them labelled by three annotators, who disagree on two. */
    Path small() {
        return write(
                "small.csv",
                "task,worker,label",
                "1,x,a",
                "1,y,a",
                "1,z,b",
                "2,x,b",
                "2,y,b",
                "2,z,b",
                "3,x,a",
                "3,y,a",
                "3,z,a",
                "4,x,b",
                "4,y,b",
                "4,z,a",
                "5,x,a",
                "6,y,b");
    }

    /** What two of the small table's tasks truly are. */
    Path smallGold() {
        return write("small-gold.csv", "task,label", "1,a", "2,b");
    }

    /** Where posteriors may be written to. */
    String out() {
        return folder.resolve("out.csv").toString();
    }

    /** The summary that {@code score} writes of a table it accepts. */
    JsonNode score(Path labels, String... options) {
        List<String> arguments = new ArrayList<>(List.of("score", labels.toString()));
        arguments.addAll(Arrays.asList(options));
        arguments.addAll(List.of("--summary", folder.resolve("out.json").toString()));
        Terminal terminal = labelmill(arguments.toArray(String[]::new));
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("method", "agreement", "annotator");
        return summary();
    }

    /** The summary that was written last. */
    JsonNode summary() {
        try {
            return Json.parse(Files.readAllBytes(folder.resolve("out.json")));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    /** What was written to a file. */
    List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
