package dev.labelmill.core.certificate;

import java.util.List;
import java.util.Objects;

/**
 * The cheapest numbers of audits for which a {@link Certificate} will be within a limit with the wanted chance, if the
 * strata have the assumed error rates. Exact: the bounds are those that the certificate itself will use, at its shares of
 * alpha (a stratum audited in full takes none), and the chance is summed over the numbers of errors that all strata's
 * audits may find at once, so that luck in one makes good for another.
 *
 * @param audits for each part, in the order given
 * @param price of all of them together
 * @param chance probability that the certificate's bound comes within the limit, at least the wanted one
 */
public record AuditSplit(List<Integer> audits, long price, double chance) {

    /** Copies the audits. */
    public AuditSplit {
        audits = List.copyOf(audits);
    }

    /**
     * A stratum to be audited.
     *
     * @param size items in it
     * @param errorRate assumed, in [0, 1]; of the number of errors it makes, the next whole one is taken
     * @param price of one audit, at least 1; the same for all if audits are to be few and not cheap
     */
    public record Part(int size, double errorRate, long price) {

        /** Checks the ranges. */
        public Part {
            if (size < 0 || price < 1 || !(errorRate >= 0 && errorRate <= 1)) {
                throw new IllegalArgumentException(
                        "a part needs a size of 0 or more, a rate from 0 to 1 and a price, not " + size + ", "
                                + errorRate + ", " + price);
            }
        }

        /** Assumed number of wrong items. */
        int wrong() {
            return (int) Math.min(size, Math.ceil(size * errorRate * (1 - ROUNDING)));
        }
    }

    /** A product of decimal fractions that is a whole number may come out so much, relatively, beside it. */
    static final double ROUNDING = 1e-12;

    /**
     * Searches all splits but those that a cheaper one or a necessary condition rules out. Its time grows with the audits
     * to the power of the parts less one: meant for two parts, or three small ones.
     *
     * @param parts the batch's disjoint strata, together all of it
     * @param limit what the certificate's bound shall not exceed, in (0, 1)
     * @param confidence of the certificate, in (0, 1)
     * @param chance wanted probability that the bound comes within the limit, in (0, 1)
     * @throws IllegalArgumentException if a number is out of its range, or if the assumed error of the whole exceeds the
     *     limit, so that no number of audits can do it
     */
    public static AuditSplit cheapest(List<Part> parts, double limit, double confidence, double chance) {
        Objects.requireNonNull(parts, "parts");
        Certificate.requireConfidence(confidence);
        long size = parts.stream().mapToLong(Part::size).sum();
        long wrong = parts.stream().mapToLong(Part::wrong).sum();
        SampleSize.requireReachable(limit, 0, chance);
        long tolerated = (long) (limit * size * (1 + ROUNDING));
        if (size == 0 || wrong > tolerated) {
            throw new IllegalArgumentException(
                    "no audit shows " + wrong + " errors in " + size + " items to be within " + limit);
        }
        return new SplitSearch(parts, tolerated, 1 - confidence, chance).search();
    }
}
