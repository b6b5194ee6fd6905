package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreRefusalTest {

    @TempDir
    private Path folder;

    private LabelFiles files;

    @BeforeEach
    void openFolder() {
        files = new LabelFiles(folder);
    }

    @Test
    void a_missing_file_is_named() {
        refuses("nowhere/labels.csv is not there.", "score", "nowhere/labels.csv");
        refuses(folder + " is not a file.", "score", folder.toString());
    }

    @Test
    void an_empty_file_is_told_what_it_lacks() {
        Path empty = files.writeText("empty.csv", "");
        refuses(empty + " is empty; its first line must name the columns.", "score", empty.toString());
        Path header = files.write("header.csv", "task,worker,label");
        refuses(header + " has no labels; add a line for each below the header.", "score", header.toString());
    }

    @Test
    void a_missing_column_is_named_with_those_that_are_there() {
        refuses(
                ", line 1: there is no column label among \"task\", \"worker\", \"answer\"; name it in the first line.",
                "task,worker,answer",
                "1,x,a");
    }

    @Test
    void a_table_with_other_separators_is_told_that_commas_are_wanted() {
        refuses(
                ", line 1: there is no column task among \"task;worker;label\"; columns have commas between them here,"
                        + " so replace what yours have.",
                "task;worker;label",
                "1;x;a");
    }

    @Test
    void a_column_that_is_there_twice_is_named() {
        refuses(", line 1: there are two columns task; rename one.", "task,worker,label,task", "1,x,a,2");
    }

    @Test
    void a_line_of_another_length_is_named() {
        refuses(
                ", line 3: it has 4 values but the header has 3 columns; quote values that hold commas.",
                "task,worker,label",
                "1,x,a",
                "1,y,a, b");
        refuses(
                ", line 2: it has 2 values but the header has 3 columns; quote values that hold commas.",
                "task,worker,label",
                "1,x");
    }

    @Test
    void an_empty_value_is_named_with_line_and_column() {
        refuses(
                ", line 4: column worker: it is empty; fill it in or take the line out.",
                "task,worker,label",
                "1,x,a",
                "",
                "1, ,a");
    }

    @Test
    void a_quote_that_is_not_closed_swallows_no_rows() {
        refuses(
                ", line 2: column label: it goes over several lines; close the quote, or take the line break out.",
                "task,worker,label",
                "1,x,\"a",
                "1,y,b",
                "1,z,b");
    }

    @Test
    void a_quote_in_the_middle_of_things_is_named() {
        refuses(
                ", line 3: a quote there or further down is not closed or not doubled; mend it.",
                "task,worker,label",
                "1,x,a",
                "1,y,\"a\"b");
    }

    @Test
    void seconds_and_times_that_are_none_are_shown() {
        refuses(
                ", line 2: column seconds: \"soon\" is no number of seconds; write one such as 12.5.",
                "task,worker,label,seconds",
                "1,x,a,soon");
        refuses(
                ", line 2: column seconds: \"-1\" is no number of seconds; write one such as 12.5.",
                "task,worker,label,seconds",
                "1,x,a,-1");
        refuses(
                ", line 2: column time: \"12:30\" is no time; write one such as 2019-04-18T16:30:15Z.",
                "task,worker,label,time",
                "1,x,a,12:30");
    }

    @Test
    void another_encoding_is_told_to_be_utf_8() {
        Path latin = files.writeBytes(
                "latin.csv", "task,worker,label\n1,x,gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        refuses(latin + " is not UTF-8; save it as UTF-8.", "score", latin.toString());
    }

    @Test
    void a_rating_that_is_no_whole_number_is_shown() {
        Path labels = files.write("labels.csv", "task,worker,label", "1,x,4", "1,y,good");
        refuses(
                labels + ", line 3: column label: \"good\" is no whole number, which labels of type rating are;"
                        + " correct it.",
                "score",
                labels.toString(),
                "--type",
                "rating");
        Path gold = files.write("gold.csv", "task,label", "1,04");
        Path good = files.write("good.csv", "task,worker,label", "1,x,4");
        refuses(
                gold + ", line 2: column label: \"04\" is no whole number of up to six digits without leading zeros,"
                        + " which labels of type rating are; correct it.",
                "score",
                good.toString(),
                "--gold",
                gold.toString(),
                "--type",
                "rating");
    }

    @Test
    void a_value_that_is_no_label_of_its_type_is_shown_with_the_reason() {
        refusesValue("number", "twelve", "\"twelve\" is no label of type number: it is no number");
        refusesValue("number", "12f", "\"12f\" is no label of type number: it is no number");
        refusesValue(
                "number",
                "1e200",
                "\"1e200\" is no label of type number: a number must be finite and at most 1e100, not 1.0E200");
        refusesValue("boxes", "red", "\"red\" is no label of type boxes: it is not valid JSON at line 1, column 1");
        refusesValue(
                "boxes",
                "\"[{\"\"label\"\":\"\"a\"\",\"\"left\"\":1}]\"",
                "\"[{\"label\":\"a\",\"left\":1}]\" is no label of type boxes: the field top of box 1 is missing");
        refusesValue(
                "spans",
                "\"[{\"\"label\"\":\"\"a\"\",\"\"start\"\":0,\"\"end\"\":2},{\"\"label\"\":\"\"a\"\",\"\"start\"\":\"\"x\"\",\"\"end\"\":2}]\"",
                "\"[{\"label\":\"a\",\"start\":0,\"end\":2},{\"label…\" is no label of type"
                        + " spans: the field start of span 2 must be a whole number");
        refusesValue("spans", "7", "\"7\" is no label of type spans: it must be a list for labels of type spans");
    }

    @Test
    void a_blank_choice_is_shown_with_its_line() {
        refusesValue("several-choices", "x||y", "\"x||y\" is no label of type several-choices: a class in it is blank");
    }

    @Test
    void no_file_that_is_read_is_overwritten() throws IOException {
        Path labels = files.write("labels.csv", "task,worker,label", "1,x,a");
        Path gold = files.write("gold.csv", "task,label", "1,a");
        String content = Files.readString(labels);

        refuses(
                labels + " is to be read and to be written; name another file to write.",
                "score",
                labels.toString(),
                "--out",
                labels.toString());
        refuses(
                gold + " is to be read and to be written; name another file to write.",
                "score",
                labels.toString(),
                "--gold",
                gold.toString(),
                "--summary",
                gold.toString());

        assertThat(labels).hasContent(content.strip());
    }

    private void refusesValue(String type, String cell, String problem) {
        Path labels = files.write("values.csv", "task,worker,label", "1,x," + cell);
        refuses(labels + ", line 2: column label: " + problem + ".", "score", labels.toString(), "--type", type);
    }

    @Test
    void known_answers_are_for_classes() {
        Path labels = files.write("labels.csv", "task,worker,label", "1,x,4");
        refuses(
                "--known teaches methods for classes; labels of type number have none that learn from it. Give the"
                        + " answers by --gold to evaluate, or leave it out.",
                "score",
                labels.toString(),
                "--type",
                "number",
                "--known",
                labels.toString());
    }

    @Test
    void gold_that_contradicts_itself_or_names_other_tasks_is_refused() {
        Path labels = files.write("labels.csv", "task,worker,label", "1,x,a");
        Path gold = files.write("gold.csv", "task,label", "1,a", "1,a", "1,b");
        refuses(
                gold + ", line 4: column task: \"1\" has another label further up; leave one of the two.",
                "score",
                labels.toString(),
                "--gold",
                gold.toString());
        Path other = files.write("other.csv", "task,label", "one,a");
        refuses(
                other + " names none of the labelled tasks; check its column task.",
                "score",
                labels.toString(),
                "--gold",
                other.toString());
    }

    @Test
    void a_method_or_type_that_is_none_is_answered_with_those_there_are() {
        Path labels = files.write("labels.csv", "task,worker,label", "1,x,a");
        refuses(
                "--method must be vote, wawa, ds, onecoin, glad, mace, shrunk-ds, auto or all, not magic.",
                "score",
                labels.toString(),
                "--method",
                "magic");
        refuses(
                "--type must be single-choice, rating, number, several-choices, boxes or spans, not polygons.",
                "score",
                labels.toString(),
                "--type",
                "polygons");
        refuses(
                "--method must be median, mean, auto or all, not ds.",
                "score",
                labels.toString(),
                "--type",
                "number",
                "--method",
                "ds");
    }

    @Test
    void files_that_cannot_be_written_are_refused_before_anything_is_read() {
        Path nowhere = folder.resolve("no/such/folder/out");
        refuses(nowhere + " cannot be written.", "score", "none.csv", "--summary", nowhere.toString());
        refuses(nowhere + " cannot be written.", "score", "none.csv", "--out", nowhere.toString());
    }

    private void refuses(String problem, String header, String... rows) {
        if (header.equals("score")) {
            refused(problem, header, rows);
            return;
        }
        String[] lines = new String[rows.length + 1];
        lines[0] = header;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        Path labels = files.write("labels.csv", lines);
        refused(labels + problem, "score", labels.toString());
    }

    private static void refused(String sentence, String command, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = command;
        System.arraycopy(options, 0, arguments, 1, options.length);
        Terminal terminal = labelmill(arguments);
        assertThat(terminal.err()).isEqualTo("labelmill: " + sentence + System.lineSeparator());
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
    }
}
