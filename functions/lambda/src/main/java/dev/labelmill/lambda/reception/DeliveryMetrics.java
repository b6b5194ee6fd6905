package dev.labelmill.lambda.reception;

import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.publish.EmfEvent;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of deliveries, as metrics: log lines, never writes that a forger could make us pay for. A refused request is
 * told at once, those that follow it within ten seconds together, by whatever request comes then: a flood buys no lines of ours. The
 * rest is gathered for ten seconds too, since a line for every label would cost more than the label's
 * row. What an environment gathered last, when it ends in mid-burst, is not told. Safe for use by several threads.
 */
public final class DeliveryMetrics {

    private static final Duration EVERY = Duration.ofSeconds(10);

    /** An annotator's time is told to two digits, which is as exact as it is known. */
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    private final ForgeryCounter forgeries;
    private final EmfLog log;
    private final String stage;
    private final int cap;
    private final Map<Metric, Long> verdicts = new EnumMap<>(Metric.class);
    private final Map<Owner, Gathered> batches = new LinkedHashMap<>();
    private Instant lastTold = Instant.MIN;
    private Instant lastRefused = Instant.MIN;

    private record Owner(String project, String batch) {}

    /** Of one batch: the seconds of labels that were stored, and how many were refused. */
    private static final class Gathered {
        private final List<BigDecimal> seconds = new ArrayList<>();
        private long refused;
    }

    /**
     * @param stage name of the deployment
     * @param cap   how many batches are told of by name at a time, the first that come; the rest go to their project
     */
    public DeliveryMetrics(ForgeryCounter forgeries, EmfLog log, String stage, int cap) {
        this.forgeries = forgeries;
        this.log = log;
        this.stage = stage;
        this.cap = cap;
    }

    /** Counts a label of a batch that is known. */
    synchronized void count(String project, IncomingLabel label, LabelIntake.Outcome outcome) {
        verdicts.merge(verdict(outcome), 1L, Long::sum);
        Gathered gathered = batches.computeIfAbsent(new Owner(project, label.batch()), owner -> new Gathered());
        if (outcome instanceof LabelIntake.Refused) {
            gathered.refused++;
        } else if (outcome == LabelIntake.Kept.STORED && label.milliseconds() != null && label.milliseconds() > 0) {
            gathered.seconds.add(seconds(label.milliseconds()));
            if (gathered.seconds.size() == EmfEvent.MAX_VALUES) {
                tell();
            }
        }
    }

    /** Counts something that no batch is known of. */
    synchronized void countUnusable() {
        verdicts.merge(Metric.WEBHOOK_UNUSABLE, 1L, Long::sum);
    }

    /** Writes what is due; nothing if nothing came. */
    synchronized void write() {
        if (isDue(lastRefused)) {
            tellRefused(forgeries.drain());
        }
        if (isDue(lastTold)) {
            tell();
        }
    }

    private boolean isDue(Instant last) {
        return !log.now().isBefore(last.plus(EVERY));
    }

    /** By reason, and as one sum: what watches it need not know the reasons, of which most may never have occurred. */
    private void tellRefused(Map<Reason, Long> refused) {
        if (refused.isEmpty()) {
            return;
        }
        EmfEvent event = new EmfEvent().dimension("stage", stage);
        new TreeMap<>(refused).forEach((reason, count) -> event.count(Metric.refused(reason), count));
        long all = refused.values().stream().mapToLong(Long::longValue).sum();
        log.write(event.count(Metric.WEBHOOK_REFUSED.id(), all));
        lastRefused = log.now();
    }

    private void tell() {
        if (verdicts.isEmpty()) {
            return;
        }
        EmfEvent event = new EmfEvent().dimension("stage", stage);
        verdicts.forEach((verdict, count) -> event.count(verdict.id(), count));
        log.write(event);
        batches.entrySet().stream().limit(cap).forEach(entry -> tell(entry.getKey(), entry.getValue(), true));
        batches.entrySet().stream().skip(cap).forEach(entry -> tell(entry.getKey(), entry.getValue(), false));
        verdicts.clear();
        batches.clear();
        lastTold = log.now();
    }

    private void tell(Owner owner, Gathered gathered, boolean byName) {
        EmfEvent event = new EmfEvent().dimension("project", owner.project()).dimension("stage", stage);
        if (byName) {
            event.dimension("batch", owner.batch());
        } else {
            event.property("batch", owner.batch());
        }
        event.seconds(Metric.SECONDS_PER_LABEL.id(), gathered.seconds);
        log.write(gathered.refused == 0 ? event : event.count(Metric.LABELS_REJECTED.id(), gathered.refused));
    }

    private static Metric verdict(LabelIntake.Outcome outcome) {
        if (outcome instanceof LabelIntake.Kept kept) {
            return switch (kept) {
                case STORED -> Metric.WEBHOOK_ACCEPTED;
                case CORRECTED -> Metric.WEBHOOK_CORRECTED;
                case DUPLICATE -> Metric.WEBHOOK_REPEATED;
            };
        }
        return Metric.WEBHOOK_UNUSABLE;
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).round(TWO_DIGITS).stripTrailingZeros();
    }
}
