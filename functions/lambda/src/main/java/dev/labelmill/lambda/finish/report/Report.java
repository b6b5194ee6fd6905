package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.certificate.AuditorError;
import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.FallibleAudit;
import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.weak.RuleFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything a report is made of.
 *
 * @param batch     in phase FINISHING or CLOSING: its times are those of the batch, not of the report
 * @param figures   from totals that hold all facts
 * @param attribute name of the labels' attribute in labels.jsonl
 * @param rules     what the batch's rules did; empty if it has another labeler or none
 */
public record Report(
        Batch batch, BatchFigures figures, Conclusion conclusion, String attribute, Optional<RuleFindings> rules) {

    /** Error rates of auditors that the certificate is read against. */
    private static final List<Double> AUDITOR_ERRORS = List.of(0.01, 0.05);

    /** What the audits prove; empty without audits. */
    public Optional<Certificate> certificate() {
        return batch.settings().audit().map(audit -> Certificate.of(strata(), audit.confidence()));
    }

    /** What the audits show if auditors err, too, at assumed rates; nothing without audits. */
    public List<FallibleAudit> ifAuditorsErr() {
        return batch.settings().audit().stream()
                .flatMap(audit -> AUDITOR_ERRORS.stream()
                        .map(AuditorError.Assumed::new)
                        .map(assumed -> FallibleAudit.of(strata(), audit.confidence(), assumed)))
                .toList();
    }

    /** The same report of a batch that cost more. */
    public Report spending(Spend more) {
        return new Report(batch, figures.spending(more), conclusion, attribute, rules);
    }

    private List<Stratum> strata() {
        return conclusion.strata(figures);
    }

    /** What is proven, in one sentence. */
    String verdict() {
        Optional<Certificate> certificate = certificate();
        if (certificate.isEmpty()) {
            return "Nothing bounds the error of these labels: batch.json asks for no audit, so none was re-checked.";
        }
        long certified = figures.autoAccepted() + figures.people();
        if (certified == 0) {
            return "There is nothing to certify: no item was auto-accepted or sent to people.";
        }
        if (figures.audited() == 0) {
            return "Nothing bounds the error of these labels: the draw took no item for audit.";
        }
        return "With " + Words.chosen(certificate.get().confidence()) + " confidence, at most "
                + Words.atMost(certificate.get().errorBound()) + " of the " + Words.count(certified)
                + " certified labels are wrong.";
    }

    /** What becomes of labels that break a check, as batch.json has it. */
    String handlingOfViolations() {
        return settings().checkSettings().violations().name().toLowerCase(Locale.ROOT);
    }

    /** Between the upload and the last label. */
    Duration labelling() {
        return Duration.between(batch.createdAt(), labelledAt());
    }

    /** When the last answer was in; of a batch that is scored again, the first time. */
    Instant labelledAt() {
        return batch.entered().getOrDefault(Phase.FINISHING, batch.phaseSince());
    }

    /** A phase and when the batch entered it. */
    record Step(Phase phase, Instant at) {}

    /** The phases up to FINISHING, in their order, as far as their times were noted. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Phase.RECEIVED, batch.createdAt()));
        batch.entered().forEach((phase, at) -> {
            if (phase.compareTo(Phase.RECEIVED) > 0 && phase.compareTo(Phase.FINISHING) < 0) {
                steps.add(new Step(phase, at));
            }
        });
        steps.add(new Step(Phase.FINISHING, labelledAt()));
        return steps;
    }

    BatchSettings settings() {
        return batch.settings();
    }
}
