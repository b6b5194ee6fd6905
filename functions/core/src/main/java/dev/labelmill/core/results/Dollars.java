package dev.labelmill.core.results;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Nano-dollars as exact US dollars, for whoever reads them. */
public final class Dollars {

    private static final int NANO_DIGITS = 9;

    private Dollars() {}

    /** The same amount in dollars, with nine decimals. */
    public static BigDecimal of(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS);
    }

    /**
     * An amount as people read it: the dollar sign before its digits, and behind the minus of what is below zero.
     *
     * @param amount decimal digits, as {@code 3.20} or {@code -0.02}: {@code $3.20}, {@code -$0.02}
     */
    public static String text(String amount) {
        return amount.startsWith("-") ? "-$" + amount.substring(1) : "$" + amount;
    }

    /** An equal share of an amount, rounded half up to a nano-dollar; 0 where there is nobody to share it. */
    public static BigDecimal share(long nanos, long among) {
        return among == 0
                ? BigDecimal.ZERO
                : of(nanos).divide(BigDecimal.valueOf(among), NANO_DIGITS, RoundingMode.HALF_UP);
    }
}
