package dev.labelmill.local.template;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wakes a function again and again.
 *
 * @param function export of the function
 * @param period as deployed
 */
public record Schedule(String function, Duration period) {

    /** EventBridge's rate expressions (its user guide, "Rate expressions"). */
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    /** @throws IllegalArgumentException if the rule's expression is no rate */
    static Schedule of(Resource rule, String function) {
        String expression = rule.text("/ScheduleExpression");
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new IllegalArgumentException(rule.id() + " is scheduled by \"" + expression + "\", which is no rate");
        }
        long number = Long.parseLong(rate.group(1));
        return new Schedule(
                function,
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(number);
                    case "hour" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
