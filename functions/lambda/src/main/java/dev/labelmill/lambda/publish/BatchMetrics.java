package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.budget.Usage;
import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.BatchFigures.Work;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.results.Rates;
import dev.labelmill.core.results.Reading;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A batch's figures as metrics. All of them are gauges of what has come together so far: a dashboard takes their maximum
 * or last value, never their sum.
 */
public final class BatchMetrics {

    private final EmfLog log;
    private final String stage;

    /** @param stage name of the deployment */
    public BatchMetrics(EmfLog log, String stage) {
        this.log = log;
        this.stage = stage;
    }

    /**
     * Publishes a batch.
     *
     * @param function that publishes it, a property
     * @param past     what it is held against
     */
    public void publish(String function, Batch batch, BatchFigures figures, Past past) {
        log.write(event(function, batch, figures, past));
    }

    /**
     * Publishes a batch for the last time.
     *
     * @param certificate what its report proves, in place of what the audits had shown while it ran; empty without audits
     */
    public void publishLast(
            String function, Batch batch, BatchFigures figures, Past past, Optional<Certificate> certificate) {
        EmfEvent event = event(function, batch, figures, past);
        certificate.ifPresent(proven -> audits(event, figures, errors(proven), proven));
        log.write(event);
    }

    private static long errors(Certificate certificate) {
        return certificate.strata().stream()
                .mapToLong(bound -> bound.stratum().errors())
                .sum();
    }

    /** The same, and how much of its budget is used. @return how many metrics of its budget these are */
    int publish(String function, Batch batch, BatchFigures figures, Past past, List<Usage> budget) {
        EmfEvent event = event(function, batch, figures, past);
        for (Usage usage : budget) {
            event.number(usage.day().isEmpty() ? Metric.BUDGET_USED : Metric.BUDGET_USED_TODAY, usage.percent());
        }
        log.write(event);
        return budget.size();
    }

    /** How many metrics that is, those of the batch that other functions publish included. */
    public int number(Batch batch, BatchFigures figures, Past past) {
        boolean hasSeconds = figures.work().values().stream().anyMatch(work -> work.millis() > 0);
        return event("", batch, figures, past).names().size() + (hasSeconds ? 1 : 0) + (figures.rejected() > 0 ? 1 : 0);
    }

    private EmfEvent event(String function, Batch batch, BatchFigures figures, Past past) {
        EmfEvent event = new EmfEvent()
                .dimension("project", batch.settings().project())
                .dimension("stage", stage)
                .dimension("batch", batch.id())
                .property("phase", batch.phase().name())
                .property("function", function)
                .property("platform", platform(figures.platform()));
        Instant now = log.now();
        Rates rates = Rates.between(past.since(), Reading.of(figures, now), figures.waiting());
        throughput(event, figures, rates);
        times(event, batch, figures, rates, past, now);
        cost(event, batch.settings(), figures, rates);
        quality(event, batch.settings(), figures);
        return event;
    }

    private static ObjectNode platform(Spend spend) {
        ObjectNode dollars = Json.object();
        spend.accounts().forEach((account, nanos) -> dollars.put(account, Dollars.of(nanos)));
        return dollars;
    }

    private static void throughput(EmfEvent event, BatchFigures figures, Rates rates) {
        event.count(Metric.ITEMS, figures.items())
                .count(Metric.REJECTED, figures.rejected())
                .count(Metric.AUTO_ACCEPTED, figures.autoAccepted())
                .count(Metric.PEOPLE, figures.people())
                .count(Metric.RESOLVED, figures.resolved())
                .count(Metric.BACKLOG, figures.waiting());
        for (Purpose purpose : Purpose.values()) {
            Work work = figures.work().get(purpose);
            event.count(Metric.labels(purpose), work.labels());
        }
        event.number(Metric.LABELS_PER_HUMAN_ITEM, figures.labelsPerHumanItem())
                .number(Metric.AUTO_ACCEPT_SHARE, figures.autoAcceptShare())
                .number(Metric.LABELS_PER_HOUR, rates.labelsPerHour())
                .number(Metric.ITEMS_PER_DAY, rates.itemsPerDay());
    }

