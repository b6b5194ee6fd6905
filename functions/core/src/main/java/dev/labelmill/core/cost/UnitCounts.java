package dev.labelmill.core.cost;

import java.math.BigDecimal;

/**
 * What the platform uses for one item, label or task: the units that a cost is estimated from before a batch is sent.
 *
 * <p>Write units are held by tests ({@code UnitsTest} of the functions: ten for an item with three labels in one
 * claim). Compute and requests were measured on 28 November 2026 from the REPORT lines of
 * {@code ./labelmill run events/batches/digits --keep} (1,597 items, 1,042 labels, JVM package, 2 busy cores; billed
 * time without init, at each function's deployed memory), rounded up; waiting for the emulated services is in it, so
 * that they are more than a native executable on AWS should use; on a busier machine the same run used 1.8 times as much. Reads are at most what each step looks up.
 */
public final class UnitCounts {

    /** Write units of a task row put, with its entry in the index. */
    public static final BigDecimal WRITES_A_TASK = new BigDecimal("2");

    /** Write units of a claim: the task row, and its entry taken from the index. */
    public static final BigDecimal WRITES_A_CLAIM = new BigDecimal("2");

    /** Write units of a label: its own row, and its task's. */
    public static final BigDecimal WRITES_A_LABEL = new BigDecimal("2");

    /** Read units of a label, at most: its task when it comes and when it is scored, the task's labels, the dispatch. */
    public static final BigDecimal READS_A_LABEL = new BigDecimal("4");

    /** Read units of a task of three labels, at most: when it is claimed, and when it is gathered with them, 4 KB together. */
    public static final BigDecimal READS_A_TASK = new BigDecimal("2");

    /** GB-seconds of both passes and of the results for any item: prelabel 20.3 s at 1,769 MB, finish 6.6 s at 2 GB, of 1,597 items. */
    public static final BigDecimal GB_SECONDS_AN_ITEM = new BigDecimal("0.031");

    /** GB-seconds of a task claimed: dispatch 49.7 s at 512 MB, of 610 claims. */
    public static final BigDecimal GB_SECONDS_A_CLAIM = new BigDecimal("0.041");

    /** GB-seconds of a label: webhook 53.0 s, score 36.0 s and tally 41.2 s at 512 MB, of 1,042 labels. */
    public static final BigDecimal GB_SECONDS_A_LABEL = new BigDecimal("0.063");

    /** Invocations a label: 101 of webhook, 50 of score, 187 of tally, of 1,042 labels. */
    public static final BigDecimal REQUESTS_A_LABEL = new BigDecimal("0.33");

    /**
     * Bytes of log lines a label, Lambda's own among them: its share of the invocations above at 344 bytes each, and lines of
     * metrics, of 1,042 labels: 28 of webhook of 408 bytes, 51 of score of 294, 156 of tally of 222.
     */
    public static final BigDecimal LOG_BYTES_A_LABEL = new BigDecimal("175");

    /** Metrics that a batch with gold and audits has of its own. */
    public static final long METRICS_OF_A_BATCH = 45;

    /** Metrics that a project has at most, in an hour in which everything happens that is counted. */
    public static final long METRICS_OF_A_PROJECT = 36;

    /** Metrics that the deployment has at most; active batches and dead letters, five of them, whatever happens. */
    public static final long METRICS_OF_A_STAGE = 21;

    /** Items of a chunk: 4 MiB of lines of 300 bytes. */
    public static final long ITEMS_A_CHUNK = 13_981;

    /** S3 requests of either kind of a chunk, over both passes and the results: fewer than ten (scaling.md). */
    public static final BigDecimal S3_A_CHUNK = new BigDecimal("10");

    /** SQS requests of a chunk: three messages, each sent, received and deleted. */
    public static final BigDecimal SQS_A_CHUNK = new BigDecimal("9");

    /** Tasks of a task file, one S3 write, at most. */
    public static final long TASKS_A_FILE = 100;

    /** Invocations of the schedules an hour: advance, dispatch and publish, each every minute. */
    public static final BigDecimal REQUESTS_AN_HOUR = new BigDecimal("180");

    /** GB-seconds of the schedules an hour: 60 × (advance 0.51 s × 1 GB + dispatch 0.78 s × 0.5 GB + publish 0.36 s × 0.25 GB). */
    public static final BigDecimal GB_SECONDS_AN_HOUR = new BigDecimal("60");

    private UnitCounts() {}
}
