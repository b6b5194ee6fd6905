package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TallyStoreTest {

    private static final Stage STAGE = Stage.onServers();

    private final TallyStore tallies = STAGE.tallies();

    private static Counters items(long n) {
        return new Counters().add("items", n);
    }

    private boolean add(String tally, String shard, String before, String after, long n) {
        return tallies.add(
                        tally,
                        shard,
                        Optional.ofNullable(before).map(BigInteger::new),
                        new BigInteger(after),
                        items(n),
                        Stage.START)
                .isPresent();
    }

    private long total(String tally) {
        return tallies.total(tally).get("items");
    }

    @Test
    void what_was_folded_upon_one_watermark_is_added_once() {
        assertThat(add("TALLY#once", "s1", null, "10", 1)).isTrue();
        assertThat(add("TALLY#once", "s1", null, "10", 1)).isFalse();
        assertThat(add("TALLY#once", "s1", null, "12", 5)).isFalse();
        assertThat(add("TALLY#once", "s1", "10", "12", 2)).isTrue();
        assertThat(add("TALLY#once", "s1", "10", "12", 2)).isFalse();

        assertThat(total("TALLY#once")).isEqualTo(3);
        assertThat(tallies.watermark("TALLY#once", "s1")).contains(new BigInteger("12"));
    }

    @Test
    void a_sequence_number_with_more_digits_is_the_higher_one() {
        assertThat(add("TALLY#digits", "s1", null, "999999999999999999999", 1)).isTrue();
        assertThat(add("TALLY#digits", "s1", "999999999999999999999", "1000000000000000000000", 1))
                .isTrue();

        assertThat(tallies.watermark("TALLY#digits", "s1")).contains(new BigInteger("1000000000000000000000"));
    }

    @Test
    void sequence_numbers_longer_than_a_dynamodb_number_stay_exact() {
        String long40 = "1234567890123456789012345678901234567891";
        assertThat(add("TALLY#long", "s1", null, long40, 1)).isTrue();
        assertThat(add(
                        "TALLY#long",
                        "s1",
                        "1234567890123456789012345678901234567890",
                        "1234567890123456789012345678901234567899",
                        1))
                .isFalse();

        assertThat(tallies.watermark("TALLY#long", "s1")).contains(new BigInteger(long40));
    }

    @Test
    void each_shard_has_a_watermark_of_its_own_and_the_total_is_over_all() {
        add("TALLY#split", "shardId-0001", null, "50", 4);
        add("TALLY#split", "shardId-0001-left", null, "10", 2);
        add("TALLY#split", "shardId-0001-right", null, "60", -1);

        assertThat(total("TALLY#split")).isEqualTo(5);
        assertThat(tallies.watermark("TALLY#split", "shardId-0001-left")).contains(BigInteger.TEN);
    }

    @Test
    void a_tally_is_not_mixed_with_one_whose_name_begins_alike() {
        add("TALLY#a", "s1", null, "1", 1);
        add("TALLY#a#v#w", "s1", null, "1", 10);
        add("TALLY#ab", "s1", null, "1", 100);

        assertThat(total("TALLY#a")).isEqualTo(1);
    }

    @Test
    void a_watermark_can_move_without_counters() {
        assertThat(tallies.add("TALLY#empty", "s1", Optional.empty(), BigInteger.ONE, new Counters(), Stage.START))
                .isPresent();
        assertThat(tallies.watermark("TALLY#empty", "s1")).contains(BigInteger.ONE);
        assertThat(tallies.total("TALLY#empty")).isEqualTo(new Counters());
    }

    @Test
    void compacting_keeps_the_total_and_the_watermarks_and_can_be_repeated() {
        add("TALLY#old", "s1", null, "10", 4);
        add("TALLY#old", "s2", null, "20", 2);

        tallies.compact("TALLY#old", Stage.START.plus(Duration.ofHours(1)));
        tallies.compact("TALLY#old", Stage.START.plus(Duration.ofHours(1)));

        assertThat(total("TALLY#old")).isEqualTo(6);
        assertThat(add("TALLY#old", "s1", null, "10", 4)).isFalse();
        assertThat(add("TALLY#old", "s1", "10", "11", 1)).isTrue();
        assertThat(total("TALLY#old")).isEqualTo(7);
    }

    @Test
    void a_shard_that_is_still_written_to_is_not_compacted() {
        add("TALLY#young", "s1", null, "10", 4);

        tallies.compact("TALLY#young", Stage.START);

        assertThat(STAGE.table().get("TALLY#young", "base")).isEmpty();
    }

    @Test
    void a_dirty_tally_wants_one_rebuild_and_then_shows_what_was_counted() {
        add("TALLY#dirty", "s1", null, "10", 4);
        assertThat(tallies.needsRebuild("TALLY#dirty", Stage.START)).isFalse();

        tallies.markDirty("TALLY#dirty");
        tallies.markDirty("TALLY#dirty");
        assertThat(tallies.needsRebuild("TALLY#dirty", Stage.START)).isTrue();

        tallies.rebuild("TALLY#dirty", items(9), Stage.START.plusSeconds(1));
        tallies.rebuild("TALLY#dirty", items(8), Stage.START);
        assertThat(tallies.needsRebuild("TALLY#dirty", Stage.START)).isFalse();
        assertThat(total("TALLY#dirty")).isEqualTo(9);
    }

    @Test
    void a_rebuilt_tally_keeps_what_folding_cost_and_shows_its_batchs_row_as_it_is() {
        Counters folded = items(4).add(Names.TALLY_SPENT + "lambda", 70).add(Names.SPENT + "score.lambda", 5);
        tallies.add("TALLY#kept", "s1", Optional.empty(), BigInteger.TEN, folded, Stage.START);
        tallies.compact("TALLY#kept", Stage.START.plusSeconds(1));
        tallies.add("TALLY#kept", "s2", Optional.empty(), BigInteger.TEN, folded, Stage.START);

        tallies.rebuild("TALLY#kept", items(9), Stage.START.plusSeconds(1));
        tallies.rebuild("TALLY#kept", items(9), Stage.START.plusSeconds(2));
        STAGE.batches().insert(Samples.labelling("kept", Samples.SETTINGS).spend(Samples.spent(11)));

        Batch row = STAGE.batches().get("kept").orElseThrow();
        assertThat(tallies.total("TALLY#kept"))
                .isEqualTo(Contributions.ofBatch(row.spent(), row.version())
                        .addAll(items(9))
                        .add(Names.TALLY_SPENT + "lambda", 140));
    }

    @Test
    void two_that_compact_the_same_row_at_once_move_it_once() {
        add("TALLY#raced", "s1", null, "10", 4);
        Row seen = STAGE.table().get("TALLY#raced", "s1").orElseThrow();

        new TallyCompaction(STAGE.table(), "TALLY#raced").compact(seen);

        assertThatThrownBy(() -> new TallyCompaction(STAGE.table(), "TALLY#raced").compact(seen))
                .isInstanceOf(TransactionCanceledException.class);
        assertThat(total("TALLY#raced")).isEqualTo(4);
    }

    @Test
    void what_a_row_gains_while_it_is_compacted_stays() {
        add("TALLY#gains", "s1", null, "10", 4);
        Row seen = STAGE.table().get("TALLY#gains", "s1").orElseThrow();
        add("TALLY#gains", "s1", "10", "11", 3);

        assertThatThrownBy(() -> new TallyCompaction(STAGE.table(), "TALLY#gains").compact(seen))
                .isInstanceOf(TransactionCanceledException.class);
        assertThat(total("TALLY#gains")).isEqualTo(7);
    }

    @Test
    void the_longest_fold_fits_one_write_and_a_row_of_several_can_be_compacted() {
        Counters all = new Counters();
        Optional<BigInteger> before = Optional.empty();
        for (int fold = 0; fold < 3; fold++) {
            Counters many = new Counters();
            for (int i = 0; i < TallyStore.MAX_COUNTERS; i++) {
                many.add("votes." + fold + "." + i, i + 1L);
            }
            BigInteger after = BigInteger.valueOf(fold);
            assertThat(tallies.add("TALLY#many", "s1", before, after, many, Stage.START))
                    .isPresent();
            all.addAll(many);
            before = Optional.of(after);
        }
        assertThat(tallies.total("TALLY#many")).isEqualTo(all);

        tallies.compact("TALLY#many", Stage.START.plusSeconds(1));

        assertThat(tallies.total("TALLY#many")).isEqualTo(all);
        assertThat(STAGE.table().get("TALLY#many", "s1").orElseThrow().values().keySet())
                .noneMatch(name -> name.startsWith("n_"));
    }
}
