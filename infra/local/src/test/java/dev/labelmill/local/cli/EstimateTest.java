package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events/batches");

    @Test
    void each_kind_of_money_is_shown_with_its_arithmetic() {
        Terminal terminal = labelmill(
                "estimate",
                "--items",
                "1000",
                "--auto-accept",
                "0.7",
                "--labels",
                "2.5",
                "--price",
                "0.012",
                "--gold",
                "0.1",
                "--audits",
                "20",
                "--audit-price",
                "0.08",
                "--batch-size",
                "400");

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out())
                .contains("1,000 items in 3 batches: 700 auto-accepted, 200 to people, 100 known")
                .contains("labour $6.00", "= 500 labels × $0.012")
                .contains("quality control $4.60", "= 250 labels × $0.012", "= 20 labels × $0.08")
                // 4 × 320 tasks and 2 × 770 labels
                .contains("= 2,820 units × $0.000000625")
                .contains("an hour", "= 45 metrics ×", "= 36 metrics ×", "= 21 metrics ×")
                .contains("a million auto-accepted items");
    }

    @Test
    void one_label_is_not_two() {
        assertThat(labelmill("estimate", "--items", "1", "--labels", "1", "--price", "0.01")
                        .out())
                .contains("1 item in 1 batch:", "= 1 label × $0.01", "= 0 labels × $0.01");
    }

    @Test
    void a_batch_folder_tells_its_items_price_labels_and_audits() {
        assertThat(labelmill("estimate", "--batch", BATCHES.resolve("birds").toString())
                        .out())
                .contains("302 items in 1 batch: 0 auto-accepted, 302 to people, 0 known")
                .contains("labour $18.12", "= 1,510 labels × $0.012");
    }

    @Test
    void known_answers_are_counted_in_the_folder_and_what_the_model_will_accept_is_told() {
        String digits = BATCHES.resolve("digits").toString();

        assertThat(labelmill("estimate", "--batch", digits).out())
                .contains("1,597 items in 1 batch: 0 auto-accepted, 1,347 to people, 250 known")
                .contains("Known answers are those items that gold.jsonl has.")
                .contains("tell a share by --auto-accept");
        assertThat(labelmill("estimate", "--batch", digits, "--gold", "0.1", "--auto-accept", "0.5")
                        .out())
                .contains("1,597 items in 1 batch: 799 auto-accepted, 638 to people, 160 known")
                .doesNotContain("gold.jsonl", "--auto-accept");
    }

    @Test
    void known_items_are_neither_audited_nor_counted_where_no_line_is_theirs(@TempDir Path folder) throws IOException {
        copyOfDigits(folder, lines -> lines.subList(0, 500));
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(
                folder.resolve("batch.json"), settings.replace("\"autoAccepted\": 150", "\"autoAccepted\": 440"));
        List<String> gold = new ArrayList<>(Files.readAllLines(folder.resolve("gold.jsonl")));
        gold.set(0, "{\"id\": \"no item of this batch\", \"label\": \"1\"}");
        Files.write(folder.resolve("gold.jsonl"), gold);

        Terminal terminal = labelmill("estimate", "--batch", folder.toString());
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out())
                .contains("500 items in 1 batch: 0 auto-accepted, 416 to people, 84 known")
                .contains("= 416 labels × $0.08");
        // 150 items to accept, of which all are audited, and 60 of the others
        assertThat(labelmill("estimate", "--batch", folder.toString(), "--auto-accept", "0.3")
                        .out())
                .contains("150 auto-accepted, 266 to people, 84 known", "= 210 labels × $0.08");
    }

    @Test
    void lines_that_make_no_item_and_ids_used_twice_are_not_counted(@TempDir Path folder) throws IOException {
        copyOfDigits(folder, lines -> {
            List<String> more = new ArrayList<>(lines.subList(0, 342));
            more.addAll(lines.subList(0, 100));
            more.add("{\"id\": \"broken\"");
            return more;
        });
        assertThat(labelmill("estimate", "--batch", folder.toString()).out())
                .contains("342 items in 1 batch: 0 auto-accepted, 285 to people, 57 known");
    }

    @Test
    void who_would_be_simulated_is_not_asked_for(@TempDir Path folder) throws IOException {
        copyOfDigits(folder, lines -> lines);
        Files.writeString(folder.resolve("annotators.json"), "none of mine");
        Files.writeString(folder.resolve("truth.jsonl"), "{\"id\": \"a\"}");

        assertThat(labelmill("estimate", "--batch", folder.toString()).err()).isEmpty();
    }

    private static void copyOfDigits(Path folder, UnaryOperator<List<String>> manifest) throws IOException {
        Path digits = BATCHES.resolve("digits");
        for (String name : List.of("batch.json", "gold.jsonl", "model.json")) {
            Files.copy(digits.resolve(name), folder.resolve(name));
        }
        Files.write(
                folder.resolve("manifest.jsonl"), manifest.apply(Files.readAllLines(digits.resolve("manifest.jsonl"))));
    }

    @Test
    void labels_paid_by_the_hour_cost_what_they_take_where_that_is_told_and_else_the_most(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("manifest.jsonl"), "{\"id\":\"a\",\"source\":\"x\"}\n");
        Files.writeString(folder.resolve("batch.json"), """
            {"project":"p","labelType":{"kind":"single-choice","classes":["a","b"]},"slices":1,
             "overlap":{"min":1,"max":1,"targetConfidence":0.9},
             "vendors":[{"name":"v","tier":"crowd","capacity":9,"deadlineSeconds":60,
               "price":{"perHour":18,"mostSeconds":120,"unknownSeconds":30}}]}\
            """);

        assertThat(labelmill("estimate", "--batch", folder.toString()).out())
                .contains("labour $0.60", "tell by --seconds");
        assertThat(labelmill("estimate", "--batch", folder.toString(), "--seconds", "20")
                        .out())
                .contains("labour $0.10")
                .doesNotContain("--seconds");
        assertThat(labelmill("estimate", "--batch", folder.toString(), "--seconds", "0")
                        .err())
                .contains("--seconds must be 0.001 to 86400, not 0.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--price 0.01 | --items is missing; give it, or --batch.",
                "--items 10 | --price is missing; give it, or --batch.",
                "--items 0 --price 1 | --items must be 1 to 100000000000, not 0.",
                "--items 10 --price -1 | --price must be 0 to 10000, not -1.",
                "--items 10 --price 0.0000000001 | --price must be whole nano-dollars, not 0.0000000001.",
                "--items 10 --auto-accept 2 | --auto-accept must be 0 to 1, not 2.",
                "--items 10 --price 1 --auto-accept 1.5 | --auto-accept must be 0 to 1, not 1.5.",
                "--items 10 --price 1 --auto-accept 0.6 --gold 0.6 | --auto-accept and --gold are shares of all items"
                        + " and together at most 1, not 1.2.",
                "--items 10 --price 1 --labels 0.5 | --labels must be 1 to 25, not 0.5.",
                "--items 10 --price 1 --audits 11 | --audits must be 0 to 10, not 11.",
                "--items 10 --price 1 --prices mars | --prices: there is no price file prices/mars.json.",
                "--batch nowhere | There is no folder nowhere."
            })
    void nonsense_is_refused_in_one_sentence(String arguments, String sentence) {
        Terminal terminal = labelmill(("estimate " + arguments).split(" "));
        assertThat(terminal.err()).isEqualTo("labelmill: " + sentence + System.lineSeparator());
        assertThat(terminal.exitCode()).isEqualTo(2);
    }
}
