package dev.labelmill.core.work;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a vendor asks for its work, in nano-dollars. Only labels that are accepted cost anything: one that is refused, and
 * one that was taken back, costs nothing.
 *
 * @param rate       of a label of an ordinary item
 * @param tiers      rates of items whose line names such a tier
 * @param minimumFee of a period in which there was work, not negative
 * @param bonus      on top of a period's labels
 */
public record PriceModel(Rate rate, Map<String, Rate> tiers, long minimumFee, Optional<Bonus> bonus) {

    /** @throws IllegalArgumentException naming the field that is out of range */
    public PriceModel {
        Objects.requireNonNull(rate, "price");
        tiers = Map.copyOf(tiers);
        if (minimumFee < 0) {
            throw new IllegalArgumentException("minimumFee must not be negative");
        }
    }

    /** So much for each label, whoever gives it and however long it takes. */
    public static PriceModel perLabel(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("pricePerLabel must not be negative");
        }
        return new PriceModel(new Rate.PerLabel(nanos), Map.of(), 0, Optional.empty());
    }

    /**
     * What a label costs.
     *
     * @param tier   that its item asks for; the ordinary rate is that of tiers without one of their own
     * @param millis that it took; 0 if nobody knows
     */
    public long price(Optional<String> tier, long millis) {
        return rate(tier).price(millis);
    }

    /** The most that one label can cost, of whatever item: what must be there before it is asked for. */
    public long most() {
        return Stream.concat(Stream.of(rate), tiers.values().stream())
                .mapToLong(Rate::most)
                .max()
                .orElseThrow();
    }

    /** The most that one label that takes so long can cost, of whatever item. */
    public long most(long millis) {
        return Stream.concat(Stream.of(rate), tiers.values().stream())
                .mapToLong(each -> each.price(millis))
                .max()
                .orElseThrow();
    }

    /** The most that one label of an item that asks for a tier can cost. */
    public long most(Optional<String> tier) {
        return rate(tier).most();
    }

    /** Whether what a label costs depends on how long it takes. */
    public boolean dependsOnTime() {
        return Stream.concat(Stream.of(rate), tiers.values().stream()).anyMatch(Rate.PerHour.class::isInstance);
    }

    private Rate rate(Optional<String> tier) {
        return tier.map(tiers::get).orElse(rate);
    }
}
