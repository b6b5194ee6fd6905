package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.sampling.ScoreCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private final GivenSettings given = new GivenSettings();

    private static Chunk scored(int number, int unknown, double confidence, int gold, int wrong) {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        double[] distribution = {confidence, 1 - confidence};
        for (int i = 0; i < unknown; i++) {
            counts.add(distribution);
        }
        for (int i = 0; i < gold; i++) {
            counts.addCalibration(distribution, i < wrong ? 1 : 0);
        }
        return Chunk.cut("b", number, "k", 0, 1, "e")
                .scored(counts.build(), ScoreCounts.EMPTY, unknown + gold, 0, gold);
    }

    private Plan plan(List<Chunk> chunks) {
        return Planner.plan(given.build(), chunks, Duplicates.NONE);
    }

    @Test
    void without_auto_accept_all_that_is_not_gold_goes_to_people_at_once() {
        Plan plan = plan(List.of(scored(0, 100, 0.99, 0, 0)));

        assertThat(plan.cutoffBin()).isEmpty();
        assertThat(plan.pilotShare()).isEqualTo(1);
        assertThat(plan.humanAuditRate()).isZero();
    }

    @Test
    void what_gold_shows_to_be_right_is_accepted_and_audit_rates_follow_the_numbers() {
        given.autoAccept = Optional.of(new BatchSettings.AutoAccept(0.05, 0.95));
        given.gold = Optional.of(new BatchSettings.Gold(2, 0.5));
        given.audit = Optional.of(new BatchSettings.Audit(30, 20, 0.95));
        List<Chunk> chunks = List.of(scored(0, 300, 0.99, 150, 0), scored(1, 400, 0.6, 150, 70));

        Plan plan = plan(chunks);

        assertThat(plan.cutoffBin()).isPresent();
        assertThat(plan.cutoffBin().getAsInt())
                .isLessThanOrEqualTo(ConfidenceBins.bin(0.99))
                .isGreaterThan(ConfidenceBins.bin(0.6));
        assertThat(plan.autoAuditRate()).isEqualTo(0.1, within(1e-12));
        assertThat(plan.humanAuditRate()).isEqualTo(0.05, within(1e-12));
        assertThat(plan.heldGold()).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(plan.pilotShare()).as("200 known items stay in it").isEqualTo(0.5, within(1e-12));
    }

    @Test
    void a_pilot_keeps_forty_known_items_and_all_of_them_where_it_is_all_there_is() {
        given.gold = Optional.of(new BatchSettings.Gold(2, 0.5));

        assertThat(plan(List.of(scored(0, 1000, 0.6, 40, 0))).heldGold()).isZero();
        assertThat(plan(List.of(scored(0, 1000, 0.6, 50, 0))).heldGold()).isEqualTo(0.2, within(1e-12));
        assertThat(plan(List.of(scored(0, 1000, 0.6, 90, 0))).heldGold()).isEqualTo(1.0 / 3, within(1e-12));

        Plan small = plan(List.of(scored(0, 90, 0.6, 120, 0)));
        assertThat(small.pilotShare()).isEqualTo(1);
        assertThat(small.heldGold()).isZero();
    }

    @Test
    void more_audits_than_items_audit_every_item() {
        given.audit = Optional.of(new BatchSettings.Audit(30, 200, 0.95));

        assertThat(plan(List.of(scored(0, 100, 0.6, 0, 0))).humanAuditRate()).isEqualTo(1);
    }

    @Test
    void a_batch_of_gold_alone_or_of_nothing_has_a_plan_too() {
        given.gold = Optional.of(new BatchSettings.Gold(2, 0.5));
        given.audit = Optional.of(new BatchSettings.Audit(30, 20, 0.95));

        assertThat(plan(List.of(scored(0, 0, 0.6, 5, 0))).pilotShare()).isEqualTo(1);
        Plan nothing = plan(List.of(scored(0, 0, 0.6, 0, 0)));
        assertThat(nothing.humanAuditRate()).isZero();
        assertThat(nothing.cutoffBin()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void the_order_of_the_chunks_changes_nothing() {
        given.autoAccept = Optional.of(new BatchSettings.AutoAccept(0.05, 0.95));
        given.gold = Optional.of(new BatchSettings.Gold(2, 0.5));
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            chunks.add(scored(i, 30 + i, 0.5 + i / 20.0, 40, 10 - i));
        }
        Plan plan = plan(chunks);

        Collections.reverse(chunks);

        assertThat(plan(chunks)).isEqualTo(plan);
    }

    @Test
    void gold_that_comes_again_is_no_evidence_and_items_that_come_again_need_no_audit() {
        given.autoAccept = Optional.of(new BatchSettings.AutoAccept(0.05, 0.95));
        given.gold = Optional.of(new BatchSettings.Gold(2, 0.5));
        given.audit = Optional.of(new BatchSettings.Audit(30, 20, 0.95));
        Chunk once = scored(0, 100, 0.99, 30, 0);
        Chunk again = scored(1, 100, 0.99, 30, 0);
        Duplicates duplicates = new Duplicates(again.items(), again.gold(), again.counts());

        assertThat(plan(List.of(once, again)).cutoffBin()).isPresent();
        Plan plan = Planner.plan(given.build(), List.of(once, again), duplicates);

        assertThat(plan).isEqualTo(plan(List.of(once)));
        assertThat(plan.cutoffBin()).isEmpty();
        assertThat(plan.humanAuditRate()).isEqualTo(0.2, within(1e-12));
    }

    /** Ninety items are labelled for themselves: eighteen audits of them, and a pilot of forty beside forty known ones. */
    @Test
    void items_that_take_the_label_of_another_one_need_neither_people_nor_audits() {
        given.gold = Optional.of(new BatchSettings.Gold(2, 0.5));
        given.audit = Optional.of(new BatchSettings.Audit(30, 18, 0.95));
        Chunk alike = scored(1, 110, 0.6, 0, 0);
        Duplicates duplicates =
                Duplicates.NONE.with(new Duplicates.Near(alike.items(), alike.counts(), ScoreCounts.EMPTY));

        Plan plan = Planner.plan(given.build(), List.of(scored(0, 90, 0.6, 40, 0), alike), duplicates);

        assertThat(plan.humanAuditRate()).isEqualTo(0.2, within(1e-12));
        assertThat(plan.pilotShare()).isEqualTo(40 / 90.0, within(1e-12));
    }

    @Test
    void untested_pre_labels_stand_from_the_score_on_that_batch_json_names_and_never_from_below() {
        given.labelType = new Boxes(List.of("a"));
        given.audit = Optional.of(new BatchSettings.Audit(30, 20, 0.95));
        given.prelabel = new PrelabelSettings.OnnxModel("m.onnx", OptionalDouble.of(0.9));

        Plan plan = plan(List.of(scored(0, 300, 0.99, 0, 0), scored(1, 400, 0.6, 0, 0)));

        int bin = plan.cutoffBin().orElseThrow();
        assertThat(ConfidenceBins.lowerEdge(bin)).isGreaterThanOrEqualTo(0.9);
        assertThat(ConfidenceBins.lowerEdge(bin - 1)).isLessThan(0.9);
        assertThat(plan.autoAuditRate()).isEqualTo(0.1, within(1e-12));
        assertThat(plan.humanAuditRate()).isEqualTo(0.05, within(1e-12));
        assertThat(plan.reason()).startsWith("batch.json says to accept without calibration");
    }
}
