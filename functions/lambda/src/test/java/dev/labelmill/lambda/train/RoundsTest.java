package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.WholeBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A batch of mails whose words tell spam, labelled by people who are always right. */
class RoundsTest {

    private static final int ITEMS = 400;

    private static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"ham\",\"spam\"]}";

    private static final String SETTINGS = """
            "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":4096,"minN":1,"maxN":1}},
            "autoAccept":{"targetError":0.1,"confidence":0.9},
            "rounds":{"firstSample":30,"perRound":20,"most":3,"labelBudget":240,"calibrationShare":0.4},
            "audit":{"autoAccepted":10,"human":5,"confidence":0.9},""";

    private static WholeBatch learned;

    private static synchronized WholeBatch learned() {
        if (learned == null) {
            String[] lines = IntStream.range(0, ITEMS)
                    .mapToObj(n -> Json.write(Json.object().put("id", "i" + n).put("source", text(n))))
                    .toArray(String[]::new);
            learned = new WholeBatch(CHOICE, SETTINGS, "", lines)
                    .run((annotator, item) -> "choice:" + truth(Integer.parseInt(item.substring(1))));
        }
        return learned;
    }

    private static String truth(int n) {
        return n % 3 == 0 ? "spam" : "ham";
    }

    private static String text(int n) {
        String words = truth(n).equals("spam") ? "win money now offer" : "meeting notes agenda project";
        return words + " word" + n % 17 + " other" + n % 29;
    }

    private static Batch batch() {
        return learned().stage.batches().get("b").orElseThrow();
    }

    private static List<Chunk> chunks() {
        return learned().stage.chunks().of("b");
    }

    private static List<Task> tasks() {
        return chunks().stream()
                .flatMap(chunk ->
                        learned()
                                .stage
                                .tasks()
                                .getAll("b", RoutedIds.read(learned().stage.bucket(), chunk))
                                .stream())
                .toList();
    }

    private static Set<String> calibrating() {
        return chunks().stream()
                .flatMap(chunk -> unzipped(Layout.waiting("b", chunk.routedRound(), chunk.number())))
                .map(WholeBatch::json)
                .filter(line -> line.get("k").booleanValue())
                .map(line -> line.get("id").textValue())
                .collect(Collectors.toSet());
    }

