package dev.labelmill.core.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a batch will cost, before it is sent: labour and quality control from what is asked for, the platform from
 * {@link UnitCounts} at the prices of a {@link PriceList}.
 *
 * @param items         usable items, 1 or more
 * @param autoAccepted  those of them that the pre-label stands for
 * @param gold          those of them with a known answer
 * @param audits        items that experts answer again
 * @param labelsPerItem labels on an item that goes to people, and on a gold item
 * @param labelNanos    price of such a label, in nano-dollars
 * @param auditNanos    price of an audit, in nano-dollars
 * @param batches       how many batches the items are sent in, 1 or more
 */
public record Estimate(
        long items,
        long autoAccepted,
        long gold,
        long audits,
        BigDecimal labelsPerItem,
        long labelNanos,
        long auditNanos,
        long batches,
        PriceList prices) {

    private static final int PICO_DIGITS = 12;
    private static final int NANO_DIGITS = 9;

    /**
     * One product of the sum.
     *
     * @param name     what is paid for
     * @param quantity how much of it
     * @param unit     what is counted
     * @param price    of one, in dollars
     */
    public record Line(String name, BigDecimal quantity, String unit, BigDecimal price) {

        /** Quantity × price, in dollars, exact. */
        public BigDecimal dollars() {
            return quantity.multiply(price);
        }
    }

    /** Items that go to people. */
    public long people() {
        return items - autoAccepted - gold;
    }

    /** What labels of the people's items cost. */
    public Line labour() {
        return new Line("labels", labelsPerItem.multiply(BigDecimal.valueOf(people())), "labels", nanos(labelNanos));
    }

    /** What gold and audits cost. */
    public List<Line> qualityControl() {
        return List.of(
                new Line(
                        "answers on gold",
                        labelsPerItem.multiply(BigDecimal.valueOf(gold)),
                        "labels",
                        nanos(labelNanos)),
                new Line("audits", BigDecimal.valueOf(audits), "labels", nanos(auditNanos)));
    }

    /** What the platform costs, by service. */
    public List<Line> platform() {
        BigDecimal tasks =
                BigDecimal.valueOf(people()).add(BigDecimal.valueOf(gold)).add(BigDecimal.valueOf(audits));
        BigDecimal labels = labelsPerItem
                .multiply(BigDecimal.valueOf(people()).add(BigDecimal.valueOf(gold)))
                .add(BigDecimal.valueOf(audits));
        BigDecimal chunks = BigDecimal.valueOf(Math.max(batches, ceiling(items, UnitCounts.ITEMS_A_CHUNK)));
        BigDecimal files = BigDecimal.valueOf(ceiling(tasks.longValueExact(), UnitCounts.TASKS_A_FILE));
        return List.of(
                line(
                        "DynamoDB writes",
                        UnitCounts.WRITES_A_TASK
                                .add(UnitCounts.WRITES_A_CLAIM)
                                .multiply(tasks)
                                .add(UnitCounts.WRITES_A_LABEL.multiply(labels)),
                        "units",
                        prices.writeUnit()),
                line(
                        "DynamoDB reads",
                        UnitCounts.READS_A_TASK.multiply(tasks).add(UnitCounts.READS_A_LABEL.multiply(labels)),
                        "units",
                        prices.readUnit()),
                line(
                        "Lambda compute",
                        UnitCounts.GB_SECONDS_AN_ITEM
                                .multiply(BigDecimal.valueOf(items))
                                .add(UnitCounts.GB_SECONDS_A_CLAIM.multiply(tasks))
                                .add(UnitCounts.GB_SECONDS_A_LABEL.multiply(labels)),
                        "GB-seconds",
                        prices.lambdaGbSecond()),
                line(
                        "Lambda requests",
                        UnitCounts.REQUESTS_A_LABEL.multiply(labels).add(chunks.multiply(BigDecimal.valueOf(3))),
                        "requests",
                        prices.lambdaRequest()),
                line("S3 writes", UnitCounts.S3_A_CHUNK.multiply(chunks).add(files), "requests", prices.s3Write()),
                line(
                        "S3 reads",
                        UnitCounts.S3_A_CHUNK.multiply(chunks).add(UnitCounts.S3_READS_A_CLAIM.multiply(tasks)),
                        "requests",
                        prices.s3Read()),
                line("SQS", UnitCounts.SQS_A_CHUNK.multiply(chunks), "requests", prices.sqsRequest()),
                line("logs", UnitCounts.LOG_BYTES_A_LABEL.multiply(labels), "bytes", prices.logByte()));
    }

    /**
     * What the schedules cost an hour, whether there is a batch or not, the metrics of one that there is, and at most those
     * of its project and of the deployment.
     */
    public List<Line> hourly() {
        return List.of(
                line("schedules, compute", UnitCounts.GB_SECONDS_AN_HOUR, "GB-seconds", prices.lambdaGbSecond()),
                line("schedules, requests", UnitCounts.REQUESTS_AN_HOUR, "requests", prices.lambdaRequest()),
                metrics("a batch's metrics", UnitCounts.METRICS_OF_A_BATCH),
                metrics("its project's metrics", UnitCounts.METRICS_OF_A_PROJECT),
                metrics("the stage's metrics", UnitCounts.METRICS_OF_A_STAGE));
    }

    private Line metrics(String name, long metrics) {
        return line(name, BigDecimal.valueOf(metrics), "metrics", prices.metricHour());
    }

    /** The same for a million items that people label three times each in one claim, without quality control: what they add. */
    public static Estimate ofMillionHuman(PriceList prices) {
        return new Estimate(1_000_000, 0, 0, 0, BigDecimal.valueOf(3), 0, 0, 1, prices);
    }

    /** The same for a million items that are all auto-accepted. */
    public static Estimate ofMillionAccepted(PriceList prices) {
        return new Estimate(1_000_000, 1_000_000, 0, 0, BigDecimal.valueOf(3), 0, 0, 1, prices);
    }

    /** The sum of lines, in dollars. */
    public static BigDecimal sum(List<Line> lines) {
        return lines.stream().map(Line::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Labour, quality control and platform, in dollars. */
    public BigDecimal total() {
        return labour().dollars().add(sum(qualityControl())).add(sum(platform()));
    }

    /** The total's share of one item, in dollars to a nano-dollar. */
    public BigDecimal perItem() {
        return total().divide(BigDecimal.valueOf(items), NANO_DIGITS, RoundingMode.HALF_UP);
    }

    private static Line line(String name, BigDecimal quantity, String unit, long picos) {
        return new Line(name, quantity, unit, BigDecimal.valueOf(picos, PICO_DIGITS));
    }

    private static BigDecimal nanos(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS);
    }

    private static long ceiling(long number, long by) {
        return (number + by - 1) / by;
    }
}
