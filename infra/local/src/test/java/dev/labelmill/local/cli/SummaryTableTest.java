package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.WriteUnits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTableTest {

    private static String printed(ObjectNode report) {
        StringWriter text = new StringWriter();
        Summary summary = new Summary(
                new Report(report),
                Optional.empty(),
                Duration.ofSeconds(9),
                List.of(),
                new WriteUnits(0, 0),
                new PlatformCost(List.of(), List.of(), List.of()),
                Path.of("labelmill-out", "b"));
        new SummaryTable(summary).print(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0.07914, 7.92",
        "0.0791, 7.91",
        "0.079100001, 7.92",
        "0, 0.00",
        "1, 100.00",
        "0.00000001, 0.01",
        "1e-12, 0.01"
    })
    void the_certified_bound_is_never_said_to_be_smaller_than_it_is(double bound, String said) {
        ObjectNode report = Json.object().put("items", 100);
        report.putObject("certificate").put("errorBound", bound).put("confidence", 0.95);

        assertThat(printed(report)).contains("at most " + said + " % with 95 % confidence");
    }

    @Test
    void items_with_a_known_answer_are_told_apart_and_all_labels_from_those_of_an_item() {
        ObjectNode report = Json.object()
                .put("items", 1000)
                .put("gold", 250)
                .put("labels", 1042)
                .put("labelsPerHumanItem", 2.19);

        assertThat(printed(report))
                .contains("known answers    250 (25.00 %)")
                .contains("labels           1,042, on gold and in audits too; 2.19 a human-labelled item");
    }

    @Test
    void without_a_certificate_the_verdict_stands_in_its_place() {
        ObjectNode report = Json.object().put("items", 100).put("verdict", "batch.json asks for no audit");

        assertThat(printed(report)).contains("certified error  batch.json asks for no audit");
    }
}
