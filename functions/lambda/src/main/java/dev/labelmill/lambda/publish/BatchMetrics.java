package dev.labelmill.lambda.publish;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.agreement.Weights;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.BatchFigures.Work;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Purpose;
import java.math.BigDecimal;
import java.util.Locale;

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

    /** Publishes a batch. */
    public void publish(Batch batch, BatchFigures figures) {
        EmfEvent event = new EmfEvent()
                .dimension("project", batch.settings().project())
                .dimension("stage", stage)
                .dimension("batch", batch.id());
        throughput(event, figures);
        cost(event, figures);
        quality(event, batch.settings(), figures);
        log.write(event);
    }

    private static void throughput(EmfEvent event, BatchFigures figures) {
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
        event.number("labelsPerHumanItem", figures.labelsPerHumanItem());
    }

    private static void cost(EmfEvent event, BatchFigures figures) {
        event.number("dollars.labour", Dollars.of(figures.labourNanos()))
                .number("dollars.qualityControl", Dollars.of(figures.qualityControlNanos()))
                .number("dollars.platform", Dollars.of(figures.platformTotalNanos()))
                .number("dollars.total", Dollars.of(figures.totalNanos()));
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
