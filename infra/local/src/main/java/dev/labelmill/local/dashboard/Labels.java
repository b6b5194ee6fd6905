package dev.labelmill.local.dashboard;

import dev.labelmill.local.dashboard.math.Value.Series;
import dev.labelmill.local.telemetry.MetricId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** What lines are called: CloudWatch's default labels, and its dynamic ones such as <code>${PROP('Dim.batch')}</code>. */
final class Labels {

    private static final Pattern DYNAMIC = Pattern.compile("\\$\\{(?:PROP\\('([^']*)'\\)|(\\w+))}");
    private static final String DIMENSION = "Dim.";

    private Labels() {}

    static String ofMetric(MetricId metric) {
        return metric.name();
    }

    /** Each metric by what tells it from the others; by its name where it is the only one. */
    static List<String> ofSearch(List<MetricId> found) {
        List<Function<MetricId, String>> parts = new ArrayList<>();
        addIfDifferent(parts, found, MetricId::name);
        Set<String> dimensions = new TreeSet<>();
        found.forEach(metric -> dimensions.addAll(metric.dimensions().keySet()));
        for (String dimension : dimensions) {
            addIfDifferent(parts, found, metric -> metric.dimensions().getOrDefault(dimension, ""));
        }
        return found.stream()
                .map(metric -> parts.isEmpty()
                        ? metric.name()
                        : String.join(
                                " ",
                                parts.stream().map(part -> part.apply(metric)).toList()))
                .toList();
    }

    private static void addIfDifferent(
            List<Function<MetricId, String>> parts, List<MetricId> found, Function<MetricId, String> part) {
        if (new HashSet<>(found.stream().map(part).toList()).size() > 1) {
            parts.add(part);
        }
    }

    /** Whether a label says itself what tells the lines of an array apart. */
    static boolean isDynamic(String label) {
        return DYNAMIC.matcher(label).find();
    }

    /** A label with its dynamic parts filled in; statistics are those of the drawn points. */
    static String filled(String label, Series series, String statistic) {
        return DYNAMIC.matcher(label).replaceAll(part -> Matcher.quoteReplacement(part(part, series, statistic)));
    }

    private static String part(MatchResult part, Series series, String statistic) {
        if (part.group(1) != null) {
            return property(part.group(1), series, statistic);
        }
        Collection<Double> points = series.points().values();
        return switch (part.group(2)) {
            case "LABEL" -> series.label();
            case "FIRST" ->
                points.isEmpty() ? "--" : number(series.points().firstEntry().getValue());
            case "LAST" ->
                points.isEmpty() ? "--" : number(series.points().lastEntry().getValue());
            case "MAX" -> points.isEmpty() ? "--" : number(stream(points).max().orElseThrow());
            case "MIN" -> points.isEmpty() ? "--" : number(stream(points).min().orElseThrow());
            case "AVG" ->
                points.isEmpty() ? "--" : number(stream(points).average().orElseThrow());
            case "SUM" -> number(stream(points).sum());
            default -> part.group();
        };
    }

    private static String property(String name, Series series, String statistic) {
        if (name.equals("Stat")) {
            return statistic;
        }
        return series.metric()
                .map(metric -> switch (name) {
                    case "MetricName" -> metric.name();
                    case "Namespace" -> metric.namespace();
                    default ->
                        name.startsWith(DIMENSION)
                                ? metric.dimensions().getOrDefault(name.substring(DIMENSION.length()), "")
                                : "";
                })
                .orElse("");
    }

    private static DoubleStream stream(Collection<Double> points) {
        return points.stream().mapToDouble(Double::doubleValue);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