    /** A batch's tasks are all made before its people begin, so that the oldest has waited since they were asked. */
    private static void times(EmfEvent event, Batch batch, BatchFigures figures, Rates rates, Past past, Instant now) {
        boolean atWork = batch.phase() == Phase.LABELLING || batch.phase() == Phase.AUDITING;
        if (atWork || batch.phase() == Phase.DONE) {
            event.seconds(Metric.ETA.id(), rates.etaSeconds());
            double age = Duration.between(batch.phaseSince(), now).toMillis() / 1000.0;
            boolean waits = atWork && figures.waiting() > 0;
            event.seconds(Metric.OLDEST_TASK_AGE.id(), OptionalDouble.of(waits ? age : 0))
                    .count(Metric.STALLED, waits && isQuiet(batch, Reading.of(figures, now), past) ? 1 : 0);
        }
    }

    /** Nights and weekends are no reason to ring: people who were asked a day ago and have said nothing since are. */
    private static boolean isQuiet(Batch batch, Reading now, Past past) {
        return past.yesterday()
                .filter(then -> !then.at().isBefore(batch.phaseSince()))
                .filter(then -> now.labels() <= then.labels())
                .isPresent();
    }

    private static void cost(EmfEvent event, BatchSettings settings, BatchFigures figures, Rates rates) {
        event.number(Metric.LABOUR, Dollars.of(figures.labourNanos()))
                .number(Metric.QUALITY_CONTROL, Dollars.of(figures.qualityControlNanos()))
                .number(Metric.PLATFORM, Dollars.of(figures.platformTotalNanos()))
                .number(Metric.MODEL, Dollars.of(figures.modelNanos()))
                .number(Metric.TOTAL, Dollars.of(figures.totalNanos()));
        rates.dollarsPerHour().ifPresent(rate -> event.number(Metric.DOLLARS_PER_HOUR, rate));
        if (figures.accepted() > 0) {
            event.number(Metric.DOLLARS_PER_ITEM, Dollars.share(figures.totalNanos(), figures.accepted()));
        }
        settings.budget()
                .nanos()
                .ifPresent(budget -> event.number(Metric.BUDGET_LEFT, Dollars.of(budget - figures.totalNanos())));
        settings.budget()
                .nanosPerItem()
                .ifPresent(target -> event.number(Metric.DOLLARS_PER_ITEM_TARGET, Dollars.of(target)));
    }

    private static void quality(EmfEvent event, BatchSettings settings, BatchFigures figures) {
        event.number(Metric.GOLD_ACCURACY, figures.goldAccuracy())
                .count(Metric.VIOLATIONS, figures.autoViolations() + figures.humanViolations());
        if (settings.labelType() instanceof SingleChoice classes) {
            agreement(event, figures.agreement(), classes.size());
        } else if (settings.labelType() instanceof Rating scale && scale.isCounted()) {
            agreement(event, figures.agreement(), scale.steps());
            orderedAgreement(event, figures.agreement(), scale.steps());
        }
        settings.autoAccept()
                .ifPresent(target -> event.number(Metric.TARGET_ERROR, BigDecimal.valueOf(target.targetError())));
        settings.audit()
                .ifPresent(audit -> audits(
                        event,
                        figures,
                        figures.autoAudits().errors() + figures.humanAudits().errors(),
                        figures.provisionalCertificate(audit.confidence())));
    }

    private static void audits(EmfEvent event, BatchFigures figures, long errors, Certificate certificate) {
        event.count(Metric.AUDITS_DONE, figures.audited())
                .count(Metric.AUDIT_ERRORS, errors)
                .number(Metric.PROVISIONAL_ERROR_BOUND, BigDecimal.valueOf(certificate.errorBound()));
    }

    private static void agreement(EmfEvent event, AgreementCounts counts, int classes) {
        event.number(Metric.ALPHA, counts.alphaNominal())
                .number(Metric.OBSERVED_AGREEMENT, counts.observed())
                .number(Metric.FLEISS_KAPPA, counts.fleissKappa())
                .number(Metric.GWET_AC1, counts.gwet(classes, Weights.IDENTITY));
    }

    private static void orderedAgreement(EmfEvent event, AgreementCounts counts, int classes) {
        event.number(Metric.ALPHA_ORDINAL, counts.alphaOrdinal())
                .number(Metric.ALPHA_INTERVAL, counts.alphaInterval())
                .number(Metric.GWET_AC2, counts.gwet(classes, Weights.QUADRATIC));
    }
}
