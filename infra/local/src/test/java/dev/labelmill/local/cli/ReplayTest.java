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

    @Test
    void ways_of_routing_among_vendors_are_compared_on_the_same_labels() throws IOException {
        JsonNode json = amongVendors(routing("birds-picked.json"));
        JsonNode ways = json.path("routing");

        assertThat(json.path("tasks").asInt()).isEqualTo(302);
        assertThat(json.path("choices").asInt()).isEqualTo(266);
        assertThat(json.path("all").path("labelsPerTask").asDouble()).isCloseTo(5, within(1e-12));
        for (String way : List.of("capacity", "value", "cheapest", "best")) {
            assertThat(ways.path(way).path("accuracy").asDouble()).isBetween(0.85, 0.93);
            assertThat(ways.path(way).path("labelsPerTask").asDouble()).isBetween(2.0, 3.0);
        }
        assertThat(dollars(ways, "cheapest")).isLessThan(dollars(ways, "capacity"));
        assertThat(dollars(ways, "capacity")).isLessThan(dollars(ways, "best"));
        assertThat(dollars(ways, "value")).isLessThan(dollars(ways, "capacity"));
        assertThat(amongVendors(routing("birds-picked.json"))).isEqualTo(json);
    }

    @Test
    void the_sample_vendors_of_every_table_are_read() throws IOException {
        for (String table : List.of("act-cf-amt", "act-sp-amt", "act-zencrowd-us", "birds")) {
            for (String split : List.of("picked", "regulars")) {
                JsonNode file = Json.parse(Files.readAllBytes(routing(table + "-" + split + ".json")));
                assertThat(file.path("vendors")).hasSize(2);
            }
        }
    }

    @Test
    void vendors_that_make_no_sense_are_refused_in_a_sentence() throws IOException {
        Path vendors = folder.resolve("vendors.json");
        refusesVendors(
                vendors, "{\"vendors\":[{\"name\":\"a\",\"pricePerLabel\":1,\"workers\":[\"x\"]}]}", "has no vendor");
        refusesVendors(vendors, "{\"vendors\":[{\"name\":\"a\",\"pricePerLabel\":-1}]}", "vendors[0].pricePerLabel");
        refusesVendors(
                vendors,
                "{\"vendors\":[{\"name\":\"a\",\"pricePerLabel\":1},{\"name\":\"b\",\"pricePerLabel\":1}]}",
                "vendors[1].workers is missing");
        refusesVendors(
                vendors,
                "{\"vendors\":[{\"name\":\"a\",\"pricePerLabel\":1},{\"name\":\"a\",\"pricePerLabel\":1,\"workers\":[]}]}",
                "given twice");
        refuses("--min must be at least 1, not 0.", "--min", "0");
    }

    private void refusesVendors(Path file, String json, String problem) throws IOException {
        Files.writeString(file, json);
        Terminal terminal = labelmill(arguments("--vendors", file.toString()));
        assertThat(terminal.err()).contains(file.toString(), problem);
        assertThat(terminal.exitCode()).isEqualTo(2);
    }

    private static double dollars(JsonNode ways, String way) {
        return ways.path(way).path("dollarsPerThousandTasks").asDouble();
    }

    private static Path routing(String name) {
        return Path.of(System.getProperty("labelmill.root"), "events/routing", name);
    }

    private JsonNode amongVendors(Path vendors) throws IOException {
        Terminal terminal = labelmill(arguments(
                "--gold", gold.toString(), "--vendors", vendors.toString(), "--confidence", "0.95", "--seeds", "5"));
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("capacity", "value", "cheapest", "best", "skills held out");
        return Json.parse(Files.readAllBytes(folder.resolve("out.json")));
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
