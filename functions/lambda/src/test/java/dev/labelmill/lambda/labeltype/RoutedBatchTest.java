package dev.labelmill.lambda.labeltype;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.WholeBatch;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the upload to the report: a cheap vendor with a spammer, a better one, and labels bought by value. */
class RoutedBatchTest {

    private static final String TYPE = "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}";
    private static final String MORE = "\"gold\":{\"overlap\":2,\"rate\":0.5},\"routing\":\"value\","
            + "\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},";
    /** A second vendor in front of the first one's own price. */
    private static final String SECOND = "\"pricePerLabel\":0.01,\"capacity\":100,\"deadlineSeconds\":864000},"
            + "{\"name\":\"second\",\"tier\":\"crowd\",";

    private static final int ITEMS = 60;
    private static final int GOLD = 20;

    private static String truth(String item) {
        return Integer.parseInt(item.substring(1)) % 2 == 0 ? "yes" : "no";
    }

    /** The first of the crowd is always wrong, the others now and then; the second vendor's never. */
    private static String said(String annotator, String item) {
        int number = Integer.parseInt(item.substring(1));
        boolean wrong = annotator.equals("w0") || annotator.startsWith("w") && (number + annotator.charAt(1)) % 4 == 0;
        String truth = truth(item);
        return "choice:" + (wrong ? truth.equals("yes") ? "no" : "yes" : truth);
    }

    private static WholeBatch batch() {
        return batch(MORE);
    }

    private static WholeBatch batch(String more) {
        List<String> lines = IntStream.range(0, ITEMS)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"source\":\"text " + i + "\"}")
                .toList();
        String gold = IntStream.range(0, GOLD)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"label\":\"" + truth("i" + i) + "\"}\n")
                .collect(Collectors.joining());
        return new WholeBatch(TYPE, more, SECOND, lines, "gold.jsonl", gold);
    }

    @Test
    void the_better_vendor_is_bought_the_spammer_gets_nothing_more_and_the_report_compares() {
        WholeBatch batch = batch().run(RoutedBatchTest::said);

        List<String> snapshots = batch.stage.batches().get("b").orElseThrow().snapshots();
        assertThat(snapshots).hasSize(2);
        Skills skills =
                SkillsFile.read(batch.stage.bucket().read(snapshots.get(1)).orElseThrow());
        assertThat(skills.paused()).containsExactly("crowd/w0");
        assertThat(skills.vendor("second").orElseThrow().confusion().p(0, 0)).isGreaterThan(0.9);

        assertThat(batch.outbox("second").size())
                .isGreaterThan(batch.outbox("crowd").size());
        List<JsonNode> excluding = batch.outbox("crowd").stream()
                .filter(line -> excluded(line).contains("w0"))
                .toList();
        assertThat(excluding).as("tasks of the crowd after the pilot").isNotEmpty();

        IntStream.range(GOLD, ITEMS)
                .forEach(i -> assertThat(WholeBatch.metadata(batch.result("i" + i))
                                .path("class-name")
                                .asText())
                        .as("i" + i)
                        .isEqualTo(truth("i" + i)));
        JsonNode routing = batch.report().path("routing");
        assertThat(routing.path("used").asText()).isEqualTo("value");
        assertThat(routing.path("tasks").asInt()).isEqualTo(ITEMS);
        assertThat(routing.path("replayed").path("value").path("judged").asInt())
                .isEqualTo(GOLD);
        assertThat(routing.path("replayed").path("value").path("labels").asInt())
                .isLessThanOrEqualTo(routing.path("allLabels").path("labels").asInt());
        assertThat(batch.page())
                .contains("Ways of routing", "value (this batch)", "No task has labels of several vendors");
    }

    @ParameterizedTest
    @CsvSource({"crowd, second", "second, crowd"})
    void a_vendor_whose_labels_come_late_loses_work_to_one_as_good_and_as_dear_that_is_prompt(
            String late, String prompt) {
        WholeBatch batch = batch(
                        "\"gold\":{\"overlap\":2,\"rate\":0.5},\"routing\":{\"by\":\"value\",\"hourDollars\":0.1},")
                .late(late, Duration.ofMinutes(30))
                .run((annotator, item) -> "choice:" + truth(item));

        List<String> snapshots = batch.stage.batches().get("b").orElseThrow().snapshots();
        Skills skills =
                SkillsFile.read(batch.stage.bucket().read(snapshots.get(1)).orElseThrow());
        assertThat(skills.turnaround(late).orElseThrow()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(45));
        assertThat(skills.turnaround(prompt).orElseThrow()).isLessThan(Duration.ofMinutes(5));
        assertThat(tasks(batch, 0, late))
                .as("of the pilot, in which nobody is known")
                .isGreaterThan(5);
        assertThat(tasks(batch, 1, late)).isLessThanOrEqualTo(tasks(batch, 1, prompt) / 8);

        JsonNode turnarounds = batch.report().at("/routing/turnarounds");
        assertThat(turnaround(turnarounds, late).path("measuredSeconds").doubleValue())
                .isEqualTo(1800);
        assertThat(turnaround(turnarounds, prompt).path("measuredSeconds").doubleValue())
                .isLessThan(1);
        assertThat(turnaround(turnarounds, late).path("declaredSeconds").asLong())
                .isEqualTo(864_000);
        assertThat(batch.page()).contains("A label takes, it says", "30 min", "10 days");
    }

    private static JsonNode turnaround(JsonNode turnarounds, String vendor) {
        return StreamSupport.stream(turnarounds.spliterator(), false)
                .filter(one -> one.path("vendor").asText().equals(vendor))
                .findFirst()
                .orElseThrow();
    }

    /** How many of a wave's tasks a vendor got. */
    private static long tasks(WholeBatch batch, int wave, String vendor) {
        return IntStream.range(0, ITEMS)
                .mapToObj(i -> batch.stage.tasks().get("b", "i" + i).orElseThrow())
                .filter(task -> task.wave() == wave
                        && task.claims().stream()
                                .anyMatch(claim -> claim.vendor().equals(vendor)))
                .count();
    }

    private static Set<String> excluded(JsonNode line) {
        return StreamSupport.stream(line.path("exclude").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
