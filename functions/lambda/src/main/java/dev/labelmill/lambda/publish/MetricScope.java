package dev.labelmill.lambda.publish;

import java.util.List;

/** The sets of dimensions that metrics are published in, from what is active a while to what there always is. */
public enum MetricScope {
    /** A batch, while it is active. */
    BATCH("project", "stage", "batch"),
    /** A project, while it has something to do. */
    PROJECT("project", "stage"),
    /** The whole deployment. */
    STAGE("stage");

    private final List<String> dimensions;

    MetricScope(String... dimensions) {
        this.dimensions = List.of(dimensions);
    }

    /** Names of the dimensions, in the order that lines and dashboards have them in. */
    public List<String> dimensions() {
        return dimensions;
    }
}
