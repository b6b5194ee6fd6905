package dev.labelmill.core.cost;

import java.util.Locale;

/** What platform money is spent on, as the providers' bills have it. */
public enum Kind {
    /** Invocations and their GB-seconds, initialisation included. */
    LAMBDA,
    /** Write and read request units. */
    DYNAMODB,
    /** Requests; storage is not metered. */
    S3,
    /** Requests. */
    SQS,
    /** Log lines taken in, metrics' documents among them. */
    LOGS,
    /** Custom metrics by the hour. */
    METRICS,
    /** Hosted models' calls and tokens. */
    MODEL;

    /** The name that rows, totals and reports have it under. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
