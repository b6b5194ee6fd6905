package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.Dollars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as a person reads them; the exact ones are in report.json. */
final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** Where there is nothing to say. */
    static final String NONE = "–";

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String counted(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Half up to a tenth of a percent; two decimals below one percent, so that small errors are told apart. */
    static String percent(double share) {
        boolean small = share > 0 && share < 0.01;
        String number = String.format(Locale.ROOT, small ? "%.2f" : "%.1f", share * 100);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " %";
    }

    static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : NONE;
    }

    static String decimal(OptionalDouble number, int digits) {
        return number.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", number.getAsDouble()) : NONE;
    }

    static String dollars(long nanos) {
        return dollars(Dollars.of(nanos));
    }

    /** Cents; below a cent, the first digits there are. */
    static String dollars(BigDecimal amount) {
        if (amount.signum() == 0 || amount.abs().compareTo(CENT) >= 0) {
            return "$" + String.format(Locale.ROOT, "%,.2f", amount);
        }
        int digits = amount.scale() - amount.precision() + 2;
        return "$" + amount.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    static String hours(long millis) {
        return millis == 0 ? NONE : String.format(Locale.ROOT, "%.1f", millis / 3_600_000.0);
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h " + seconds / 60 % 60 + " min" : seconds / 86_400 + " days";
    }

    static String minute(Instant instant) {
        return MINUTE.format(instant) + " UTC";
    }
}
