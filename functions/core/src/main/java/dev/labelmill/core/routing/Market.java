package dev.labelmill.core.routing;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Offer;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each vendor's next answer would be worth, by a snapshot of skills. A crowd vendor that the snapshot does not know is
 * taken for as good as the best one that it does know (optimism in the face of uncertainty: Lai and Robbins, Advances in
 * Applied Mathematics 6, 1985), so that one is tried as soon as its price is worth it; where it knows none, for what it
 * believes of anybody. Experts are taken to be right as often as the report's worse assumption about auditors has them.
 */
public final class Market {

    /** One error in twenty: the larger of the rates that the report reads a certificate against. */
    static final double EXPERT_ACCURACY = 0.95;

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1000;
    private static final double HOUR_MILLIS = 3_600_000;

    private final Skills skills;
    private final double hourDollars;
    private final Map<Tier, List<Offer>> offers;
    private final Map<String, Map<Optional<String>, Offer>> byVendor;

    /**
     * The market of a batch's vendors. What an offer costs is its price, and what waiting for it does: the time that the snapshot
     * expects a label of the vendor's to take, or the vendor says itself where that knows none, at the batch's price of an hour.
     */
    public Market(Skills skills, BatchSettings settings) {
        List<Vendor> vendors = settings.vendors();
        this.skills = skills;
        this.hourDollars = settings.routing().hourNanos() / NANOS;
        Confusion best = best(skills);
        this.byVendor = vendors.stream().collect(Collectors.toMap(Vendor::name, vendor -> offers(vendor, best)));
        this.offers = vendors.stream()
                .collect(Collectors.groupingBy(
                        Vendor::tier,
                        Collectors.mapping(vendor -> offer(vendor, Optional.empty()), Collectors.toList())));
    }

    /** One for each tier of items that it has a price for, and one for all others. */
    private Map<Optional<String>, Offer> offers(Vendor vendor, Confusion best) {
        Confusion confusion = confusion(vendor, best);
        return Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        vendor.price().tiers().keySet().stream().map(Optional::of))
                .collect(Collectors.toMap(tier -> tier, tier -> new Offer(confusion, cost(vendor, tier))));
    }

    /** What it goes by. */
    public Skills skills() {
        return skills;
    }

    /** A vendor's next answer to an item that asks for a tier. */
    public Offer offer(Vendor vendor, Optional<String> tier) {
        Map<Optional<String>, Offer> byTier = byVendor.get(vendor.name());
        Offer own = byTier.get(tier);
        return own == null ? byTier.get(Optional.<String>empty()) : own;
    }

    /** The next answer of each vendor of a tier to an ordinary item. */
    public List<Offer> offers(Tier tier) {
        return offers.getOrDefault(tier, List.of());
    }

    private double cost(Vendor vendor, Optional<String> tier) {
        double hours =
                skills.turnaround(vendor.name()).orElse(vendor.turnaround()).toMillis() / HOUR_MILLIS;
        return nanos(vendor, tier, Optional.of(skills)) / NANOS + hourDollars * hours;
    }

    /**
     * What a vendor is expected to be paid for its next label, in nano-dollars: paid by the hour, that of a label of its median time,
     * or of unknown time if it told none; the most that it can, where nothing is known of the vendor.
     *
     * @param tier   that the item asks for
     * @param skills what is known of vendors; empty where nothing is
     */
    public static long nanos(Vendor vendor, Optional<String> tier, Optional<Skills> skills) {
        return skills.flatMap(known -> known.vendor(vendor.name()))
                .map(known ->
                        vendor.price().price(tier, Math.round(known.seconds().orElse(0) * MILLIS)))
                .orElseGet(() -> vendor.price().most(tier));
    }

    private Confusion confusion(Vendor vendor, Confusion best) {
        return vendor.tier() == Tier.EXPERT
                ? Confusion.symmetric(skills.classes(), EXPERT_ACCURACY)
                : skills.vendor(vendor.name()).map(VendorSkill::confusion).orElse(best);
    }

    /** The known vendor's that is right most often, all classes being as likely; of equally good ones the first by name. */
    private static Confusion best(Skills skills) {
        double[] even = new double[skills.classes()];
        Arrays.fill(even, 1.0 / even.length);
        Confusion best = skills.pooled();
        double accuracy = -1;
        for (VendorSkill vendor : skills.vendors().values()) {
            double own = new Offer(vendor.confusion(), 0).accuracy(even);
            if (own > accuracy) {
                best = vendor.confusion();
                accuracy = own;
            }
        }
        return best;
    }
}
