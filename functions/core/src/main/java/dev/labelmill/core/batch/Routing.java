package dev.labelmill.core.batch;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Whose label is bought next.
 *
 * @param by         what vendors are preferred for
 * @param errorNanos what a wrong label costs whoever uses it, in nano-dollars, above 0: experts decide a task only where
 *     that is at stake; empty: an expert decides whenever the crowd cannot
 * @param hourNanos  what an hour that a label takes to come costs whoever waits for it, in nano-dollars, from 0; with
 *     {@link By#VALUE} alone
 */
public record Routing(By by, OptionalLong errorNanos, long hourNanos) {

    /** Vendors in proportion to their capacity. */
    public static final Routing CAPACITY = new Routing(By.CAPACITY, OptionalLong.empty());

    /** What vendors are preferred for. */
    public enum By {
        /** Their share of all capacity. */
        CAPACITY,
        /** Expected information for a dollar. */
        VALUE,
        /** The lowest price. */
        CHEAPEST,
        /** The best answers, whatever they cost. */
        BEST;

        /** Its name in batch.json. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it goes by how vendors answer, which is known of classes only. */
        public boolean needsSkills() {
            return this == VALUE || this == BEST;
        }
    }

    /** Waiting costs nothing. */
    public Routing(By by, OptionalLong errorNanos) {
        this(by, errorNanos, 0);
    }

    /** @throws IllegalArgumentException if a wrong label costs nothing, or a price of time is none or is not asked for */
    public Routing {
        Objects.requireNonNull(by, "routing.by");
        if (hourNanos < 0) {
            throw new IllegalArgumentException("routing.hourDollars must not be negative");
        }
        if (hourNanos > 0 && by != By.VALUE) {
            throw new IllegalArgumentException(
                    "routing.hourDollars means something only where routing.by is \"value\": leave it out");
        }
        if (errorNanos.isPresent() && errorNanos.getAsLong() <= 0) {
            throw new IllegalArgumentException("routing.errorDollars must be above 0");
        }
    }
}
