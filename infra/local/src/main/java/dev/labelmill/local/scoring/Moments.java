package dev.labelmill.local.scoring;

import dev.labelmill.local.scoring.CsvTable.Column;
import dev.labelmill.local.scoring.CsvTable.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Durations and points in time as people write them in tables. */
final class Moments {

    private static final double NANOS = 1e9;

    private Moments() {}

    /** Seconds that something took. */
    static double seconds(Row row, Column column) {
        String value = row.value(column);
        try {
            double seconds = Double.parseDouble(value);
            if (seconds >= 0 && Double.isFinite(seconds)) {
                return seconds;
            }
        } catch (NumberFormatException noNumber) {
            throw row.problem(column, value, "is no number of seconds; write one such as 12.5");
        }
        throw row.problem(column, value, "is no number of seconds; write one such as 12.5");
    }

    /** When something happened, in seconds since 1970; UTC where no zone is given. */
    static double moment(Row row, Column column) {
        String value = row.value(column).replace(' ', 'T');
        try {
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(value, Instant::from, LocalDateTime::from);
            Instant instant = read instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) read;
            return instant.getEpochSecond() + instant.getNano() / NANOS;
        } catch (DateTimeException noTime) {
            throw row.problem(column, value, "is no time; write one such as 2019-04-18T16:30:15Z");
        }
    }
}
