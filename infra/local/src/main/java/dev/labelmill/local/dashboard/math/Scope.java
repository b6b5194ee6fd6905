package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.telemetry.Range;
import java.util.OptionalInt;

/** What an expression can refer to: the other rows of its graph, and all metrics. */
public interface Scope {

    /** The value of the row with {@code id}. */
    Value row(String id) throws MathProblem;

    /** The graph's metrics, apart from its expressions. */
    Value.Array metrics() throws MathProblem;

    /**
     * Metrics found by a search.
     *
     * @param query     in CloudWatch's search syntax
     * @param statistic name of it
     * @param period    seconds; empty for the graph's own
     */
    Value.Array search(String query, String statistic, OptionalInt period) throws MathProblem;

    /** The periods of the graph. */
    Range range();
}
