package dev.labelmill.core.cost;

import java.math.BigDecimal;

/**
 * What the platform uses for one item, label or task: the units that a cost is estimated from before a batch is sent.
 *
 * <p>Write units are held by tests ({@code UnitsTest} of the functions: ten for an item with three labels in one
 * claim), read units and objects by the load driver (docs/load.md). Compute and requests were measured on 30 November 2026
 * from the REPORT lines of {@code ./labelmill run events/batches/digits --keep} (1,597 items, 610 claims, 882 labels, JVM
 * package, 2 cores with nothing else running; billed time without init, at each function's deployed memory), rounded up;
 * waiting for the emulated services is in it. On a busy machine the same run used up to three times as much.
 */
public final class UnitCounts {

    /** Write units of a task row put, with its entry in the index. */
    public static final BigDecimal WRITES_A_TASK = new BigDecimal("2");

    /** Write units of a claim: the task row, and its entry taken from the index. */
    public static final BigDecimal WRITES_A_CLAIM = new BigDecimal("2");

    /** Write units of a label: its own row, and its task's. */
    public static final BigDecimal WRITES_A_LABEL = new BigDecimal("2");

    /** Read units of a label: its task and its claim's dispatch when it comes, its task when it is scored. */
    public static final BigDecimal READS_A_LABEL = new BigDecimal("3");

    /**
     * Read units of a task of three labels: twice when it is claimed, twice or more by looks at whether its dispatch is
     * answered, and when it is gathered with its labels, 4 KB together.
     */
    public static final BigDecimal READS_A_TASK = new BigDecimal("5.5");

    /** S3 reads of a claim: the line of its item. */
    public static final BigDecimal S3_READS_A_CLAIM = BigDecimal.ONE;

    /** GB-seconds of both passes and of the results for any item: prelabel 12.0 s at 1,769 MB, finish 5.2 s at 2 GB, of 1,597 items. */
    public static final BigDecimal GB_SECONDS_AN_ITEM = new BigDecimal("0.020");

    /** GB-seconds of a task claimed: dispatch 14.5 s at 512 MB, of 610 claims. */
    public static final BigDecimal GB_SECONDS_A_CLAIM = new BigDecimal("0.012");

    /** GB-seconds of a label: webhook 20.9 s, score 12.5 s and tally 15.4 s at 512 MB, of 882 labels. */
    public static final BigDecimal GB_SECONDS_A_LABEL = new BigDecimal("0.028");

    /** Invocations a label: 54 of webhook, 60 of score, 130 of tally, of 882 labels. */
    public static final BigDecimal REQUESTS_A_LABEL = new BigDecimal("0.28");

    /**
     * Bytes of log lines a label, Lambda's own among them: its share of the invocations above at 344 bytes each, and lines of
     * metrics, of 882 labels: 20 of webhook of 395 bytes, 60 of score of 266, 287 of tally of 195.
     */
    public static final BigDecimal LOG_BYTES_A_LABEL = new BigDecimal("190");

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

    /** GB-seconds of the schedules an hour: 60 × (advance 0.29 s × 1 GB + dispatch 0.29 s × 0.5 GB + publish 0.24 s × 0.25 GB). */
    public static final BigDecimal GB_SECONDS_AN_HOUR = new BigDecimal("30");

    private UnitCounts() {}
}