    private static Stream<String> unzipped(String key) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(learned().stage.bucket().open(key)), StandardCharsets.UTF_8))) {
            return lines.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> models() {
        return learned()
                .stage
                .bucket()
                .list("models/demo/b/")
                .map(object -> WholeBatch.json(learned().stage.text(object.key())))
                .toList();
    }

    @Test
    void what_people_have_shown_the_head_to_know_is_accepted_and_every_item_is_answered_once() {
        assertThat(chunks()).hasSizeGreaterThan(5);
        assertThat(chunks().stream().mapToLong(Chunk::autoAccepted).sum()).isGreaterThan(ITEMS / 2);
        Map<String, String> answers = learned().results().stream()
                .collect(Collectors.toMap(
                        line -> line.get("id").textValue(),
                        line -> WholeBatch.metadata(line).get("class-name").textValue()));
        assertThat(answers).hasSize(ITEMS);
        assertThat(answers.entrySet())
                .allMatch(answer -> answer.getValue()
                        .equals(truth(Integer.parseInt(answer.getKey().substring(1)))));
    }

    @Test
    void it_ends_with_one_test_on_calibration_items_that_taught_no_head() {
        RoundPlan last = batch().plan().round().orElseThrow();

        assertThat(last.stage()).isEqualTo(Stage.FINISH);
        assertThat(last.accept().orElseThrow().calibrationItems())
                .isEqualTo(calibrating().size())
                .isGreaterThanOrEqualTo(22);
        long taught = tasks().stream()
                .filter(task -> task.stratum() == Stratum.HUMAN && task.wave() < batch().round() - 1)
                .count();
        JsonNode model = models().get(models().size() - 1);
        assertThat(model.at("/trained/examples").asLong()).isEqualTo(taught);
    }

    @Test
    void what_teaches_or_judges_a_head_is_decided_without_its_opinion() {
        assertThat(tasks().stream().filter(task -> task.stratum() == Stratum.HUMAN && task.wave() < batch().round()))
                .isNotEmpty()
                .allMatch(task -> task.prelabel() == null);
    }

    @Test
    void a_head_says_what_it_was_fitted_to_and_how_good_it_is() {
        assertThat(models()).hasSizeGreaterThanOrEqualTo(1);
        for (JsonNode model : models()) {
            JsonNode trained = model.get("trained");
            assertThat(trained.get("batch").textValue()).isEqualTo("b");
            assertThat(trained.get("fingerprint").textValue()).isNotBlank();
            assertThat(trained.at("/heldOut/accuracy/value").doubleValue())
                    .isBetween(
                            trained.at("/heldOut/accuracy/low").doubleValue(),
                            trained.at("/heldOut/accuracy/high").doubleValue());
        }
        String fingerprint =
                models().get(models().size() - 1).at("/trained/fingerprint").textValue();
        assertThat(batch().model()).isEqualTo(Layout.model("demo", "b", models().size(), fingerprint));
    }

    @Test
    void the_report_tells_round_by_round_what_was_bought_and_learnt() {
        JsonNode rounds = learned().report().get("rounds");

        assertThat(rounds).hasSize(batch().round() + 1);
        assertThat(rounds.get(0).get("people").asLong()).isBetween(15L, 45L);
        assertThat(rounds.get(0).at("/head/accuracy").doubleValue()).isBetween(0.5, 1.0);
        assertThat(rounds.get(rounds.size() - 1).get("stage").textValue()).isEqualTo("finish");
        long people = 0;
        long labels = 0;
        for (JsonNode round : rounds) {
            people += round.get("people").asLong();
            labels += round.get("labels").asLong();
        }
        assertThat(people).isEqualTo(learned().report().get("humanLabelled").asLong());
        assertThat(labels)
                .isEqualTo(
                        learned().report().at("/labelsByPurpose/label/labels").asLong());
        assertThat(learned().page()).contains("<h2>Rounds</h2>", "data-title=\"A further dollar was to buy\"");
    }

    @Test
    void the_timeline_says_that_later_rounds_are_told_with_the_first_training() {
        assertThat(learned().page()).contains(">training, later rounds<", "When each phase first began");
    }

    @Test
    void the_report_says_of_every_head_whether_its_confidences_are_what_they_say() {
        List<JsonNode> heads = new ArrayList<>();
        learned().report().get("rounds").forEach(round -> {
            if (round.has("head")) {
                heads.add(round.get("head"));
            }
        });

        assertThat(heads).hasSizeGreaterThanOrEqualTo(1);
        for (JsonNode head : heads) {
            double right = 0;
            long predictions = 0;
            for (JsonNode bin : head.get("reliability")) {
                predictions += bin.get("predictions").asLong();
                right += bin.get("predictions").asLong() * bin.get("accuracy").doubleValue();
            }
            assertThat(predictions)
                    .isPositive()
                    .isLessThanOrEqualTo(head.get("examples").asLong());
            // Examples weigh about the same, so that the ranges' accuracy is about the head's.
            assertThat(right / predictions).isCloseTo(head.get("accuracy").doubleValue(), within(0.05));
            assertThat(head.get("calibrationError").doubleValue()).isBetween(0.0, 0.5);
        }
        assertThat(learned().page().split("class=\"plot\"")).hasSize(heads.size() + 1);
    }

    @Test
    void the_report_says_what_a_further_dollar_was_to_buy_in_each_round() {
        JsonNode report = learned().report();
        JsonNode rounds = report.get("rounds");
        double labour = report.at("/labelsByPurpose/label/dollars").doubleValue();
        double disputes = report.at("/labelsByPurpose/adjudication/dollars").doubleValue();
        double dollarsPerItem =
                (labour + disputes) / report.get("humanLabelled").doubleValue();
        double bought = 0;

        assertThat(rounds.get(0).has("furtherDollar")).isFalse();
        for (int i = 0; i < rounds.size(); i++) {
            JsonNode round = rounds.get(i);
            bought += round.get("labour").doubleValue();
            JsonNode expected = round.path("expected");
            double further = round.path("furtherDollar").doubleValue();
            switch (round.get("stage").textValue()) {
                case "learn" -> {
                    if (i > 0) {
                        double gained = expected.path("accepted").doubleValue()
                                - rounds.get(i - 1).at("/expected/accepted").asDouble();
                        double spent = rounds.get(i - 1).get("labour").doubleValue();
                        assertThat(further).isCloseTo(gained / spent, within(1e-6));
                    }
                }
                case "calibrate" ->
                    assertThat(further)
                            .isCloseTo(
                                    expected.get("accepted").doubleValue() / drawn(expected) / dollarsPerItem,
                                    within(1e-6));
                default -> assertThat(further).isCloseTo(1 / dollarsPerItem, within(1e-6));
            }
        }
        assertThat(bought).isCloseTo(labour, within(1e-8));
    }

    /** The n that are needed and a surplus of √n. */
    private static double drawn(JsonNode expected) {
        double needed = expected.get("calibrationItems").doubleValue();
        return Math.min(expected.get("items").doubleValue(), needed + Math.sqrt(needed));
    }

    @Test
    void messages_of_earlier_rounds_that_come_again_change_nothing() {
        Flow flow = new Flow(learned().stage);
        Map<String, Object> before = flow.canonical();
        List<JsonNode> late = new ArrayList<>();
        for (int round = 0; round <= batch().round(); round++) {
            for (Step step : List.of(Step.SCORE, Step.ROUTE)) {
                late.add(new ChunkMessage("b", 1, round, step).toJson());
            }
        }

        flow.services().prelabel().handle(Events.queued(late));
        flow.services().train().handle(Events.queued(List.of(new ChunkMessage("b", 0, 0, Step.TRAIN).toJson())));
        flow.services().train().handle(Events.sample("sqs/train-message.json"));

        assertThat(flow.canonical()).isEqualTo(before);
    }
}
