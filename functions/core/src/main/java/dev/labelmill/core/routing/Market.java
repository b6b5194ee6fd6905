package dev.labelmill.core.routing;

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

    private final Skills skills;
    private final Map<Tier, List<Offer>> offers;
    private final Map<String, Offer> byVendor;

    /** The market of these vendors. */
    public Market(Skills skills, List<Vendor> vendors) {
        this.skills = skills;
        Confusion best = best(skills);
        this.byVendor = vendors.stream()
                .collect(Collectors.toMap(Vendor::name, vendor -> new Offer(confusion(vendor, best), price(vendor))));
        this.offers = vendors.stream()
                .collect(Collectors.groupingBy(
                        Vendor::tier, Collectors.mapping(vendor -> byVendor.get(vendor.name()), Collectors.toList())));
    }

    /** What it goes by. */
    public Skills skills() {
        return skills;
    }

    /** A vendor's next answer. */
    public Offer offer(Vendor vendor) {
        return byVendor.get(vendor.name());
    }

    /** The next answer of each vendor of a tier. */
    public List<Offer> offers(Tier tier) {
        return offers.getOrDefault(tier, List.of());
    }

    private double price(Vendor vendor) {
        return nanos(vendor, Optional.of(skills)) / NANOS;
    }

    /**
     * What a vendor's next label is expected to cost, in nano-dollars.
     *
     * @param skills whose median times are those of vendors paid by time; empty where nothing is known of vendors
     */
    public static long nanos(Vendor vendor, Optional<Skills> skills) {
        return vendor.price().most();
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
