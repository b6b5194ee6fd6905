package dev.labelmill.lambda.model;

import static dev.labelmill.lambda.model.BrokenTable.blindTo;
import static dev.labelmill.lambda.model.BrokenTable.withoutConditions;
import static dev.labelmill.lambda.model.BrokenTable.withoutPuts;
import static dev.labelmill.lambda.model.Deliveries.byExpert;
import static dev.labelmill.lambda.model.Deliveries.deletion;
import static dev.labelmill.lambda.model.Deliveries.delivery;
import static dev.labelmill.lambda.model.Deliveries.withdrawal;
import static dev.labelmill.lambda.model.Protocol.THE_TASK;
import static dev.labelmill.lambda.model.Protocol.claimed;
import static dev.labelmill.lambda.model.Protocol.dispatch;
import static dev.labelmill.lambda.model.Protocol.reception;
import static dev.labelmill.lambda.model.Protocol.receptionOfOneClaim;
import static dev.labelmill.lambda.model.Protocol.scenario;
import static dev.labelmill.lambda.model.Protocol.score;
import static dev.labelmill.lambda.model.Protocol.sweep;
import static dev.labelmill.lambda.model.Protocol.tally;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Each of what must hold is broken by code that has lost one condition, or one write: the exploration must find the order of
 * requests in which that shows.
 */
class ChecksCanFailTest {

    private static final Predicate<String> LABELS = key -> key.startsWith(Facts.LABELS);

    private static void finds(String broken, Scenario scenario) {
        assertThatThrownBy(() -> new Explorer(scenario).explore())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(broken);
    }

    @Test
    void a_label_that_is_inserted_whatever_is_there_lets_one_take_anothers_place() {
        finds(
                "TASK#b#i",
                scenario(
                        "labels without conditions",
                        claimed().rows(),
                        receptionOfOneClaim("w1", delivery("w1", "yes", 1, "d-1"))
                                .on(withoutConditions(LABELS)),
                        receptionOfOneClaim("w2", delivery("w2", "yes", 1, "d-1"))));
    }

    @Test
    void a_correction_that_is_written_whatever_is_there_is_written_over_a_later_one() {
        finds(
                "LABEL#crowd#000",
                scenario(
                        "corrections without conditions",
                        claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                        receptionOfOneClaim("w1 corrects", delivery("w1", "no", 2, "d-1"))
                                .on(withoutConditions(LABELS)),
                        receptionOfOneClaim("w1 corrects again", delivery("w1", "yes", 3, "d-1"))));
    }

    @Test
    void a_task_that_is_written_whatever_its_version_is_forgets_a_ballot() {
        finds(
                "versions of TASK#b#i",
                scenario(
                        "scores without conditions",
                        claimed().rows(),
                        receptionOfOneClaim("all", delivery("w1", "yes", 1, "d-1"), delivery("w2", "no", 1, "d-1"))
                                .owning(key -> LABELS.test(key) || key.equals("TASK#b#i")),
                        score("score"),
                        score("score too").on(withoutConditions(THE_TASK))));
    }

    @Test
    void an_answer_that_comes_before_its_label_is_stored_is_a_lost_label() {
        finds(
                "\"stored\":1",
                scenario(
                        "labels that are not stored",
                        claimed().rows(),
                        receptionOfOneClaim("w1", delivery("w1", "yes", 1, "d-1"))
                                .on(withoutPuts(LABELS))));
    }

    @Test
    void a_tombstone_that_is_not_scored_leaves_a_ballot_of_nobody() {
        finds(
                "the task's ballots are the labels that stand",
                scenario(
                        "tombstones that are not scored",
                        claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                        receptionOfOneClaim("w1 takes back", deletion("w1", 2, "d-1")),
                        score("score")
                                .readingOnly(change -> change.record()
                                        .path("dynamodb")
                                        .path("NewImage")
                                        .has("answer"))));
    }

    @Test
    void a_label_that_is_noted_whatever_was_withdrawn_stands_though_it_was_taken_back() {
        finds(
                "what was taken back does not stand",
                scenario(
                        "notes without conditions",
                        claimed().rows(),
                        receptionOfOneClaim(
                                        "w1", delivery("w1", "yes", 1, "d-1").put("vendorLabel", "L1"))
                                .on(withoutConditions(key -> key.startsWith("VENDORLABEL#"))),
                        receptionOfOneClaim("withdrawal", withdrawal("L1")),
                        score("score").owning(THE_TASK)));
    }

