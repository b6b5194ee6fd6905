package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.stage.WholeBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch of mails of three sites, of which each round asks as many as there are. */
class StratifiedRoundsTest {

    private static final int ITEMS = 160;

    private static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"ham\",\"spam\"]}";

    private static final String SETTINGS = """
            "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":4096,"minN":1,"maxN":1}},
            "autoAccept":{"targetError":0.1,"confidence":0.9},
            "rounds":{"firstSample":40,"perRound":40,"most":2,"labelBudget":320,"calibrationShare":0.4,
                      "strategy":"stratified","field":"site"},""";

    private static WholeBatch learned;

    private static synchronized WholeBatch learned() {
        if (learned == null) {
            learned = upload().run((annotator, item) -> "choice:" + truth(Integer.parseInt(item.substring(1))));
        }
        return learned;
    }

    private static String site(int n) {
        return n % 20 < 14 ? "north" : n % 20 < 19 ? "south" : "";
    }

    private static String truth(int n) {
        return n % 3 == 0 ? "spam" : "ham";
    }

    /** Words that tell nothing, so that learning goes on to its last round. */
    private static String line(int n) {
        var line = Json.object().put("id", "i" + n).put("source", "word" + n % 17 + " other" + n % 29);
        return Json.write(site(n).isEmpty() ? line : line.put("site", site(n)));
    }

    private static WholeBatch upload() {
        return new WholeBatch(
                CHOICE,
                SETTINGS,
                "",
                IntStream.range(0, ITEMS).mapToObj(StratifiedRoundsTest::line).toArray(String[]::new));
    }

    private static List<Task> tasks(WholeBatch batch) {
        return batch.stage.chunks().of("b").stream()
                .flatMap(chunk -> batch.stage.tasks().getAll("b", RoutedIds.read(batch.stage.bucket(), chunk)).stream())
                .filter(task -> task.stratum() == Stratum.HUMAN)
                .toList();
    }

    private static Map<String, Integer> waves(WholeBatch batch) {
        return tasks(batch).stream()
                .collect(Collectors.toMap(Task::item, Task::wave, (one, other) -> one, TreeMap::new));
    }

    @Test
    void each_round_asks_for_every_value_in_its_proportion() {
        WholeBatch batch = learned();
        Batch done = batch.stage.batches().get("b").orElseThrow();
        assertThat(done.rounds().stream().map(RoundRecord::plan).filter(plan -> plan.stage() == Stage.LEARN))
                .hasSize(2);

        for (int round = 0; round < 2; round++) {
            int asked = round;
            Map<String, Long> sites = tasks(batch).stream()
                    .filter(task -> task.wave() == asked)
                    .map(task -> site(Integer.parseInt(task.item().substring(1))))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            // 28, 10 and 2 in expectation, but for the draw in one bin of 64.
            assertThat(sites.get("north")).isBetween(28 - 5L, 28 + 5L);
            assertThat(sites.get("south")).isBetween(10 - 3L, 10 + 3L);
            assertThat(sites.get("")).isBetween(1L, 3L);
        }
    }

    @Test
    void the_report_says_which_of_the_items_sent_to_people_it_compares_with_their_prelabels() {
        JsonNode report = learned().report();
        JsonNode rounds = report.get("rounds");
        long last = rounds.get(rounds.size() - 1).get("people").asLong();
        long compared = 0;
        for (JsonNode row : report.at("/prelabelAgainstPeople/rows")) {
            for (JsonNode count : row) {
                compared += count.asLong();
            }
        }

        assertThat(compared).isEqualTo(last).isPositive();
        assertThat(learned().page())
                .contains("Of the " + report.get("humanLabelled").asLong() + " items sent to people in all rounds, the "
                        + last + " of the last round had a pre-label");
    }

    @Test
    void the_same_upload_asks_for_the_same_items() {
        assertThat(waves(upload())).isNotEmpty().isEqualTo(waves(upload()));
    }
}
