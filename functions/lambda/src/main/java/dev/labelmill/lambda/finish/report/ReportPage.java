package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.ByHand;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** report.html: one page that needs nothing else, not even a script. */
public final class ReportPage {

    private static final String STYLE = "report/report.css";

    private final Report report;
    private final BatchFigures figures;
    private final Html html = new Html();

    private ReportPage(Report report) {
        this.report = report;
        this.figures = report.figures();
    }

    /** The file's content. */
    public static byte[] write(Report report) {
        return new ReportPage(report).page().getBytes(StandardCharsets.UTF_8);
    }

    private String page() {
        html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", report.batch().id() + " – Labelmill report").style(style());
        html.close().open("body").open("main");
        header();
        new CertificateSection(report).write(html);
        tiles();
        new ChecksSection(report).write(html);
        new FunnelSection(report).write(html);
        new NearDuplicatesSection(report).write(html);
        new CostSection(report).write(html);
        new RoutingSection(report).write(html);
        new ClassesSection(report).write(html);
        new RoundsSection(report).write(html);
        new RulesSection(report).write(html);
        PrelabelSection.write(report, html);
        new PeopleSections(report).write(html);
        new TimelineSection(report).write(html);
        method();
        footer();
        return html.close().close().close().page();
    }

    private void header() {
        html.open("header")
                .element("p", "Labelmill · project " + report.settings().project(), "class", "eyebrow");
        html.element("h1", "Batch " + report.batch().id());
        html.element(
                "p",
                Words.counted(figures.items(), "item", "items") + " · uploaded "
                        + Words.minute(report.batch().createdAt()) + " · labelled in "
                        + Words.duration(report.labelling()),
                "class",
                "quiet");
        if (report.batch().isStopped()) {
            html.element(
                    "p",
                    "Stopped by its budget: " + Words.counted(figures.unlabelled(), "item", "items")
                            + " without a label. What people had said by then decides the others; audits that nobody"
                            + " had answered count as errors. Experts’ answers, for which money was kept back, cost "
                            + Words.dollars(figures.work().get(Purpose.AUDIT).nanos()
                                    + figures.work().get(Purpose.ADJUDICATION).nanos())
                            + ".",
                    "class",
                    "quiet");
        } else if (figures.unlabelled() > 0) {
            html.element(
                    "p",
                    Words.counted(figures.unlabelled(), "item has", "items have")
                            + " no label: nobody who could be asked has answered in the time that batch.json gives."
                            + " They are not in labels.jsonl.",
                    "class",
                    "quiet");
        }
        html.close();
    }

    private void tiles() {
        OptionalDouble withoutPeople = figures.items() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) figures.autoAccepted() / figures.items());
        html.open("section", "class", "tiles", "aria-label", "Key figures");
        tile(Words.percent(withoutPeople), "accepted without people");
        tile(Words.decimal(figures.labelsPerHumanItem(), 2), "labels for each item sent to people");
        if (report.conclusion() instanceof Conclusion.OfValues values) {
            tile(Words.percent(values.findings().meanPairwiseAgreement()), "mean agreement of two people");
        } else {
            tile(Words.decimal(figures.agreement().alphaNominal(), 3), "Krippendorff’s alpha");
        }
        tile(Words.price(Dollars.share(figures.totalNanos(), figures.labelled())), "for each item with a label");
        ByHand.of(figures)
                .filter(hand -> hand.savedNanos() > 0)
                .ifPresent(
                        hand -> tile(Words.percent(hand.savedShare()), "saved against labelling everything by hand"));
        html.close();
    }

    private void tile(String value, String name) {
        html.open("div", "class", "tile")
                .element("b", value)
                .element("span", name)
                .close();
    }

    private void method() {
        Plan plan = report.batch().plan();
        html.open("section").element("h2", "How it was decided").open("ul");
        item(
                "Auto-accept",
                plan.cutoffBin().isPresent()
                        ? "from a confidence of "
                                + Words.percent(ConfidenceBins.lowerEdge(
                                        plan.cutoffBin().getAsInt())) + " on; "
                                + Words.typeset(plan.reason()) + "."
                        : "nothing; " + Words.typeset(plan.reason()) + ".");
        item("Consensus", consensus() + " An expert’s word stands; audits and pre-labels are no part of it.");
        if (report.settings().audit().isPresent()) {
            audit(plan);
        }
        item(
                "Platform cost",
                "functions, database, storage and queues at list prices, as metered when this report was written.");
        html.close().close();
    }

    private void audit(Plan plan) {
        item(
                "Audit",
                "drawn by a hash of the item, " + Words.percent(plan.autoAuditRate())
                        + " of the auto-accepted items and "
                        + Words.percent(plan.humanAuditRate())
                        + " of those people decided. In labels.jsonl the auditor’s answer replaces the label.");
        item(
                "Certificate",
                "exact one-sided bounds for samples of finite strata (hypergeometric), the risk shared among the"
                        + " strata, weighted by their size. An error is a label that the auditor did not"
                        + " confirm" + tolerated()
                        + "; that auditors are right is assumed, and what it would mean if they are not stands beside"
                        + " it.");
    }

    private String consensus() {
        if (report.conclusion() instanceof Conclusion.OfClasses classes) {
            return "of all of the people’s labels" + passes(classes) + ". "
                    + Words.typeset(classes.consensus().reason());
        }
        return ((Conclusion.OfValues) report.conclusion()).method() + ". Its confidence is how far the people agree "
                + "with it, and no probability.";
    }

    private static String passes(Conclusion.OfClasses classes) {
        int passes = classes.consensus().passes();
        if (passes == 0) {
            return "";
        }
        return ", in " + Words.counted(passes, "pass", "passes")
                + (classes.consensus().converged() ? " until it came to rest" : "");
    }

    private String tolerated() {
        return report.conclusion() instanceof Conclusion.OfValues values
                ? ": one farther from the auditor’s than "
                        + Words.decimal(OptionalDouble.of(values.findings().tolerance()), 2)
                        + " on a scale from 0, the same, to 1"
                : "";
    }

    private void item(String name, String text) {
        html.open("li").element("b", name + ":").text(text).close();
    }

    private void footer() {
        html.open("footer")
                .element(
                        "p",
                        "Exact numbers: report.json. Annotators: annotators.jsonl. Labels: labels.jsonl, attribute “"
                                + report.attribute() + "”, one line an item.")
                .close();
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getClassLoader().getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + STYLE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