    @Test
    void an_expired_claim_that_stays_in_its_task_is_waited_for_for_ever() {
        finds(
                "waits for d-1, which is closed",
                scenario(
                        "claims that do not end",
                        claimed().rows(),
                        sweep("advance").on(withoutPuts(THE_TASK))));
    }

    @Test
    void a_claim_that_ends_whatever_the_tasks_version_is_forgets_a_ballot() {
        finds(
                "versions of TASK#b#i",
                scenario(
                        "sweeps without conditions",
                        claimed().labelled(Samples.label("b", "i", "w1", 1, 1)).rows(),
                        reception("w2", delivery("w2", "yes", 1, "d-1")),
                        sweep("advance").on(withoutConditions(THE_TASK)),
                        score("score")));
    }

    @Test
    void a_late_label_that_counts_as_having_come_in_time_is_one_too_many() {
        finds(
                "labels that never came",
                scenario(
                        "late labels that nobody knows",
                        claimed().expired("d-1").rows(),
                        reception("w1", delivery("w1", "yes", 1, "d-1")),
                        sweep("advance").on(blindTo("waited")),
                        score("score")));
    }

    @Test
    void a_task_that_is_claimed_whatever_its_version_is_has_two_claims_at_once() {
        finds(
                "versions of TASK#b#i",
                scenario(
                        "claims without conditions",
                        Protocol.of(Samples.task("b", "i", 0.5)).rows(),
                        dispatch("dispatch"),
                        dispatch("dispatch too").on(withoutConditions(THE_TASK))));
    }

    @Test
    void an_expert_whose_answer_is_not_scored_has_decided_nothing() {
        finds(
                "an expert's word decides",
                scenario(
                        "experts who are not heard",
                        ClaimProtocolTest.disputed().rows(),
                        receptionOfOneClaim("e1", byExpert("e1", "no", 1, "d-3")),
                        score("score").readingOnly(change -> !change.key().contains("experts"))));
    }

    @Test
    void gold_whose_labels_are_not_scored_is_never_over() {
        finds(
                "the task's ballots are the labels that stand",
                scenario(
                        "gold that is not scored",
                        ClaimProtocolTest.heldGold().rows(),
                        receptionOfOneClaim("w1", delivery("w1", "yes", 1, "d-1")),
                        score("score").on(withoutPuts(THE_TASK))));
    }

    @Test
    void what_is_folded_whatever_the_watermark_is_counts_twice() {
        finds(
                "TALLY#",
                TallyProtocolTest.folds(
                        "folds without conditions",
                        claimed().rows(),
                        TallyProtocolTest.labels(delivery("w1", "yes", 1, "d-1")),
                        tally("tally"),
                        tally("old tally").on(withoutConditions(key -> key.startsWith("TALLY#")))));
    }

    @Test
    void a_shard_that_nobody_reads_is_missed() {
        finds(
                "TALLY#",
                TallyProtocolTest.folds(
                                "a child that nobody reads",
                                claimed().rows(),
                                receptionOfOneClaim("labels", TallyProtocolTest.TWO_CHANGES),
                                tally("tally").readingOnly(change -> change.shard() == 1))
                        .withSplits(1));
    }

    @Test
    void what_is_compacted_whatever_was_moved_or_folded_meanwhile_counts_twice() {
        finds(
                "TALLY#b, into which nothing was folded",
                TallyProtocolTest.folds(
                        "compactions without conditions",
                        TallyProtocolTest.totals(1, 2).rows(),
                        TallyProtocolTest.compact("advance"),
                        TallyProtocolTest.compact("advance too")
                                .on(withoutConditions(key -> key.startsWith("TALLY#")))));
    }

    @Test
    void a_sum_of_rows_that_are_read_one_by_one_lacks_what_is_moved_meanwhile() {
        finds(
                "the total that was read",
                TallyProtocolTest.folds(
                        "totals read as they come",
                        TallyProtocolTest.totals(2, 2).rows(),
                        TallyProtocolTest.compact("advance"),
                        Program.scripted("publish", ChecksCanFailTest::sum, Events.tick())
                                .readingRowByRow()));
    }

    private static Handler sum(DynamoDbClient dynamo) {
        return event -> {
            Map<String, Long> sums = new TreeMap<>();
            dynamo.queryPaginator(query -> query.tableName(SharedTable.NAME)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("TALLY#b"))))
                    .items()
                    .forEach(row -> row.forEach((name, value) -> {
                        if (name.startsWith("n_")) {
                            sums.merge(name.substring(2), Long.parseLong(value.n()), Long::sum);
                        }
                    }));
            ObjectNode total = Json.object();
            sums.forEach(total::put);
            return Json.object().set("total", total);
        };
    }
}
