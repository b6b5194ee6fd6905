package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.reconcile.MarginalCost.Line;
import dev.labelmill.local.stack.WriteUnits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTableTest {

    private static String printed(ObjectNode report) {
        return printed(report, List.of());
    }

    private static String printed(ObjectNode report, List<Line> human) {
        return printed(report, human, Optional.empty(), 0);
    }

    private static String printed(
            ObjectNode report, List<Line> human, Optional<RejectedLines> rejected, long strayGold) {
        return printed(report, Optional.empty(), human, rejected, strayGold);
    }

    private static String printed(
            ObjectNode report,
            Optional<Accuracy> accuracy,
            List<Line> human,
            Optional<RejectedLines> rejected,
            long strayGold) {
        StringWriter text = new StringWriter();
        Summary summary = new Summary(
                new Report(report),
                accuracy,
                Duration.ofSeconds(9),
                List.of(),
                new WriteUnits(0, 0),
                new PlatformCost(human, List.of(), List.of()),
                rejected,
                strayGold,
                Path.of("labelmill-out", "b"));
        new SummaryTable(summary).print(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0.07914, 8",
        "0.0791, 8",
        "0.079, 7.9",
        "0.079000001, 8",
        "0.51112, 51.2",
        "0.00791, 0.8",
        "0.00781, 0.79",
        "0, 0",
        "1, 100",
        "0.00000001, 0.01",
        "1e-12, 0.01"
    })
    void the_certified_bound_is_never_said_to_be_smaller_than_it_is(double bound, String said) {
        ObjectNode report = Json.object().put("items", 100);
        report.putObject("certificate").put("errorBound", bound).put("confidence", 0.95);

        assertThat(printed(report)).contains("at most " + said + " % with 95 % confidence");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | 0 | 8 items, human
                    9 | 0 | 8 items, gold ones not counted, human
                    0 | 9 | 8 items, audited ones not counted, human
                    9 | 9 | 8 items, gold and audited ones not counted, human
                    """)
    void items_that_the_truth_is_not_compared_of_are_told_where_there_are_some(int gold, int audited, String said) {
        ObjectNode report = Json.object().put("items", 100).put("gold", gold);
        report.putObject("certificate").putArray("strata").addObject().put("audited", audited);
        Accuracy accuracy = new Accuracy(Map.of(Accuracy.By.PEOPLE, new Accuracy.Share(8, 6)));

        assertThat(printed(report, Optional.of(accuracy), List.of(), Optional.empty(), 0))
                .contains("  true error       25.00 % of " + said + " 25.00 %");
    }

    @Test
    void items_with_a_known_answer_are_told_apart_and_all_labels_from_those_of_an_item() {
        ObjectNode report = Json.object()
                .put("items", 1000)
                .put("gold", 250)
                .put("labels", 1042)
                .put("labelsPerHumanItem", 2.19);
        report.putObject("certificate").put("errorBound", 0.05).put("confidence", 0.95);

        assertThat(printed(report))
                .contains("known answers    250 (25.00 %)")
                .contains("labels           1,042, on gold and in audits too; 2.19 a human-labelled item");
    }

    @Test
    void items_without_a_label_are_told_where_there_are_some() {
        assertThat(printed(Json.object().put("items", 400).put("unlabelled", 3)))
                .contains("  without label    3 (0.75 %)");
        assertThat(printed(Json.object().put("items", 400))).doesNotContain("without label");
    }

    @Test
    void without_a_certificate_the_verdict_stands_in_its_place() {
        ObjectNode report = Json.object().put("items", 100).put("verdict", "batch.json asks for no audit");

        assertThat(printed(report)).contains("certified error  batch.json asks for no audit");
    }

    @Test
    void where_there_is_neither_gold_nor_an_audit_none_is_spoken_of() {
        ObjectNode report = Json.object().put("items", 302).put("labels", 1510).put("labelsPerHumanItem", 5.0);

        assertThat(printed(report)).contains("labels           1,510; 5.00 a human-labelled item");
    }

    @Test
    void rejected_lines_are_told_with_their_place_and_the_first_reason() {
        ObjectNode report = Json.object().put("items", 9).put("rejected", 6);
        RejectedLines rejected =
                new RejectedLines(Path.of("labelmill-out", "b", "rejected"), "the line is not UTF-8", 0, 0);

        assertThat(printed(report, List.of(), Optional.of(rejected), 0))
                .contains("items            9, 6 rejected")
                .contains("rejected lines   labelmill-out/b/rejected; the first: the line is not UTF-8");
    }

    @Test
    void known_answers_that_no_item_has_are_told() {
        ObjectNode report = Json.object().put("items", 9).put("gold", 2);

        assertThat(printed(report, List.of(), Optional.empty(), 3))
                .contains("known answers    2 (22.22 %)")
                .contains("stray gold       3 ids of gold.jsonl are those of no item");
        assertThat(printed(report)).doesNotContain("gold.jsonl");
    }

    @Test
    void few_items_do_not_tell_what_a_million_more_would_cost() {
        assertThat(PlatformCost.isEnough(20, 40)).isFalse();
        assertThat(PlatformCost.isEnough(302, 1510)).isFalse();
        assertThat(PlatformCost.isEnough(5000, 20)).isFalse();
        assertThat(PlatformCost.isEnough(1597, 882)).isTrue();
        assertThat(printed(Json.object().put("items", 20)))
                .contains("a million more   not told by so few items and labels: labelmill estimate")
                .doesNotContain("human-labelled $");
        assertThat(new PlatformCost(List.of(), List.of(), List.of(new Line("an hour", 1)))
                        .toJson()
                        .get("perMillionHumanLabelled")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_long_sum_goes_on_beneath_its_equals_sign() {
        List<Line> terms = Collections.nCopies(9, new Line("score and route, and more", 1));

        List<String> lines = printed(Json.object().put("items", 9), terms)
                .lines()
                .dropWhile(line -> !line.contains("a million more"))
                .takeWhile(line -> !line.contains("auto-accepted"))
                .toList();

        assertThat(lines).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 100);
        assertThat(lines.get(1).indexOf('+')).isEqualTo(lines.get(0).indexOf('='));
        assertThat(String.join("", lines).split("score and route", -1)).hasSize(10);
    }
}
