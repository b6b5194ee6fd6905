package dev.labelmill.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.prelabel.FeatureSettings;
import dev.labelmill.core.rounds.Rest;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.sampling.Margin;
import dev.labelmill.core.work.PriceModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {

    private final GivenSettings given = new GivenSettings();

    @Test
    void vendors_are_found_by_name_and_tier() {
        BatchSettings settings = given.build();

        assertThat(settings.vendors(Tier.CROWD)).extracting(Vendor::name).containsExactly("crowd");
        assertThat(settings.vendor("experts")).isPresent();
        assertThat(settings.vendor("nobody")).isEmpty();
        assertThat(settings.hasExperts()).isTrue();
    }

    @Test
    void a_batch_waits_for_the_files_that_it_names() {
        assertThat(given.build().companions()).isEmpty();

        given.prelabel = new PrelabelSettings.LinearModel("model.json");
        given.gold = Optional.of(new BatchSettings.Gold(2, 0.1));
        assertThat(given.build().companions()).containsExactly("model.json", "gold.jsonl");

        given.prelabel = new PrelabelSettings.LinearModel("models/demo/7/model.json");
        assertThat(given.build().companions()).containsExactly("gold.jsonl");

        given.prelabel = new PrelabelSettings.RulesFile("rules.json");
        assertThat(given.build().companions()).containsExactly("rules.json", "gold.jsonl");
    }

    @Test
    void each_number_out_of_its_range_is_named_with_the_range() {
        given.chunkBytes = 1023;
        assertThatThrownBy(given::build).hasMessage("chunkBytes must be 1024 to 67108864, not 1023");
        given.chunkBytes = 1024;
        given.maxLineBytes = 63;
        assertThatThrownBy(given::build).hasMessage("maxLineBytes must be 64 to 4194304, not 63");
        given.maxLineBytes = 64;
        given.slices = 65;
        assertThatThrownBy(given::build).hasMessage("slices must be 1 to 64, not 65");
        given.slices = 64;
        assertThat(given.build().slices()).isEqualTo(64);
    }

    @Test
    void fractions_lie_strictly_between_nought_and_one() {
        assertThatThrownBy(() -> new BatchSettings.AutoAccept(1, 0.9))
                .hasMessage("autoAccept.targetError must lie between 0 and 1, not 1.0");
        assertThatThrownBy(() -> new BatchSettings.AutoAccept(0.1, Double.NaN))
                .hasMessage("autoAccept.confidence must lie between 0 and 1, not NaN");
        assertThatThrownBy(() -> new BatchSettings.Gold(1, 0)).hasMessageStartingWith("gold.rate");
        assertThatThrownBy(() -> new BatchSettings.Gold(26, 0.5)).hasMessage("gold.overlap must be 1 to 25, not 26");
        assertThatThrownBy(() -> new BatchSettings.Audit(1, 1, 1)).hasMessageStartingWith("audit.confidence");
        assertThatThrownBy(() -> new BatchSettings.Audit(-1, 1, 0.9)).hasMessageContaining("negative");
        assertThatThrownBy(() -> new BatchSettings.Overlap(3, 2, 0.9))
                .hasMessage("overlap must have 1 <= min <= max <= 25, not 3 and 2");
    }

    private static RoundSettings rounds(int firstSample, long labelBudget) {
        return new RoundSettings(firstSample, 20, 5, labelBudget, new Margin(), 0.5, 0.05, 0.95, Rest.PEOPLE);
    }

    @Test
    void rounds_that_could_never_accept_anything_or_pay_their_first_sample_are_refused() {
        given.prelabel = new PrelabelSettings.Trained(new FeatureSettings.OfPixels(8, 8));
        assertThatThrownBy(given::build).hasMessageContaining("needs rounds");

        given.rounds = Optional.of(rounds(30, 300));
        assertThatThrownBy(given::build).hasMessageContaining("must pay for 59 calibration items");

        given.rounds = Optional.of(rounds(200, 600));
        assertThatThrownBy(given::build).hasMessageContaining("rounds.firstSample times overlap.min");

        given.rounds = Optional.of(rounds(30, 600));
        given.autoAccept = Optional.of(new BatchSettings.AutoAccept(0.05, 0.95));
        assertThat(given.build().rounds()).isPresent();

        given.prelabel = new PrelabelSettings.Trained(new FeatureSettings.OfNgrams(1 << 24, 1, 1));
        assertThatThrownBy(given::build).hasMessageContaining("a head of 33554432 weights");

        given.prelabel = new PrelabelSettings.None();
        assertThatThrownBy(given::build).hasMessageContaining("no other labeler has any");
    }

    @Test
    void what_a_setting_needs_beside_it_is_said() {
        given.audit = Optional.of(new BatchSettings.Audit(10, 10, 0.95));
        given.vendors = List.of(GivenSettings.vendor("crowd", Tier.CROWD, 100));
        assertThatThrownBy(given::build).hasMessage("audit needs a vendor of tier \"expert\"");

        given.audit = Optional.empty();
        given.autoAccept = Optional.of(new BatchSettings.AutoAccept(0.05, 0.95));
        assertThatThrownBy(given::build).hasMessageStartingWith("autoAccept needs gold");
    }

    @Test
    void more_labels_of_an_item_than_there_are_vendors_that_give_one_each_are_refused() {
        Vendor scale = new Vendor("scale", Tier.CROWD, Vendor.Format.SCALE, 1, 1, Duration.ofMinutes(1), false);
        Vendor second = new Vendor("second", Tier.CROWD, Vendor.Format.SCALE, 1, 1, Duration.ofMinutes(1), false);
        Vendor named = new Vendor("named", Tier.CROWD, Vendor.Format.ARGILLA, 1, 2, Duration.ofMinutes(1), false);
        given.vendors = List.of(scale);

        assertThatThrownBy(given::build)
                .hasMessage(
                        "overlap.min must be at most 1 with these vendors of the crowd, or another one be added: answers of"
                                + " format \"scale\" name nobody, so that two could be one person's, and each of them gives an item one label");
        given.vendors = List.of(scale, second);
        assertThat(given.build().vendors()).hasSize(2);
        given.vendors = List.of(scale, named);
        assertThat(given.build().vendors()).hasSize(2);
    }

    @Test
    void a_skill_of_all_items_that_only_a_vendor_of_one_label_has_is_refused() {
        given.items = new ItemDefaults(Optional.of("radiology"), Optional.empty());
        given.vendors = List.of(
                new Vendor(
                        "scale",
                        Tier.CROWD,
                        Vendor.Format.SCALE,
                        Delivery.OUTBOX,
                        PriceModel.perLabel(1),
                        1,
                        Duration.ofMinutes(1),
                        false,
                        Set.of("radiology"),
                        Optional.empty(),
                        Duration.ofMinutes(1),
                        false),
                GivenSettings.vendor("crowd", Tier.CROWD, 100));

        assertThatThrownBy(given::build)
                .hasMessageStartingWith(
                        "overlap.min must be at most 1 with these vendors of the crowd that have radiology, or");
    }

    @Test
    void a_days_money_is_to_pay_for_one_label_of_a_vendor_that_gives_one() {
        Vendor scale =
                new Vendor("scale", Tier.CROWD, Vendor.Format.SCALE, 12_000_000, 1, Duration.ofMinutes(1), false);
        given.vendors =
                List.of(scale, new Vendor("b", Tier.CROWD, Vendor.Format.SCALE, 1, 1, Duration.ofMinutes(1), false));
        given.budget = new BatchSettings.Budget(
                OptionalLong.empty(), OptionalLong.empty(), false, OptionalLong.of(12_000_000));

        assertThat(given.build().vendors()).hasSize(2);
    }

    @Test
    void a_vendor_too_small_for_one_task_and_gold_of_another_overlap_are_refused() {
        given.vendors = List.of(GivenSettings.vendor("crowd", Tier.CROWD, 1));
        assertThatThrownBy(given::build).hasMessage("vendor crowd: capacity must be at least overlap.min, 2");

        given.vendors = List.of(GivenSettings.vendor("crowd", Tier.CROWD, 100));
        given.gold = Optional.of(new BatchSettings.Gold(1, 0.5));
        assertThatThrownBy(given::build).hasMessageStartingWith("gold.overlap must equal overlap.min");
    }

    @Test
    void a_days_limit_must_pay_for_a_task_of_each_vendor() {
        long fiveLabels = 60_000_000;
        given.budget = new BatchSettings.Budget(
                OptionalLong.empty(), OptionalLong.empty(), false, OptionalLong.of(fiveLabels - 1));
        assertThatThrownBy(given::build)
                .hasMessage("budget.dollarsPerDay must pay for one task of vendor crowd, 5 labels of at most 12000000"
                        + " billionths of a dollar each");

        given.budget = new BatchSettings.Budget(
                OptionalLong.empty(), OptionalLong.empty(), false, OptionalLong.of(fiveLabels));
        assertThat(given.build().budget().limits().exist()).isTrue();
    }

    @Test
    void vendors_are_at_least_one_of_the_crowd_and_have_different_names() {
        given.vendors = List.of(GivenSettings.vendor("experts", Tier.EXPERT, 1));
        assertThatThrownBy(given::build).hasMessage("vendors must hold at least one of tier \"crowd\"");

        given.vendors =
                List.of(GivenSettings.vendor("same", Tier.CROWD, 1), GivenSettings.vendor("same", Tier.EXPERT, 1));
        assertThatThrownBy(given::build).hasMessage("vendors names \"same\" twice");
    }

    @Test
    void a_vendor_that_cannot_be_dealt_with_is_refused_by_name() {
        assertThatThrownBy(() -> vendor("a#b", 0, 1, Duration.ofSeconds(1)))
                .hasMessageStartingWith("vendors[].name \"a#b\"");
        assertThatThrownBy(() -> vendor("v", -1, 1, Duration.ofSeconds(1)))
                .hasMessage("pricePerLabel must not be negative");
        assertThatThrownBy(() -> vendor("v", 0, 0, Duration.ofSeconds(1)))
                .hasMessage("vendor v: capacity must be at least 1");
        assertThatThrownBy(() -> vendor("v", 0, 1, Duration.ofMillis(999)))
                .hasMessage("vendor v: deadlineSeconds must be 1 second to 365 days");
        assertThatThrownBy(() -> vendor("v", 0, 1, Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessage("vendor v: deadlineSeconds must be 1 second to 365 days");
    }

    private static Vendor vendor(String name, long price, int capacity, Duration deadline) {
        return new Vendor(name, Tier.CROWD, Vendor.Format.LABELMILL, price, capacity, deadline, false);
    }

    @Test
    void a_project_has_a_name_that_fits_a_key() {
        given.project = "a/b";
        assertThatThrownBy(given::build).hasMessageStartingWith("project must be");
        given.project = null;
        assertThatThrownBy(given::build).hasMessageStartingWith("project must be");
    }
}
