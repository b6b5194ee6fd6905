package dev.labelmill.lambda.json;

import dev.labelmill.core.batch.WorkingHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a vendor's {@code hours}: {@code {"zone":"Europe/Berlin","days":["mon"],"from":"08:00","to":"17:00"}}. */
final class HoursReader {

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private HoursReader() {}

    static WorkingHours read(Fields fields) {
        WorkingHours hours = new WorkingHours(zone(fields), days(fields), time(fields, "from"), time(fields, "to"));
        fields.requireNothingElse();
        return hours;
    }

    private static ZoneId zone(Fields fields) {
        String zone = fields.string("zone");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    fields.at("zone") + " must be a time zone such as \"Europe/Berlin\" or \"UTC\", not \"" + zone
                            + "\"",
                    unknown);
        }
    }

    private static Set<DayOfWeek> days(Fields fields) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : fields.strings("days")) {
            DayOfWeek day = Arrays.stream(DayOfWeek.values())
                    .filter(one -> id(one).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            fields.at("days") + " must be of mon, tue, wed, thu, fri, sat, sun, not \"" + name + "\""));
            if (!days.add(day)) {
                throw new IllegalArgumentException(fields.at("days") + " names \"" + name + "\" twice");
            }
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException(fields.at("days") + " must name at least one day");
        }
        return days;
    }

    private static String id(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static LocalTime time(Fields fields, String name) {
        String time = fields.string(name);
        if (!TIME.matcher(time).matches()) {
            throw new IllegalArgumentException(
                    fields.at(name) + " must be a time of day from \"00:00\" to \"23:59\", not \"" + time + "\"");
        }
        return LocalTime.parse(time);
    }
}
