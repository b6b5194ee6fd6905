package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.telemetry.MetricId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * CloudWatch's search for metrics: <code>{Namespace, Dimension, …} term</code>. A schema finds metrics with exactly these
 * dimensions. A term in double quotes must be the whole of a name or value; one without matches whole words of it, where
 * {@code CPUUtilization} has the words {@code CPU} and {@code Utilization}. Terms after {@code MetricName=}, {@code
 * Namespace=} or a dimension's name look there only. Terms side by side must all match.
 */
public final class Search {

    /** A search gives no more time series than this. */
    public static final int MAX_METRICS = 100;

    private final Optional<Schema> schema;
    private final Predicate<MetricId> terms;

    /** What a search begins with. */
    record Schema(String namespace, Set<String> dimensions) {

        boolean matches(MetricId metric) {
            return metric.namespace().equals(namespace)
                    && metric.dimensions().keySet().equals(dimensions);
        }
    }

    Search(Optional<Schema> schema, Predicate<MetricId> terms) {
        this.schema = schema;
        this.terms = terms;
    }

    /** Reads a search. */
    public static Search parse(String query) throws MathProblem {
        return new SearchParser(query).parse();
    }

    /** The metrics that it finds among {@code metrics}, by name and dimensions in order. */
    public List<MetricId> find(Collection<MetricId> metrics) {
        return metrics.stream()
                .filter(metric -> schema.map(given -> given.matches(metric)).orElse(true))
                .filter(terms)
                .sorted(Comparator.comparing(MetricId::namespace)
                        .thenComparing(MetricId::name)
                        .thenComparing(metric -> metric.dimensions().toString()))
                .limit(MAX_METRICS)
                .toList();
    }

    /** The texts of {@code metric} that a term after {@code property} looks at; all of them where it is empty. */
    static List<String> texts(MetricId metric, String property) {
        if (property.equals("MetricName")) {
            return List.of(metric.name());
        }
        if (property.equals("Namespace")) {
            return List.of(metric.namespace());
        }
        if (!property.isEmpty()) {
            return Optional.ofNullable(metric.dimensions().get(property)).stream()
                    .toList();
        }
        List<String> all = new ArrayList<>(List.of(metric.namespace(), metric.name()));
        all.addAll(metric.dimensions().keySet());
        all.addAll(metric.dimensions().values());
        return all;
    }

    static Schema schema(List<String> names) {
        return new Schema(names.get(0), new TreeSet<>(names.subList(1, names.size())));
    }
}
