package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Phase;
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
import java.util.Locale;
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
     * @param since    the reading that rates are counted from
     */
    public void publish(String function, Batch batch, BatchFigures figures, Reading since) {
        log.write(event(function, batch, figures, since));
    }

    /** How many metrics that is, those of the batch that other functions publish included. */
    public int number(Batch batch, BatchFigures figures, Reading since) {
        boolean hasSeconds = figures.work().values().stream().anyMatch(work -> work.millis() > 0);
        return event("", batch, figures, since).names().size()
                + (hasSeconds ? 1 : 0)
                + (figures.rejected() > 0 ? 1 : 0);
    }

    private EmfEvent event(String function, Batch batch, BatchFigures figures, Reading since) {
        EmfEvent event = new EmfEvent()
                .dimension("project", batch.settings().project())
                .dimension("stage", stage)
                .dimension("batch", batch.id())
                .property("phase", batch.phase().name())
                .property("function", function)
                .property("platform", platform(figures.platform()));
        Instant now = log.now();
        Rates rates = Rates.between(since, Reading.of(figures, now), figures.waiting());
        throughput(event, figures, rates);
        times(event, batch, figures, rates, now);
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
        event.count("items", figures.items())
                .count("rejected", figures.rejected())
                .count("autoAccepted", figures.autoAccepted())
                .count("people", figures.people())
                .count("resolved", figures.resolved())
                .count("backlog", figures.waiting());
        for (Purpose purpose : Purpose.values()) {
            Work work = figures.work().get(purpose);
            event.count("labels." + purpose.name().toLowerCase(Locale.ROOT), work.labels());
        }
        event.number("labelsPerHumanItem", figures.labelsPerHumanItem())
                .number("autoAcceptShare", figures.autoAcceptShare())
                .number("labelsPerHour", rates.labelsPerHour())
                .number("itemsPerDay", rates.itemsPerDay());
    }

    /** A batch's tasks are all made before its people begin, so that the oldest has waited since they were asked. */
    private static void times(EmfEvent event, Batch batch, BatchFigures figures, Rates rates, Instant now) {
        boolean atWork = batch.phase() == Phase.LABELLING || batch.phase() == Phase.AUDITING;
        if (atWork || batch.phase() == Phase.DONE) {
            event.seconds("eta", rates.etaSeconds());
            double age = Duration.between(batch.phaseSince(), now).toMillis() / 1000.0;
            boolean waits = atWork && figures.waiting() > 0;
            event.seconds("oldestTaskAge", OptionalDouble.of(waits ? age : 0))
                    .count("stalled", waits && rates.labelsPerHour().orElse(1) <= 0 ? 1 : 0);
        }
    }

    private static void cost(EmfEvent event, BatchSettings settings, BatchFigures figures, Rates rates) {
        event.number("dollars.labour", Dollars.of(figures.labourNanos()))
                .number("dollars.qualityControl", Dollars.of(figures.qualityControlNanos()))
                .number("dollars.platform", Dollars.of(figures.platformTotalNanos()))
                .number("dollars.model", Dollars.of(figures.modelNanos()))
                .number("dollars.total", Dollars.of(figures.totalNanos()));
        rates.dollarsPerHour().ifPresent(rate -> event.number("dollarsPerHour", rate));
        if (figures.accepted() > 0) {
            event.number("dollarsPerItem", Dollars.share(figures.totalNanos(), figures.accepted()));
        }
        settings.budget()
                .nanos()
                .ifPresent(budget -> event.number("dollars.budgetLeft", Dollars.of(budget - figures.totalNanos())));
        settings.budget().nanosPerItem().ifPresent(target -> event.number("dollarsPerItem.target", Dollars.of(target)));
    }

    private static void quality(EmfEvent event, BatchSettings settings, BatchFigures figures) {
        event.number("goldAccuracy", figures.goldAccuracy())
                .count("violations", figures.autoViolations() + figures.humanViolations());
        if (settings.labelType() instanceof SingleChoice classes) {
            agreement(event, figures.agreement(), classes.size());
        } else if (settings.labelType() instanceof Rating scale && scale.isCounted()) {
            agreement(event, figures.agreement(), scale.steps());
            orderedAgreement(event, figures.agreement(), scale.steps());
        }
        settings.autoAccept()
                .ifPresent(target -> event.number("targetError", BigDecimal.valueOf(target.targetError())));
        settings.audit()
                .ifPresent(audit -> event.count("audits.done", figures.audited())
                        .count(
                                "audits.errors",
                                figures.autoAudits().errors()
                                        + figures.humanAudits().errors())
                        .number(
                                "provisionalErrorBound",
                                BigDecimal.valueOf(figures.provisionalCertificate(audit.confidence())
                                        .errorBound())));
    }

    private static void agreement(EmfEvent event, AgreementCounts counts, int classes) {
        event.number("alpha", counts.alphaNominal())
                .number("observedAgreement", counts.observed())
                .number("fleissKappa", counts.fleissKappa())
                .number("gwetAC1", counts.gwet(classes, Weights.IDENTITY));
    }

    private static void orderedAgreement(EmfEvent event, AgreementCounts counts, int classes) {
        event.number("alphaOrdinal", counts.alphaOrdinal())
                .number("alphaInterval", counts.alphaInterval())
                .number("gwetAC2", counts.gwet(classes, Weights.QUADRATIC));
    }
}
