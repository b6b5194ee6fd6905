package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code score} takes from its files: labels, gold and known answers. */
class ScoreInputTest {

    @TempDir
    private Path folder;

    private LabelFiles files;

    @BeforeEach
    void openFolder() {
        files = new LabelFiles(folder);
    }

    @Test
    void gold_that_names_a_label_nobody_gave_is_pointed_out() {
        Path gold = files.write("gold.csv", "task,label", "1,Cat");
        Path labels = files.write("labels.csv", "task,worker,label", "1,x,cat");

        assertThat(labelmill("score", labels.toString(), "--gold", gold.toString())
                        .out())
                .contains("1 gold answer is a label that nobody gave to any task");
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
        JsonNode json = files.summary();
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
                "\uFEFFLabel , seconds,note,task,worker\r\n"
                        + "\"a, \"\"b\"\"\",1.5,,1,x\r\n"
                        + "c,2,\"two\n"
                        + "lines\",1,\"y\"\r\n\r\n");
        JsonNode json = files.score(labels, "--method", "vote");
        assertThat(json.path("rows").asInt()).isEqualTo(2);
        assertThat(json.path("classes").path(0).asText()).isEqualTo("a, \"b\"");
        assertThat(json.at("/annotators/1/medianSeconds").asDouble()).isEqualTo(2);
    }

    @Test
    void known_answers_teach_and_are_left_out_of_every_accuracy() {
        Path known = files.write("known.csv", "task,label", "1,b", "nowhere,b");
        Path gold = files.write("gold.csv", "task,label", "1,b", "2,a");
        Path labels = files.write("l.csv", "task,worker,label", "1,x,a", "1,y,a", "2,x,a", "2,y,a", "3,x,a", "3,y,a");
        JsonNode json = files.score(
                labels,
                "--gold",
                gold.toString(),
                "--known",
                known.toString(),
                "--method",
                "vote",
                "--out",
                files.out());
        assertThat(json.path("knownTasks").asInt()).isEqualTo(1);
        assertThat(json.at("/methods/vote/accuracy").asDouble()).isEqualTo(1);
        assertThat(json.at("/methods/vote/evaluatedTasks").asInt()).isEqualTo(1);
        assertThat(json.at("/annotators/0/goldAccuracy/labels").asInt()).isEqualTo(1);
        assertThat(json.at("/annotators/0/consensusAccuracy/labels").asInt()).isEqualTo(2);
        assertThat(files.lines(files.out())).contains("1,b,1.0,0.0,1.0");
    }

    @Test
    void gold_changes_nothing_but_the_accuracy() {
        files.score(files.small(), "--method", "all", "--out", files.out());
        List<String> without = files.lines(files.out());
        Path wrong = files.write("wrong.csv", "task,label", "1,none of them", "2,a");
        JsonNode json = files.score(files.small(), "--method", "all", "--out", files.out(), "--gold", wrong.toString());
        assertThat(files.lines(files.out())).isEqualTo(without);
        assertThat(json.path("classes")).hasSize(2);
    }

    @Test
    void of_times_the_gaps_are_the_pace() {
        Path labels = files.write(
                "t.csv",
                "task,worker,label,time",
                "1,x,a,2019-04-18T16:30:15Z",
                "2,x,a,2019-04-18 18:30:35+02:00",
                "3,x,b,2019-04-18T16:30:45");
        assertThat(files.score(labels).at("/annotators/0/medianSeconds").asDouble())
                .isEqualTo(15);
    }
}
