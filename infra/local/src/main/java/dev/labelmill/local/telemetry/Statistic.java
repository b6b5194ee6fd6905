package dev.labelmill.local.telemetry;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a period's values become one number, by the names that CloudWatch has for it. */
public final class Statistic {

    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,10})?|100)");

    private final String name;
    private final ToDoubleFunction<Distribution> read;

    private Statistic(String name, ToDoubleFunction<Distribution> read) {
        this.name = name;
        this.read = read;
    }

    /** {@code Average}, {@code Sum}, {@code Minimum}, {@code Maximum}, {@code SampleCount} or {@code p95}; else empty. */
    public static Optional<Statistic> of(String name) {
        return switch (name) {
            case "Average" -> Optional.of(new Statistic(name, values -> values.sum() / values.count()));
            case "Sum" -> Optional.of(new Statistic(name, Distribution::sum));
            case "Minimum" -> Optional.of(new Statistic(name, Distribution::minimum));
            case "Maximum" -> Optional.of(new Statistic(name, Distribution::maximum));
            case "SampleCount" -> Optional.of(new Statistic(name, Distribution::count));
            default -> percentile(name);
        };
    }

    private static Optional<Statistic> percentile(String name) {
        Matcher matcher = PERCENTILE.matcher(name);
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            return Optional.empty();
        }
        double percent = Double.parseDouble(matcher.group(1));
        return Optional.of(new Statistic(name, values -> values.percentile(percent)));
    }

    double of(Distribution values) {
        return read.applyAsDouble(values);
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
