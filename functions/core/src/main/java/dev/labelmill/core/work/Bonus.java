package dev.labelmill.core.work;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Something on top of a period's labels for those who know the answers that are known.
 *
 * @param goldAccuracy share of right answers on gold from which on it is paid, above 0 to 1
 * @param minGold      answers on gold that there must be, at least 1
 * @param share        of the labels' money, above 0 to 1
 */
public record Bonus(BigDecimal goldAccuracy, long minGold, BigDecimal share) {

    /** @throws IllegalArgumentException naming the field that is out of range */
    public Bonus {
        requireShare(goldAccuracy, "bonus.goldAccuracy");
        requireShare(share, "bonus.share");
        if (minGold < 1) {
            throw new IllegalArgumentException("bonus.minGold must be at least 1");
        }
    }

    private static void requireShare(BigDecimal value, String name) {
        if (value.signum() <= 0 || value.compareTo(BigDecimal.ONE) > 0 || value.scale() > 9) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, with at most nine decimals");
        }
    }

    /** What is paid for a period's work: rounded half up to a nano-dollar, nothing where the money is not positive. */
    public long of(Work period) {
        BigDecimal needed = goldAccuracy.multiply(BigDecimal.valueOf(period.gold()));
        boolean earned =
                period.gold() >= minGold && BigDecimal.valueOf(period.right()).compareTo(needed) >= 0;
        return earned && period.nanos() > 0
                ? share.multiply(BigDecimal.valueOf(period.nanos()))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact()
                : 0;
    }
}
