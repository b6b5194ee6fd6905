package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    @TempDir
    private Path folder;

    private final Path birds = LabelFiles.birds();
    private final Path gold = LabelFiles.birdsGold();

    @Test
    void the_birds_need_far_fewer_labels_than_there_are() throws IOException {
        JsonNode json = replay("--gold", gold.toString());
        assertThat(json.path("tasks").asInt()).isEqualTo(302);
        assertThat(json.path("labelsPerTask").asDouble()).isBetween(1.0, 3.5);
        assertThat(json.path("accuracy").asDouble()).isGreaterThan(0.87);
        assertThat(json.path("knownLabels").asDouble()).isZero();
        assertThat(json.path("fullLabelsPerTask").asDouble()).isCloseTo(5, within(1e-12));
        assertThat(json.path("fullVoteAccuracy").asDouble()).isCloseTo(272 / 302.0, within(1e-12));
    }

    @Test
    void the_same_seed_gives_the_same_figures_and_more_seeds_their_mean() throws IOException {
        JsonNode first = replay("--gold", gold.toString(), "--seed", "5");
        JsonNode second = replay("--gold", gold.toString(), "--seed", "6");
        assertThat(replay("--gold", gold.toString(), "--seed", "5")).isEqualTo(first);
        JsonNode mean = replay("--gold", gold.toString(), "--seed", "5", "--seeds", "2");
        for (String figure : List.of("accuracy", "labelsPerTask")) {
            double expected =
                    (first.path(figure).asDouble() + second.path(figure).asDouble()) / 2;
            assertThat(mean.path(figure).asDouble()).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void gold_has_no_part_in_the_draws() throws IOException {
        JsonNode without = replay();
        assertThat(without.has("accuracy")).isFalse();
        assertThat(without.path("labelsPerTask"))
                .isEqualTo(replay("--gold", gold.toString()).path("labelsPerTask"));
    }

    @Test
    void more_confidence_takes_more_labels() throws IOException {
        assertThat(replay("--confidence", "0.8").path("labelsPerTask").asDouble())
                .isLessThan(
                        replay("--confidence", "0.999").path("labelsPerTask").asDouble());
    }

    @Test
    void options_out_of_range_are_refused() {
        refuses("--confidence must be above 0 and at most 1, not 1.5.", "--confidence", "1.5");
        refuses("--seeds must be 1 to 10000, not 0.", "--seeds", "0");
    }

    private void refuses(String sentence, String... options) {
        Terminal terminal = labelmill(arguments(options));
        assertThat(terminal.err()).isEqualTo("labelmill: " + sentence + System.lineSeparator());
        assertThat(terminal.exitCode()).isEqualTo(2);
    }

    private JsonNode replay(String... options) throws IOException {
        Terminal terminal = labelmill(arguments(options));
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("the vote on all labels", "the stop rule");
        return Json.parse(Files.readAllBytes(folder.resolve("out.json")));
    }

    private String[] arguments(String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", birds.toString()));
        arguments.addAll(Arrays.asList(options));
        arguments.addAll(List.of("--summary", folder.resolve("out.json").toString()));
        return arguments.toArray(String[]::new);
    }
}
