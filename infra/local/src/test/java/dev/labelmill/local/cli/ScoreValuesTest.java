package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that are more than one of several classes. */
class ScoreValuesTest {

    @TempDir
    private Path folder;

    private LabelFiles files;

    @BeforeEach
    void openFolder() {
        files = new LabelFiles(folder);
    }

    /** Ann measures 2 too much each time, Bob 2 too little, Cy right: on the last task, Ann alone says 52. */
    @Test
    void numbers_are_the_median_without_what_each_annotator_adds() throws IOException {
        List<String> lines = new ArrayList<>(List.of("task,worker,label,seconds"));
        for (int task = 0; task < 40; task++) {
            lines.add("t" + task + ",ann," + (10 + task + 2) + ",5");
            lines.add("t" + task + ",bob," + (10 + task - 2) + ",6");
            lines.add("t" + task + ",cy," + (10 + task) + ",7");
        }
        lines.add("alone,ann,52,5");
        Path gold = files.write("gold.csv", "task,label", "t0,10", "t39,49.0", "alone,50", "elsewhere,1");

        JsonNode json = score("number", lines, "--gold", gold.toString(), "--method", "all");

        JsonNode auto = json.path("methods").path("auto");
        assertThat(auto.path("accuracy").asDouble()).isEqualTo(1);
        assertThat(auto.path("meanDistance").asDouble()).isCloseTo(0, within(1e-3));
        assertThat(auto.path("decidedBy").asText()).isEqualTo("median");
        assertThat(auto.path("reason").asText()).contains("no task has the four labels");
        assertThat(json.path("methods").fieldNames()).toIterable().containsExactly("median", "mean", "auto");
        JsonNode ann = json.path("annotators").get(0);
        assertThat(ann.path("annotator").asText()).isEqualTo("ann");
        assertThat(ann.path("bias").asDouble()).isCloseTo(2, within(0.05));
        assertThat(ann.path("medianSeconds").asDouble()).isEqualTo(5);
        assertThat(json.path("agreement").fieldNames())
                .toIterable()
                .containsExactly("observed", "similarity", "alphaInterval", "alphaOrdinal", "alphaRatio");
        assertThat(answers()).contains("alone,50").hasSize(42);
    }

    /** Slips of the decimal point carry means off, not medians; even noise of ten labels a task is averaged best. */
    @Test
    void auto_takes_the_middle_that_foretells_left_out_numbers_better() throws IOException {
        assertThat(middleOf(random -> random.nextInt(8) == 0 ? 900 : random.nextGaussian()))
                .isEqualTo("median");
        assertThat(middleOf(random -> 10 * random.nextDouble())).isEqualTo("mean");
    }

