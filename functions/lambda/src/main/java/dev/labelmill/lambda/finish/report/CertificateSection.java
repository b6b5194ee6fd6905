package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.certificate.StratumBound;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.lambda.finish.report.Table.Cell;
import dev.labelmill.lambda.finish.report.Table.Column;
import java.util.List;
import java.util.stream.Collectors;

/** What is proven about the labels, in plain words, and how each stratum contributes. */
final class CertificateSection {

    private static final List<Column> COLUMNS = List.of(
            Column.number("Items"),
            Column.number("Known wrong"),
            Column.number("Audited"),
            Column.number("Not confirmed"),
            Column.strong("Error at most"),
            new Column("Estimate and bound", "wide"));

    private final Report report;

    CertificateSection(Report report) {
        this.report = report;
    }

    void write(Html html) {
        boolean proven = report.certificate().isPresent() && report.figures().audited() > 0;
        html.open("section", "class", proven ? "certificate" : "certificate none");
        if (proven) {
            proven(html, report.certificate().get());
        } else {
            html.element("p", "not certified", "class", "bound none")
                    .element("p", report.verdict(), "class", "verdict");
            untested(html);
        }
        html.close();
    }

    private void proven(Html html, Certificate certificate) {
        html.open("p", "class", "bound")
                .element("span", "certified error at most", "class", "label")
                .text(Words.atMost(certificate.errorBound()))
                .close();
        html.element("p", report.verdict(), "class", "verdict");
        html.element("p", inLabels(certificate), "class", "quiet");
        long errors = certificate.strata().stream()
                .mapToLong(s -> s.stratum().errors())
                .sum();
        html.element(
                "p",
                "Experts answered " + Words.counted(report.figures().audited(), "item", "items")
                        + " again, drawn at random, and did not confirm " + Words.count(errors)
                        + missed(report.figures().missedAudits())
                        + ". The best estimate of the error is " + Words.percent(certificate.errorEstimate())
                        + "; the bound is what chance could still hide. Items whose answer was known beforehand are not"
                        + " counted.",
                "class",
                "quiet");
        untested(html);
        nearDuplicates(html);
        target(html, certificate);
        known(html, certificate);
        auditorsErring(html);
        strata(html, certificate);
    }

    private static String missed(long audits) {
        return audits == 0
                ? ""
                : "; " + Words.counted(audits, "item that nobody answered is", "items that nobody answered are")
                        + " among both";
    }

    /** Of pre-labels that stand untested nothing was known when they were accepted; audits alone tell of them afterwards. */
    private void untested(Html html) {
        long standing = report.figures().autoAccepted();
        if (standing == 0 || report.settings().prelabel().acceptedUntested().isEmpty()) {
            return;
        }
        long audited = report.figures().autoAudits().done()
                - report.figures().autoAudits().missed();
        html.element(
                "p",
                Words.counted(standing, "pre-label was", "pre-labels were")
                        + " accepted unseen because batch.json says so (acceptWithoutCalibration). How far the scores"
                        + " can be trusted was never tested before. "
                        + (audited == 0
                                ? "No expert looked at any of them afterwards: nothing bounds how many are wrong."
                                : "All that is known of their errors comes from the "
                                        + Words.counted(audited, "one", "ones")
                                        + " that experts looked at afterwards."),
                "class",
                "quiet");
    }

    /** An audit looks at the item that it is of, and says nothing of another that takes its label. */
    private void nearDuplicates(Html html) {
        long taken = report.figures().nearDuplicates();
        if (taken > 0) {
            html.element(
                    "p",
                    Words.counted(taken, "item takes the label", "items take the label")
                            + " of another one that it is nearly the same as. That is no part of what is certified"
                            + " here.",
                    "class",
                    "quiet");
        }
    }

    /** The bound and the estimate as numbers of labels: what a share means for this batch. */
    private static String inLabels(Certificate certificate) {
        long labels = certificate.strata().stream()
                .mapToLong(bound -> bound.stratum().size())
                .sum();
        String most = "hardly more than " + Words.count((long) Math.ceil(certificate.errorBound() * labels));
        return certificate.errorEstimate().isEmpty()
                ? "In labels: " + most + " are wrong."
                : "In labels: probably about "
                        + Words.count(Math.round(certificate.errorEstimate().getAsDouble() * labels)) + ", and " + most
                        + ", are wrong.";
    }

    /** What batch.json wants of auto-accepted labels, beside what the audits show of them. */
    private void target(Html html, Certificate certificate) {
        certificate.strata().stream()
                .filter(bound -> bound.stratum().name().equals(BatchFigures.AUTO_STRATUM))
                .filter(bound -> bound.stratum().audited() > 0)
                .forEach(bound -> report.settings()
                        .autoAccept()
                        .ifPresent(wanted -> html.element("p", target(wanted.targetError(), bound), "class", "quiet")));
    }

    private static String target(double wanted, StratumBound bound) {
        String shown = bound.errorBound() <= wanted
                ? ", and the audits show it."
                : ". The audits alone show no more than that at most " + Words.atMost(bound.errorBound())
                        + " are, with a best estimate of "
                        + Words.percent(bound.stratum().errorEstimate()) + ".";
        return "Of auto-accepted labels batch.json wants at most " + Words.chosen(wanted) + " to be wrong" + shown;
    }

    private static void known(Html html, Certificate certificate) {
        long known = certificate.strata().stream()
                .mapToLong(bound -> bound.stratum().knownErrors())
                .sum();
        if (known > 0) {
            html.element(
                    "p",
                    Words.counted(known, "label breaks a check", "labels break a check")
                            + " and count as wrong as they are, whatever an audit says of them.",
                    "class",
                    "quiet");
        }
    }

    private void auditorsErring(Html html) {
        String ranges = report.ifAuditorsErr().stream()
                .map(audit -> "on up to " + Words.chosen(audit.auditorErrorAtMost()) + " of the items, between "
                        + Words.percent(audit.errorAtLeast()) + " and " + Words.atMost(audit.errorAtMost()))
                .collect(Collectors.joining("; "));
        html.element(
                "p",
                "All this takes the experts as right. Should they err as well, the true error lies, with the same"
                        + " confidence for either end, " + ranges + ".",
                "class",
                "quiet");
    }

    private void strata(Html html, Certificate certificate) {
        double widest = certificate.strata().stream()
                .mapToDouble(StratumBound::errorBound)
                .max()
                .orElse(1);
        Table table = Table.open(html, "Stratum", COLUMNS);
        certificate.strata().forEach(bound -> row(table, bound, Math.min(1, Math.max(widest * 1.1, 0.01))));
        table.close();
    }

    private static void row(Table table, StratumBound bound, double full) {
        Stratum stratum = bound.stratum();
        double estimate = stratum.errorEstimate().orElse(0);
        String reach = stratum.name() + ": estimate " + Words.percent(estimate) + ", at most "
                + Words.atMost(bound.errorBound());
        table.row(
                Cell.of(stratum.name()),
                List.of(
                        Cell.of(Words.count(stratum.size())),
                        Cell.of(Words.count(stratum.knownErrors())),
                        Cell.of(Words.count(stratum.audited())),
                        Cell.of(Words.count(stratum.errors())),
                        Cell.of(Words.atMost(bound.errorBound())),
                        html -> Bars.bound(html, reach, full, estimate, bound.errorBound())));
    }
}
