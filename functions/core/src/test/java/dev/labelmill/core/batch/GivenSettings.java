package dev.labelmill.core.batch;

import dev.labelmill.core.annotator.Standing;
import dev.labelmill.core.duplicates.NearDuplicateSettings;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.rounds.RoundSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings that are right, to be made wrong one at a time. */
public final class GivenSettings {

    public String project = "demo";
    public long chunkBytes = 65536;
    public int maxLineBytes = 65536;
    public int slices = 4;
    public LabelType<?> labelType = new SingleChoice(List.of("no", "yes"));
    public PrelabelSettings prelabel = new PrelabelSettings.None();
    public Optional<BatchSettings.AutoAccept> autoAccept = Optional.empty();
    public Optional<BatchSettings.Gold> gold = Optional.empty();
    public Optional<BatchSettings.Audit> audit = Optional.empty();
    public Optional<RoundSettings> rounds = Optional.empty();
    public Optional<NearDuplicateSettings> nearDuplicates = Optional.empty();
    public Routing routing = Routing.CAPACITY;
    public BatchSettings.Budget budget = BatchSettings.Budget.NONE;
    public Optional<Standing> standing = Optional.empty();
    public CheckSettings checks = CheckSettings.NONE;
    public ItemDefaults items = ItemDefaults.NONE;
    public List<Vendor> vendors = List.of(vendor("crowd", Tier.CROWD, 100), vendor("experts", Tier.EXPERT, 10));

    public static Vendor vendor(String name, Tier tier, int capacity) {
        return new Vendor(name, tier, Vendor.Format.LABELMILL, 12_000_000, capacity, Duration.ofSeconds(20), false);
    }

    public BatchSettings build() {
        return new BatchSettings(
                "b",
                project,
                labelType,
                42,
                chunkBytes,
                maxLineBytes,
                slices,
                prelabel,
                autoAccept,
                new BatchSettings.Overlap(2, 5, 0.95),
                gold,
                audit,
                checks,
                vendors,
                OptionalLong.empty(),
                rounds,
                budget,
                nearDuplicates,
                routing,
                standing,
                items);
    }
}
