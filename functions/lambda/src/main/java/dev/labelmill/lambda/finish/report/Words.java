package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.Dollars;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as a person reads them; the exact ones are in report.json. */
final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** Where there is nothing to say. */
    static final String NONE = "–";

    private static final String NO_BREAK = "\u00A0";

    private static final Pattern BEFORE_UNIT = Pattern.compile("(?<=\\d) (?=(?:%|s|min|h|days|UTC)(?![\\p{L}\\d]))");

    private Words() {}

    /** With every figure bound to its unit, so that a narrow screen does not part them. */
    static String withUnits(String text) {
        return BEFORE_UNIT.matcher(text).replaceAll(NO_BREAK);
    }

    /** With a line's end before what is in brackets and nowhere else: many columns fit neither a screen nor paper otherwise. */
    static String unbroken(String cell) {
        return cell.replace(" ", NO_BREAK).replace(NO_BREAK + "(", " (");
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String counted(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /**
     * Half up to a tenth of a percent, so that numbers below one another line up; two decimals below one percent, so that small
     * errors are told apart. None and all are told by whole numbers.
     */
    static String percent(double share) {
        return percent(share, RoundingMode.HALF_UP);
    }

    /** A share that somebody chose: as many decimals as it has, up to two. */
    static String chosen(double share) {
        return plain(BigDecimal.valueOf(share).movePointRight(2).setScale(2, RoundingMode.HALF_UP), 0) + " %";
    }

    /** A sentence of the core with the apostrophes and minus signs that a page has. */
    static String typeset(String sentence) {
        return sentence.replaceAll("(?<=\\p{L})'", "’").replaceAll("(?<![\\p{L}\\d])-(?=\\d)", "−");
    }

    /** A bound in percent: rounded up, because a smaller number would promise more than was shown. */
    static String atMost(double bound) {
        return percent(bound, RoundingMode.CEILING);
    }

    private static String percent(double share, RoundingMode rounding) {
        boolean small = share > 0 && share < 0.01;
        BigDecimal number = BigDecimal.valueOf(share).movePointRight(2).setScale(small ? 2 : 1, rounding);
        return (share == 0 || share == 1 ? plain(number, 0) : number.toPlainString()) + " %";
    }

    /** Without trailing zeros, but with so many decimals at least. */
    private static String plain(BigDecimal number, int decimals) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.setScale(Math.max(decimals, stripped.scale())).toPlainString();
    }

    static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : NONE;
    }

    static String decimal(OptionalDouble number, int digits) {
        return number.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", number.getAsDouble()) : NONE;
    }

    /** To the nano-dollar, for whoever checks the arithmetic. */
    static String exact(long nanos) {
        return Dollars.text(Dollars.of(nanos).toPlainString());
    }

    static String dollars(long nanos) {
        return dollars(Dollars.of(nanos));
    }

    /** To the cent; below a cent, the first two digits there are. */
    private static String dollars(BigDecimal amount) {
        return amount.signum() == 0 || amount.abs().compareTo(CENT) >= 0
                ? Dollars.text(String.format(Locale.ROOT, "%,.2f", amount))
                : price(amount, 2);
    }

    /** What one of something costs: its first three digits, cents at least. */
    static String price(BigDecimal amount) {
        return amount.abs().compareTo(BigDecimal.ONE) >= 0 ? dollars(amount) : price(amount, 3);
    }

    private static String price(BigDecimal amount, int digits) {
        return Dollars.text(plain(amount.round(new MathContext(digits, RoundingMode.HALF_UP)), 2));
    }

    static String hours(long millis) {
        return millis == 0 ? NONE : String.format(Locale.ROOT, "%.1f", millis / 3_600_000.0);
    }

    /** Seconds, minutes, hours and minutes, or days, rounded half up. */
    static String duration(Duration duration) {
        long seconds = rounded(duration, 1);
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = rounded(duration, 60);
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes < 48 * 60 ? minutes / 60 + " h " + minutes % 60 + " min" : rounded(duration, 86_400) + " days";
    }

    /** How many times a unit of so many seconds, half up. */
    private static long rounded(Duration duration, long unit) {
        return duration.plusMillis(unit * 500).toSeconds() / unit;
    }

    static String second(Instant instant) {
        return SECOND.format(instant);
    }

    static String minute(Instant instant) {
        return MINUTE.format(instant) + " UTC";
    }
}
