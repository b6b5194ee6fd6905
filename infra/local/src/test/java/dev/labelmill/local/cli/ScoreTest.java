package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
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
                files.score(LabelFiles.birds(), "--gold", LabelFiles.birdsGold().toString(), "--method", "vote");
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
        JsonNode methods = files.score(
                        files.small(), "--gold", files.smallGold().toString(), "--method", "all")
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
    void agreement_over_too_many_classes_says_why_it_is_left_out() {
        List<String> lines = new ArrayList<>(List.of("task,worker,label"));
        for (int i = 0; i < 513; i++) {
            lines.add("t" + i + ",a,class-" + i);
            lines.add("t" + i + ",b,class-" + i);
        }

        JsonNode agreement = files.score(files.write("many.csv", lines.toArray(String[]::new)), "--method", "vote")
                .path("agreement");

        assertThat(agreement.path("alphaNominal").path("value").isNull()).isTrue();
        assertThat(agreement.path("alphaNominal").path("reason").asText()).contains("too much memory");
        assertThat(agreement).hasSize(5);
    }

    @Test
    void without_gold_there_is_no_accuracy() {
        JsonNode json = files.score(files.small(), "--method", "vote");
        assertThat(json.path("methods").path("vote").has("accuracy")).isFalse();
        assertThat(json.path("annotators").path(0).has("goldAccuracy")).isFalse();
        assertThat(json.path("annotators").path(0).has("consensusAccuracy")).isTrue();
    }

    /** Two labels that differ: the first class in order counts, "a", and "10" comes behind "9". */
    @Test
    void a_tie_counts_as_the_first_class_in_order() {
        Path tied = files.write("tied.csv", "task,worker,label", "1,x,b", "1,y,a");
        Path gold = files.write("gold.csv", "task,label", "1,a");
        JsonNode vote = files.score(tied, "--gold", gold.toString(), "--method", "vote")
                .path("methods")
                .path("vote");
        assertThat(vote.path("accuracy").asDouble()).isEqualTo(1);
        assertThat(vote.path("ties").asInt()).isEqualTo(1);
        Path numbers = files.write("numbers.csv", "task,worker,label", "1,x,10", "1,y,9");
        Path nine = files.write("nine.csv", "task,label", "1,9");
        assertThat(files.score(numbers, "--gold", nine.toString(), "--method", "vote")
                        .at("/methods/vote/accuracy")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void posteriors_have_a_line_a_task_and_a_column_a_class() {
        files.score(files.small(), "--method", "vote", "--out", files.out());
        assertThat(files.lines(files.out()).get(0)).isEqualTo("task,answer,confidence,a,b");
        assertThat(files.lines(files.out()).get(1)).startsWith("1,a,0.666").hasSizeGreaterThan(20);
        assertThat(files.lines(files.out())).hasSize(7);
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
        JsonNode json = files.score(labels);
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
        JsonNode json = files.score(labels, "--type", "rating", "--method", "vote");
        assertThat(json.path("classes")).hasSize(5);
        JsonNode agreement = json.path("agreement");
        assertThat(agreement.at("/alphaInterval/value").asDouble())
                .isGreaterThan(agreement.at("/alphaNominal/value").asDouble());
        assertThat(agreement.path("gwetAC2").path("value").isNumber()).isTrue();
        assertThat(agreement.path("alphaOrdinal").path("value").isNumber()).isTrue();
    }

    @Test
    void a_vote_that_auto_falls_back_to_has_no_passes_and_one_of_each_is_told_as_one() {
        Path labels = files.write("one.csv", "task,worker,label", "1,x,5");
        Terminal terminal = labelmill("score", labels.toString(), "--type", "rating");
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out())
                .startsWith("1 label of 1 task by 1 annotator, 1 class" + System.lineSeparator())
                .contains("auto: The plain vote")
                .doesNotContain("had not come to rest");
    }

    @Test
    void labels_that_are_all_alike_have_a_reason_instead_of_an_alpha() {
        Path labels = files.write("same.csv", "task,worker,label", "1,x,a", "1,y,a");
        JsonNode json = files.score(labels, "--method", "all", "--type", "single-choice");
        assertThat(json.at("/agreement/alphaNominal/value").isNull()).isTrue();
        assertThat(json.at("/agreement/alphaNominal/reason").asText()).isNotEmpty();
        files.score(labels, "--method", "vote", "--out", files.out());
        assertThat(files.lines(files.out())).containsExactly("task,answer,confidence,a", "1,a,1.0,1.0");
        Path stars = files.write("five.csv", "task,worker,label", "1,x,5", "1,y,5");
        assertThat(files.score(stars, "--type", "rating")
                        .at("/agreement/alphaInterval/value")
                        .isNull())
                .isTrue();
    }
}
