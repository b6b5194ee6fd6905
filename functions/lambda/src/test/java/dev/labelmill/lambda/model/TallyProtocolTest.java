package dev.labelmill.lambda.model;

import static dev.labelmill.lambda.model.Deliveries.delivery;
import static dev.labelmill.lambda.model.Protocol.claimed;
import static dev.labelmill.lambda.model.Protocol.explore;
import static dev.labelmill.lambda.model.Protocol.receptionOfOneClaim;
import static dev.labelmill.lambda.model.Protocol.scenario;
import static dev.labelmill.lambda.model.Protocol.score;
import static dev.labelmill.lambda.model.Protocol.tally;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.TallyStore;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes of labels, and what folds them into totals, compacts these and reads them. */
class TallyProtocolTest {

    static final JsonNode[] TWO_CHANGES = {
        delivery("w1", "yes", 1, "d-1"), delivery("w1", "no", 2, "d-1"),
    };

    /** Takes labels, and is done before anybody reads of it: what reads a part of the stream sees no more than that. */
    static Program labels(JsonNode... deliveries) {
        return receptionOfOneClaim("labels", deliveries)
                .owning(key -> key.contains("LABEL#") || key.equals("TASK#b#i"));
    }

    static Program compact(String name) {
        return Program.scripted(name, Ticks::compact, Events.tick());
    }

    static Scenario folds(String name, SortedMap<String, Map<String, AttributeValue>> start, Program... does) {
        return new Scenario(name, start, List.of(does), Gains.STREAMED, 0, 0, new FoldsHold(start));
    }

    /** A task's batch whose totals hold something of so many shards already. */
    static Protocol totals(int shards, int counters) {
        Protocol protocol = claimed();
        TallyStore tallies = new TallyStore(protocol.table());
        for (int shard = 1; shard <= shards; shard++) {
            for (int from = 0; from < counters; from += TallyStore.MAX_COUNTERS) {
                Counters some = new Counters();
                for (int i = from; i < Math.min(counters, from + TallyStore.MAX_COUNTERS); i++) {
                    some.add("votes." + i, 1000L * shard + i + 1);
                }
                Optional<BigInteger> before = tallies.watermark("TALLY#b", "shard-" + shard);
                tallies.add(
                        "TALLY#b",
                        "shard-" + shard,
                        before,
                        BigInteger.valueOf(from / TallyStore.MAX_COUNTERS - 10L),
                        some,
                        Stage.START);
            }
        }
        return protocol;
    }

    @Test
    void an_old_tally_runs_on_beside_a_new_one_of_the_same_shard() {
        explore(folds(
                "two tallies",
                claimed().rows(),
                labels(TWO_CHANGES),
                tally("tally").stayingWarm(),
                tally("old tally").stayingWarm()));
    }

    @Test
    void a_tally_dies_or_its_answer_is_lost() {
        explore(folds("a tally with faults", claimed().rows(), labels(TWO_CHANGES), tally("tally"))
                .withFaults(2));
    }

    @Test
    void the_shard_splits_and_nobody_waits_for_the_parent() {
        explore(folds(
                        "a split",
                        claimed().rows(),
                        receptionOfOneClaim("labels", TWO_CHANGES),
                        tally("tally of the parent").readingOnly(change -> change.shard() == 1),
                        tally("tally of the child").readingOnly(change -> change.shard() == 2))
                .withSplits(1));
    }

    @Test
    void the_shard_splits_and_labels_of_the_child_are_scored_first() {
        explore(scenario(
                        "a split scored",
                        claimed().rows(),
                        receptionOfOneClaim("w1", TWO_CHANGES),
                        receptionOfOneClaim("w2", delivery("w2", "yes", 1, "d-1")),
                        score("score of the parent").readingOnly(change -> change.shard() == 1),
                        score("score of the child").readingOnly(change -> change.shard() == 2))
                .withSplits(1));
    }

    @Test
    void closed_shards_are_compacted_while_a_record_of_one_is_folded_after_all() {
        explore(folds(
                "a compaction beside a fold",
                totals(2, 2).rows(),
                labels(TWO_CHANGES),
                tally("tally").stayingWarm(),
                compact("advance"),
                compact("advance too")));
    }

    @Test
    void two_that_compact_a_row_of_many_counters_move_each_once() {
        explore(folds(
                "two compactions",
                totals(1, 5 * TallyStore.MAX_COUNTERS).rows(),
                compact("advance"),
                compact("advance too")));
    }

    @Test
    void totals_that_are_read_while_shards_are_compacted_are_whole() {
        explore(folds(
                "totals read",
                totals(2, 2).rows(),
                compact("advance"),
                Program.scripted("publish", Ticks::total, Events.tick()).readingRowByRow()));
    }
}