    private String middleOf(ToDoubleFunction<SplittableRandom> noise) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>(List.of("task,worker,label"));
        for (int task = 0; task < 100; task++) {
            for (int worker = 0; worker < 10; worker++) {
                lines.add("t" + task + ",w" + worker + "," + (task + noise.applyAsDouble(random)));
            }
        }
        return score("number", lines)
                .path("methods")
                .path("auto")
                .path("decidedBy")
                .asText();
    }

    /** Two of three chose a, two b, one c: the majority has a and b; gold is that on one of two tasks. */
    @Test
    void several_choices_are_what_the_majority_chose() throws IOException {
        List<String> lines = List.of(
                "task,worker,label", "1,x,a|b", "1,y,\"[\"\"a\"\",\"\"b\"\"]\"", "1,z,c", "2,x,[]", "2,y,[]", "2,z,a");
        Path gold = files.write("gold.csv", "task,label", "1,b|a", "2,a");

        JsonNode json = score("several-choices", lines, "--gold", gold.toString());

        assertThat(answers()).containsExactly("task,answer,confidence", "1,\"[\"\"a\"\",\"\"b\"\"]\"", "2,[]");
        assertThat(json.path("methods").path("auto").path("accuracy").asDouble())
                .isEqualTo(0.5);
        // one of the three pairs of each task agrees
        assertThat(json.path("agreement").path("observed").path("value").asDouble())
                .isCloseTo(1.0 / 3, within(1e-12));
        assertThat(json.path("classes")).hasSize(3);
    }

    /** Two draw nearly the same box, one another far away: the fused box is between the two, the lone one has no quorum. */
    @Test
    void boxes_are_fused_where_a_majority_drew_them() throws IOException {
        List<String> lines = List.of("task,worker,label", box("x", 10, 10), box("y", 12, 10), box("z", 300, 300));

        JsonNode json = score("boxes", lines);

        JsonNode fused = answer();
        assertThat(fused).hasSize(1);
        assertThat(fused.get(0).path("left").asDouble()).isEqualTo(11);
        assertThat(fused.get(0).path("label").asText()).isEqualTo("car");
        // overlap 98 of 102 each way: IoU 9800/10200; F1 1 for this pair of three
        assertThat(json.path("agreement").path("similarity").path("value").asDouble())
                .isCloseTo(9800.0 / 10200 / 3, within(1e-9));
        assertThat(json.path("agreement").path("f1").path("value").asDouble()).isCloseTo(1.0 / 3, within(1e-12));
    }

    private static String box(String worker, int left, int top) {
        return "1," + worker + ",\"[{\"\"label\"\":\"\"car\"\",\"\"left\"\":" + left + ",\"\"top\"\":" + top
                + ",\"\"width\"\":100,\"\"height\"\":100}]\"";
    }

    @Test
    void only_numbers_have_a_column_for_biases() {
        Path boxes = files.write(
                "drawn.csv",
                "task,worker,label",
                "1,x,\"[{\"\"label\"\":\"\"car\"\",\"\"left\"\":1,\"\"top\"\":2,\"\"width\"\":30,\"\"height\"\":40}]\"");
        Path numbers = files.write("read.csv", "task,worker,label", "1,x,3", "1,y,4", "2,x,5", "2,y,6");

        assertThat(labelmill("score", boxes.toString(), "--type", "boxes").out())
                .contains("1 label of 1 task by 1 annotator")
                .doesNotContain(" bias ");
        assertThat(labelmill("score", numbers.toString(), "--type", "number").out())
                .contains(" bias ");
    }

    @Test
    void spans_are_kept_where_a_majority_marked_them() throws IOException {
        List<String> lines = List.of("task,worker,label", span("x", 0, 5), span("y", 0, 5), span("z", 8, 12), "2,x,[]");

        JsonNode json = score("spans", lines);

        assertThat(answer()).hasSize(1);
        assertThat(answer().get(0).path("end").asInt()).isEqualTo(5);
        assertThat(json.path("agreement").path("exactF1").path("value").asDouble())
                .isCloseTo(1.0 / 3, within(1e-12));
        assertThat(json.path("annotators")
                        .get(2)
                        .path("consensusAccuracy")
                        .path("value")
                        .asDouble())
                .isZero();
    }

    @Test
    void labels_that_break_a_rule_of_their_type_are_counted() throws IOException {
        JsonNode json = score("spans", List.of("task,worker,label", span("x", 5, 5), span("y", 0, 5)));

        assertThat(json.path("breakingRules").asInt()).isEqualTo(1);
    }

    private static String span(String worker, int start, int end) {
        return "1," + worker + ",\"[{\"\"label\"\":\"\"who\"\",\"\"start\"\":" + start + ",\"\"end\"\":" + end + "}]\"";
    }

    /** A rates each item a star too high; on its own it is corrected, by the median alone. */
    @Test
    void ratings_have_the_median_besides_the_methods_for_classes() throws IOException {
        List<String> lines = new ArrayList<>(List.of("task,worker,label"));
        for (int task = 0; task < 60; task++) {
            int truth = 2 + task % 2;
            lines.add("t" + task + ",ann," + (truth + 1));
            lines.add("t" + task + ",bob," + (truth - 1));
            lines.add("t" + task + ",cy," + truth);
        }
        lines.add("alone,ann,4");
        Path gold = files.write("gold.csv", "task,label", "alone,3");

        JsonNode json = score("rating", lines, "--gold", gold.toString(), "--method", "median,vote");

        assertThat(json.path("methods").path("median").path("accuracy").asDouble())
                .isEqualTo(1);
        assertThat(json.path("methods").path("vote").path("accuracy").asDouble())
                .isZero();
        assertThat(json.path("agreement").has("alphaOrdinal")).isTrue();
    }

    @Test
    void a_label_that_replaces_another_is_counted_as_such() throws IOException {
        JsonNode json = score("number", List.of("task,worker,label", "1,x,3", "1,x,5"));

        assertThat(json.path("labels").asInt()).isEqualTo(1);
        assertThat(json.path("repeats").asInt()).isEqualTo(1);
        assertThat(answers()).contains("1,5");
        assertThat(json.path("agreement").path("alphaInterval").path("reason").asText())
                .isEqualTo("no unit has two ratings");
    }

    private JsonNode score(String type, List<String> lines, String... options) throws IOException {
        Path labels = files.write("labels.csv", lines.toArray(String[]::new));
        Path summary = folder.resolve("summary.json");
        List<String> arguments = new ArrayList<>(List.of("score", labels.toString(), "--type", type));
        arguments.addAll(Arrays.asList(options));
        arguments.addAll(
                List.of("--summary", summary.toString(), "--out", outFile().toString()));
        Terminal terminal = labelmill(arguments.toArray(String[]::new));
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("agreement", "annotator");
        return Json.parse(Files.readAllBytes(summary));
    }

    private Path outFile() {
        return folder.resolve("answers.csv");
    }

    /** Lines of the answers without the confidences. */
    private List<String> answers() throws IOException {
        return Files.readAllLines(outFile()).stream()
                .map(line -> line.startsWith("task,") ? line : line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    /** The first answer as the JSON it is. */
    private JsonNode answer() throws IOException {
        String line = answers().get(1);
        String cell = line.substring(line.indexOf('"') + 1, line.length() - 1).replace("\"\"", "\"");
        return Json.parse(cell.getBytes(StandardCharsets.UTF_8));
    }
}
