package dev.labelmill.core.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How much of a limit, or of a target, is used. Nano-dollars.
 *
 * @param day      the UTC day that it is for; empty: the whole batch
 * @param limit    above 0
 * @param account  what counts against it
 * @param enforced whether no more is bought than it pays for; otherwise it is a target
 */
public record Usage(Optional<LocalDate> day, long limit, Account account, boolean enforced) {

    private static final int DECIMALS = 2;

    /** What is used, in hundredths of the limit with two decimals, rounded half up. */
    public BigDecimal percent() {
        return BigDecimal.valueOf(account.committed())
                .scaleByPowerOfTen(2)
                .divide(BigDecimal.valueOf(limit), DECIMALS, RoundingMode.HALF_UP);
    }

    /**
     * The thresholds that are reached, lowest first. All of what is enforced is used once it pays for no label any more, since
     * the last dollar's rest stays for ever.
     *
     * @param cheapest the least that a label can cost
     */
    public List<Threshold> reached(long cheapest) {
        return enforced && account.room(limit) < cheapest
                ? List.of(Threshold.values())
                : Threshold.reached(account.committed(), limit);
    }
}
