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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {

    @TempDir
    private Path folder;

    private LabelFiles files;

    @BeforeEach
    void openFolder() {
        files = new LabelFiles(folder);
    }

    /** Accuracy and ties as crowd-kit 1.4.1 has them for the plain vote, agreement as Krippendorff's definition gives it. */
    @Test
    void the_vote_on_the_birds_is_as_right_as_the_reference_says() {
        JsonNode json =
                score(LabelFiles.birds(), "--gold", LabelFiles.birdsGold().toString(), "--method", "vote");
        JsonNode vote = json.path("methods").path("vote");
        assertThat(vote.path("accuracy").asDouble()).isCloseTo(272 / 302.0, within(1e-12));
        assertThat(vote.path("low").asDouble()).isLessThan(0.9006);
        assertThat(vote.path("high").asDouble()).isGreaterThan(0.9007);
        assertThat(vote.path("ties").asInt()).isEqualTo(3);
        assertThat(vote.path("seconds").isNumber()).isTrue();
        assertThat(vote.path("iterations").isInt()).isTrue();
        JsonNode alpha = json.path("agreement").path("alphaNominal");
        assertThat(alpha.path("value").asDouble()).isCloseTo(0.8215, within(0.0005));
        assertThat(alpha.path("low").asDouble()).isLessThan(alpha.path("value").asDouble());
        assertThat(alpha.path("high").asDouble())
                .isGreaterThan(alpha.path("value").asDouble());
        assertThat(json.path("annotators")).hasSize(97);
        assertThat(json.path("tasks").asInt()).isEqualTo(302);
        assertThat(json.path("labels").asInt()).isEqualTo(1510);
    }

    @Test
    void all_methods_have_the_documented_fields() {
        JsonNode methods = score(small(), "--gold", smallGold().toString(), "--method", "all")
                .path("methods");
        assertThat(methods.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("vote", "wawa", "ds", "onecoin", "glad", "mace", "shrunk-ds", "auto");
        assertThat(methods)
                .allSatisfy(method -> assertThat(method.fieldNames())
                        .toIterable()
                        .contains("accuracy", "ties", "iterations", "seconds"));
    }

    @Test
    void gold_that_names_a_label_nobody_gave_is_pointed_out() {
        Path gold = files.write("gold.csv", "task,label", "1,Cat");
        Path labels = files.write("labels.csv", "task,worker,label", "1,x,cat");

        assertThat(labelmill("score", labels.toString(), "--gold", gold.toString())
                        .out())
                .contains("1 gold answers are labels that nobody gave to any task");
    }

    @Test
    void agreement_over_too_many_classes_says_why_it_is_left_out() {
        List<String> lines = new ArrayList<>(List.of("task,worker,label"));
        for (int i = 0; i < 513; i++) {
            lines.add("t" + i + ",a,class-" + i);
            lines.add("t" + i + ",b,class-" + i);
        }

        JsonNode agreement = score(files.write("many.csv", lines.toArray(String[]::new)), "--method", "vote")
                .path("agreement");

        assertThat(agreement.path("alphaNominal").path("value").isNull()).isTrue();
        assertThat(agreement.path("alphaNominal").path("reason").asText()).contains("too much memory");
        assertThat(agreement).hasSize(5);
    }

    @Test
    void without_gold_there_is_no_accuracy() {
        JsonNode json = score(small(), "--method", "vote");
        assertThat(json.path("methods").path("vote").has("accuracy")).isFalse();
        assertThat(json.path("annotators").path(0).has("goldAccuracy")).isFalse();
        assertThat(json.path("annotators").path(0).has("consensusAccuracy")).isTrue();
    }

    /** Two labels that differ: the first class in order counts, "a", and "10" comes behind "9". */
    @Test
    void a_tie_counts_as_the_first_class_in_order() {
        Path tied = files.write("tied.csv", "task,worker,label", "1,x,b", "1,y,a");
        Path gold = files.write("gold.csv", "task,label", "1,a");
        JsonNode vote = score(tied, "--gold", gold.toString(), "--method", "vote")
                .path("methods")
                .path("vote");
        assertThat(vote.path("accuracy").asDouble()).isEqualTo(1);
        assertThat(vote.path("ties").asInt()).isEqualTo(1);
        Path numbers = files.write("numbers.csv", "task,worker,label", "1,x,10", "1,y,9");
        Path nine = files.write("nine.csv", "task,label", "1,9");
        assertThat(score(numbers, "--gold", nine.toString(), "--method", "vote")
                        .at("/methods/vote/accuracy")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void the_last_of_repeated_labels_counts_and_the_number_is_said() {
        Path repeated = files.write("r.csv", "task,worker,label", "1,x,a", "1,y,a", "1,x,b", "1,y,b", "1,z,c");
        Path gold = files.write("gold.csv", "task,label", "1,b");
        Terminal terminal = labelmill(
                "score",
                repeated.toString(),
                "--gold",
                gold.toString(),
                "--method",
                "vote",
                "--summary",
                folder.resolve("out.json").toString());
        JsonNode json = summary();
        assertThat(json.path("rows").asInt()).isEqualTo(5);
        assertThat(json.path("repeats").asInt()).isEqualTo(2);
        assertThat(json.path("labels").asInt()).isEqualTo(3);
        assertThat(json.at("/methods/vote/accuracy").asDouble()).isEqualTo(1);
        assertThat(terminal.out()).contains("2 labels were replaced by a later one");
    }

    @Test
    void quotes_carriage_returns_a_byte_order_mark_and_other_column_orders_are_read() {
        Path labels = files.writeText(
                "windows.csv",
                "\uFEFFLabel , seconds,note,task,worker\r\n\"a, \"\"b\"\"\",1.5,,1,x\r\nc,2,\"two\nlines\",1,\"y\"\r\n\r\n");
        JsonNode json = score(labels, "--method", "vote");
        assertThat(json.path("rows").asInt()).isEqualTo(2);
        assertThat(json.path("classes").path(0).asText()).isEqualTo("a, \"b\"");
        assertThat(json.at("/annotators/1/medianSeconds").asDouble()).isEqualTo(2);
    }

    @Test
    void known_answers_teach_and_are_left_out_of_every_accuracy() {
        Path known = files.write("known.csv", "task,label", "1,b", "nowhere,b");
        Path gold = files.write("gold.csv", "task,label", "1,b", "2,a");
        Path labels = files.write("l.csv", "task,worker,label", "1,x,a", "1,y,a", "2,x,a", "2,y,a", "3,x,a", "3,y,a");
        JsonNode json = score(
                labels, "--gold", gold.toString(), "--known", known.toString(), "--method", "vote", "--out", out());
        assertThat(json.path("knownTasks").asInt()).isEqualTo(1);
        assertThat(json.at("/methods/vote/accuracy").asDouble()).isEqualTo(1);
        assertThat(json.at("/methods/vote/evaluatedTasks").asInt()).isEqualTo(1);
        assertThat(json.at("/annotators/0/goldAccuracy/labels").asInt()).isEqualTo(1);
        assertThat(json.at("/annotators/0/consensusAccuracy/labels").asInt()).isEqualTo(2);
        assertThat(lines(out())).contains("1,b,1.0,0.0,1.0");
    }

    @Test
    void gold_changes_nothing_but_the_accuracy() {
        score(small(), "--method", "all", "--out", out());
        List<String> without = lines(out());
        Path wrong = files.write("wrong.csv", "task,label", "1,none of them", "2,a");
        JsonNode json = score(small(), "--method", "all", "--out", out(), "--gold", wrong.toString());
        assertThat(lines(out())).isEqualTo(without);
        assertThat(json.path("classes")).hasSize(2);
    }

    @Test
    void posteriors_have_a_line_a_task_and_a_column_a_class() {
        score(small(), "--method", "vote", "--out", out());
        assertThat(lines(out()).get(0)).isEqualTo("task,answer,confidence,a,b");
        assertThat(lines(out()).get(1)).startsWith("1,a,0.666").hasSizeGreaterThan(20);
        assertThat(lines(out())).hasSize(7);
    }

    @Test
    void annotators_are_shown_with_what_looks_like_spam() {
        List<String> lines = new ArrayList<>(List.of("task,worker,label,seconds"));
        for (int task = 0; task < 30; task++) {
            String truth = task % 2 == 0 ? "a" : "b";
            lines.add(task + ",good," + truth + ",10");
            lines.add(task + ",better," + truth + ",12");
            lines.add(task + ",lazy,a,1");
        }
        Path labels = files.write("spam.csv", lines.toArray(String[]::new));
        JsonNode json = score(labels);
        JsonNode lazy = json.path("annotators").path(2);
        assertThat(lazy.path("annotator").asText()).isEqualTo("lazy");
        assertThat(lazy.path("labels").asInt()).isEqualTo(30);
        assertThat(lazy.at("/consensusAccuracy/value").asDouble()).isEqualTo(0.5);
        assertThat(lazy.at("/bias/towards").asText()).isEqualTo("a");
        assertThat(lazy.at("/bias/excess").asDouble()).isEqualTo(0.5);
        assertThat(lazy.at("/confusion/1/0").asInt()).isEqualTo(15);
        assertThat(lazy.path("signals")).hasSize(2);
        assertThat(lazy.at("/signals/0/signal").asText()).isEqualTo("one-answer");
        assertThat(lazy.at("/signals/1/signal").asText()).isEqualTo("too-fast");
        assertThat(json.path("annotators").path(0).path("signals")).isEmpty();
    }

    @Test
    void of_times_the_gaps_are_the_pace() {
        Path labels = files.write(
                "t.csv",
                "task,worker,label,time",
                "1,x,a,2019-04-18T16:30:15Z",
                "2,x,a,2019-04-18 18:30:35+02:00",
                "3,x,b,2019-04-18T16:30:45");
        assertThat(score(labels).at("/annotators/0/medianSeconds").asDouble()).isEqualTo(15);
    }

    @Test
    void ratings_have_coefficients_that_know_the_order() {
        Path labels = files.write(
                "stars.csv",
                "task,worker,label",
                "1,x,1",
                "1,y,2",
                "2,x,5",
                "2,y,5",
                "3,x,1",
                "3,y,1",
                "4,x,4",
                "4,y,5");
        JsonNode json = score(labels, "--type", "rating", "--method", "vote");
        assertThat(json.path("classes")).hasSize(5);
        JsonNode agreement = json.path("agreement");
        assertThat(agreement.at("/alphaInterval/value").asDouble())
                .isGreaterThan(agreement.at("/alphaNominal/value").asDouble());
        assertThat(agreement.path("gwetAC2").path("value").isNumber()).isTrue();
        assertThat(agreement.path("alphaOrdinal").path("value").isNumber()).isTrue();
    }

    @Test
    void labels_that_are_all_alike_have_a_reason_instead_of_an_alpha() {
        Path labels = files.write("same.csv", "task,worker,label", "1,x,a", "1,y,a");
        JsonNode json = score(labels, "--method", "all", "--type", "single-choice");
        assertThat(json.at("/agreement/alphaNominal/value").isNull()).isTrue();
        assertThat(json.at("/agreement/alphaNominal/reason").asText()).isNotEmpty();
        score(labels, "--method", "vote", "--out", out());
        assertThat(lines(out())).containsExactly("task,answer,confidence,a", "1,a,1.0,1.0");
        Path stars = files.write("five.csv", "task,worker,label", "1,x,5", "1,y,5");
        assertThat(score(stars, "--type", "rating")
                        .at("/agreement/alphaInterval/value")
                        .isNull())
                .isTrue();
    }

    private Path small() {
        return files.write(
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

    private Path smallGold() {
        return files.write("small-gold.csv", "task,label", "1,a", "2,b");
    }

    private String out() {
        return folder.resolve("out.csv").toString();
    }

    private JsonNode score(Path labels, String... options) {
        List<String> arguments = new ArrayList<>(List.of("score", labels.toString()));
        arguments.addAll(Arrays.asList(options));
        arguments.addAll(List.of("--summary", folder.resolve("out.json").toString()));
        Terminal terminal = labelmill(arguments.toArray(String[]::new));
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("method", "agreement", "annotator");
        return summary();
    }

    private JsonNode summary() {
        try {
            return Json.parse(Files.readAllBytes(folder.resolve("out.json")));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
