package dev.labelmill.local.reconcile;

import dev.labelmill.core.cost.PriceList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one more item costs on the platform, derived from a run: the ledger's accounts by the number of things they were
 * spent on, and the functions' time by the mean of warm invocations, since initialisation does not grow with items. What
 * goes on whether there are items or not, schedules and metrics, is apart.
 */
public final class MarginalCost {

    private static final double NANOS_PER_DOLLAR = 1e9;
    private static final double MILLION = 1e6;
    private static final int LABELS = 3;
    private static final String SCORE = "score";
    private static final String TALLY = "tally";
    private static final int TICKS_PER_HOUR = 60;

    /** Changes of rows that an item makes: its task made, claimed and at each label, and the labels. */
    private static final int RECORDS = 2 + 2 * LABELS;

    private final Map<String, Long> ledger;
    private final Map<String, Usage> usage;
    private final PriceList prices;
    private final Counts counts;
    private final Map<String, Integer> fullBatches;

    /**
     * What the run had of each.
     *
     * @param items  scored
     * @param tasks  for people: human-labelled items, gold, audited auto-accepted ones
     * @param claims of tasks, several of one where it needed another label or an audit
     * @param labels of any purpose
     */
    public record Counts(long items, long tasks, long claims, long labels) {}

    /**
     * Custom metrics that are charged for by the hour.
     *
     * @param ofBatch   of one active batch
     * @param ofProject of its project, at most
     * @param ofStage   of the deployment, at most
     */
    public record Metrics(long ofBatch, long ofProject, long ofStage) {}

    /**
     * One line of the arithmetic.
     *
     * @param dollars for a million items, or for an hour
     */
    public record Line(String what, double dollars) {}

    /**
     * @param ledger nano-dollars by account
     * @param usage  by function, of the run's log
     * @param fullBatches the most records that a call of score and of tally is given
     */
    public MarginalCost(
            Map<String, Long> ledger,
            Map<String, Usage> usage,
            PriceList prices,
            Counts counts,
            Map<String, Integer> fullBatches) {
        this.ledger = Map.copyOf(ledger);
        this.usage = Map.copyOf(usage);
        this.prices = prices;
        this.counts = counts;
        this.fullBatches = Map.copyOf(fullBatches);
    }

    /** A million items that people label: three labels each, one claim. */
    public List<Line> humanLabelled() {
        List<Line> lines = new ArrayList<>();
        lines.add(line("score and route", perItem()));
        lines.add(line("its task", units("prelabel", counts.tasks(), "dynamodb")));
        lines.add(line("one claim", units("dispatch", counts.claims(), "dynamodb", "s3", "lambda", "logs")));
        lines.add(line(
                "three labels",
                LABELS * (units("webhook", counts.labels(), "dynamodb", "s3") + calls("webhook", counts.labels()))));
        lines.add(line(
                "three decisions",
                LABELS * (units(SCORE, counts.labels(), "dynamodb", "s3") + calls(SCORE, counts.labels()))));
        lines.add(line("totals", totals()));
        lines.add(line("metric lines", metricLines()));
        lines.add(line("results", results()));
        return lines;
    }

    /** A million items whose pre-label stands. */
    public List<Line> autoAccepted() {
        return List.of(line("score and route", perItem()), line("results", results()));
    }

    /** An hour of the deployed ticks of a minute, and of the metrics of one batch, its project and the deployment. */
    public List<Line> hourly(Metrics metrics) {
        List<Line> lines = new ArrayList<>();
        for (String function : List.of("advance", "dispatch", "publish")) {
            double nanos = usage.getOrDefault(function, Usage.NONE).warmNanos(prices) + logs();
            lines.add(new Line("schedule of " + function, TICKS_PER_HOUR * nanos / NANOS_PER_DOLLAR));
        }
        lines.add(metricHours("up to " + metrics.ofBatch() + " metrics of a batch", metrics.ofBatch()));
        lines.add(metricHours(metrics.ofProject() + " of its project", metrics.ofProject()));
        lines.add(metricHours(metrics.ofStage() + " of the stage", metrics.ofStage()));
        return lines;
    }

    private Line metricHours(String what, long metrics) {
        return new Line(what, metrics * prices.metricHour() / (1000 * NANOS_PER_DOLLAR));
    }

    /** The sum of lines. */
    public static double sum(List<Line> lines) {
        return lines.stream().mapToDouble(Line::dollars).sum();
    }

    /**
     * The totals are told of a task when it is made, claimed and at each label, and of a label once. Time and log lines are
     * those of a record in this run, whose calls had few each; a call's write is shared by a full batch, as it is where there
     * are millions of items.
     */
    private double totals() {
        long calls = usage.getOrDefault(TALLY, Usage.NONE).invocations();
        long records = counts.tasks() + counts.claims() + 2 * counts.labels();
        return RECORDS * (calls(TALLY, records) + units(TALLY, calls, "dynamodb") / fullBatches.get(TALLY));
    }

    /**
     * Lines of events. {@code webhook} gathers them by time, so that a label has its share of this run's; {@code score} and
     * {@code tally} write one a call, which like a call's write is shared by a full batch.
     */
    private double metricLines() {
        return LABELS * share(counted("webhook"), counts.labels())
                + LABELS * share(counted(SCORE), calls(SCORE)) / fullBatches.get(SCORE)
                + RECORDS * share(counted(TALLY), calls(TALLY)) / fullBatches.get(TALLY);
    }

    private long calls(String function) {
        return usage.getOrDefault(function, Usage.NONE).invocations();
    }

    /** Nano-dollars of the lines that a function wrote itself: what the ledger has for logs, without Lambda's own lines. */
    private double counted(String function) {
        return Math.max(0, ledger.getOrDefault(function + ".logs", 0L) - calls(function) * logs());
    }

    private static double share(double nanos, long things) {
        return things == 0 ? 0 : nanos / things;
    }

    private double perItem() {
        return units("prelabel", counts.items(), "s3", "sqs") + calls("prelabel", counts.items());
    }

    private double results() {
        return units("finish", counts.items(), "dynamodb", "s3", "sqs") + calls("finish", counts.items());
    }

    /** Nano-dollars of a function's accounts for each of so many things. */
    private double units(String function, long things, String... kinds) {
        long nanos = 0;
        for (String kind : Set.of(kinds)) {
            nanos += ledger.getOrDefault(function + "." + kind, 0L);
        }
        return things == 0 ? 0 : (double) nanos / things;
    }

    /** Nano-dollars of a function's invocations, as if all had been warm, for each of so many things. */
    private double calls(String function, long things) {
        Usage used = usage.getOrDefault(function, Usage.NONE);
        return things == 0 ? 0 : used.invocations() * (used.warmNanos(prices) + logs()) / things;
    }

    private double logs() {
        return (double) prices.logByte() * prices.logBytesPerInvocation() / 1000;
    }

    private static Line line(String what, double nanosPerItem) {
        return new Line(what, nanosPerItem * MILLION / NANOS_PER_DOLLAR);
    }
}
