package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.FallibleAudit;
import dev.labelmill.core.certificate.StratumBound;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.BatchFigures.Work;
import dev.labelmill.core.results.ByHand;
import dev.labelmill.core.results.CrowdReport;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.results.FinalLabel.By;
import dev.labelmill.core.results.Findings;
import dev.labelmill.core.results.MeasuredAgreement;
import dev.labelmill.core.results.ViolationCounts;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.json.CoefficientForm;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalDouble;

/** report.json: every number of the report, exact. Numbers that do not exist are null. */
public final class ReportJson {

    /** Version of the format. */
    public static final String SCHEMA = "labelmill.report.v1";

    private final Report report;
    private final BatchFigures figures;

    private ReportJson(Report report) {
        this.report = report;
        this.figures = report.figures();
    }

    /** The file's content. */
    public static byte[] write(Report report) {
        try {
            String text =
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(new ReportJson(report).document());
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    private ObjectNode document() {
        ObjectNode document = Json.object()
                .put("schema", SCHEMA)
                .put("batch", report.batch().id())
                .put("project", report.settings().project());
        document.putObject("labelType")
                .put("kind", report.settings().labelType().kind())
                .set("classes", strings(report.settings().labelType().classes()));
        document.put("attribute", report.attribute())
                .put("items", figures.items())
                .put("rejected", figures.rejected())
                .put("autoAccepted", figures.autoAccepted())
                .put("humanLabelled", figures.people())
                .put("gold", figures.gold())
                .put("nearDuplicates", figures.nearDuplicates())
                .put("unlabelled", figures.unlabelled())
                .put("audited", figures.audited());
        labels(document);
        agreement(document);
        coefficients(document.putObject("agreement"), report.conclusion().agreement());
        certificate(document);
        violations(document.putObject("violations"));
        cost(document.putObject("cost"));
        savings(document);
        if (report.conclusion() instanceof Conclusion.OfClasses classes) {
            ofClasses(document, classes);
        } else {
            ofValues(document, (Conclusion.OfValues) report.conclusion());
        }
        document.putObject("timeline")
                .put("createdAt", report.batch().createdAt().toString())
                .put("labelledAt", report.labelledAt().toString())
                .put("seconds", report.labelling().toSeconds())
                .set("phases", phases());
        return document;
    }

    private void ofClasses(ObjectNode document, Conclusion.OfClasses conclusion) {
        annotators(document);
        plan(document);
        classes(document.putArray("classes"), conclusion.findings());
        confusion(document.putObject("prelabelAgainstPeople"), conclusion.findings());
        RoutingSection.json(report).ifPresent(routing -> document.set("routing", routing));
        document.putObject("consensus")
                .put("method", "auto")
                .put("reason", conclusion.consensus().reason())
                .put("passes", conclusion.consensus().passes())
                .put("converged", conclusion.consensus().converged());
    }

    private void ofValues(ObjectNode document, Conclusion.OfValues conclusion) {
        put(document, "meanPairwiseAgreement", conclusion.findings().meanPairwiseAgreement());
        document.put("auditTolerance", conclusion.findings().tolerance());
        if (PrelabelSection.isAsked(report)) {
            document.set("prelabels", PrelabelSection.json(report, conclusion));
        }
        annotators(document);
        plan(document);
        ArrayNode classes = document.putArray("classes");
        long[] parts = conclusion.findings().partsByClass();
        for (int k = 0; k < parts.length; k++) {
            classes.addObject()
                    .put("class", report.settings().labelType().classes().get(k))
                    .put("inLabels", parts[k]);
        }
        document.putObject("consensus").put("method", conclusion.method());
    }

    private void labels(ObjectNode document) {
        ObjectNode labels = document.put("labels", figures.labels()).putObject("labelsByPurpose");
        for (Purpose purpose : Purpose.values()) {
            Work work = figures.work().get(purpose);
            labels.putObject(purpose.name().toLowerCase(Locale.ROOT))
                    .put("labels", work.labels())
                    .put("dollars", Dollars.of(work.nanos()))
                    .put("seconds", work.millis() / 1000.0);
        }
        put(document, "labelsPerHumanItem", figures.labelsPerHumanItem());
        ObjectNode decided = document.putObject("decidedBy");
        for (By by : By.values()) {
            decided.put(by.label(), report.conclusion().byWhom().getOrDefault(by, 0L));
        }
    }

    private void agreement(ObjectNode document) {
        put(document, "alpha", figures.agreement().alphaNominal());
        put(document, "fleissKappa", figures.agreement().fleissKappa());
        put(document, "observedAgreement", figures.agreement().observed());
        put(document, "goldAccuracy", figures.goldAccuracy());
    }

    private static void coefficients(ObjectNode node, MeasuredAgreement agreement) {
        agreement.coefficients().forEach((name, coefficient) -> node.set(name, CoefficientForm.write(coefficient)));
        agreement.sampled().forEach((name, coefficient) -> {
            ObjectNode written = CoefficientForm.write(coefficient);
            node.set(name, written.put("items", agreement.sample()).put("ofItems", agreement.items()));
        });
    }

    private void certificate(ObjectNode document) {
        document.put("verdict", report.verdict());
        if (report.certificate().isEmpty()) {
            document.putNull("certificate");
            return;
        }
        Certificate certificate = report.certificate().get();
        ObjectNode node = document.putObject("certificate")
                .put("errorBound", certificate.errorBound())
                .put("confidence", certificate.confidence())
                .put("missedAudits", report.figures().missedAudits());
        put(node, "errorEstimate", certificate.errorEstimate());
        ArrayNode strata = node.putArray("strata");
        for (StratumBound bound : certificate.strata()) {
            strata.addObject()
                    .put("name", bound.stratum().name())
                    .put("items", bound.stratum().size())
                    .put("audited", bound.stratum().audited())
                    .put("errors", bound.stratum().errors())
                    .put("knownErrors", bound.stratum().knownErrors())
                    .put("weight", bound.weight())
                    .put("alpha", bound.alpha())
                    .put("errorBound", bound.errorBound());
        }
        ArrayNode erring = node.putArray("ifAuditorsErr");
        for (FallibleAudit audit : report.ifAuditorsErr()) {
            erring.addObject()
                    .put("auditorErrorAtMost", audit.auditorErrorAtMost())
                    .put("errorAtLeast", audit.errorAtLeast())
                    .put("errorAtMost", audit.errorAtMost());
        }
    }

    private void violations(ObjectNode node) {
        ViolationCounts counts = report.conclusion().violations();
        node.put("handling", report.handlingOfViolations()).put("items", counts.items());
        ArrayNode checks = node.putArray("byCheck");
        counts.byCheck()
                .forEach(
                        (check, items) -> checks.addObject().put("check", check).put("items", items));
    }

    private void cost(ObjectNode cost) {
        cost.put("currency", "USD")
                .put("labour", Dollars.of(figures.labourNanos()))
                .put("qualityControl", Dollars.of(figures.qualityControlNanos()))
                .put("platform", Dollars.of(figures.platformTotalNanos()))
                .put("model", Dollars.of(figures.modelNanos()))
                .put("total", Dollars.of(figures.totalNanos()))
                .put("perItem", Dollars.share(figures.totalNanos(), figures.labelled()));
        ObjectNode functions = cost.putObject("platformByFunction");
        figures.platform().byFunction().forEach((function, nanos) -> functions.put(function, Dollars.of(nanos)));
        ObjectNode ledger = cost.putObject("ledger");
        figures.platform().accounts().forEach((account, nanos) -> ledger.put(account, Dollars.of(nanos)));
    }

    private ArrayNode phases() {
        ArrayNode phases = Json.MAPPER.createArrayNode();
        report.steps()
                .forEach(step -> phases.addObject()
                        .put("phase", step.phase().name())
                        .put("at", step.at().toString()));
        return phases;
    }

    /** Null where it is not known what labelling by hand would cost. */
    private void savings(ObjectNode document) {
        ByHand hand = ByHand.of(figures).orElse(null);
        if (hand == null) {
            document.putNull("savings");
            return;
        }
        document.putObject("savings")
                .put("byHand", Dollars.of(hand.nanos()))
                .put("items", hand.items())
                .put("labelsPerItem", hand.labelsPerItem())
                .put("pricePerLabel", hand.pricePerLabel())
                .put("saved", Dollars.of(hand.savedNanos()))
                .put("savedShare", hand.savedShare());
    }

    private void annotators(ObjectNode document) {
        CrowdReport crowd = report.conclusion().crowd();
        document.put("labelsSearchedForCopies", crowd.searched());
        AnnotatorLines lines = new AnnotatorLines(report.conclusion());
        ArrayNode list = document.putArray("annotators");
        crowd.worstFirst().forEach(annotator -> list.add(lines.compact(annotator)));
    }

    private void plan(ObjectNode document) {
        Plan plan = report.batch().plan();
        ObjectNode node = document.putObject("plan");
        if (plan.cutoffBin().isPresent()) {
            node.put("cutoff", ConfidenceBins.lowerEdge(plan.cutoffBin().getAsInt()));
        } else {
            node.putNull("cutoff");
        }
        node.put("reason", plan.reason())
                .put("temperature", plan.temperature())
                .put("autoAuditRate", plan.autoAuditRate())
                .put("humanAuditRate", plan.humanAuditRate())
                .put("pilotShare", plan.pilotShare());
        if (!report.batch().rounds().isEmpty()) {
            document.set("rounds", RoundsSection.json(report));
        }
        if (report.settings().nearDuplicates().isPresent()) {
            document.set("labelledOnce", NearDuplicatesSection.json(report));
        }
        report.rules()
                .ifPresent(rules -> document.set(
                        "rules",
                        RulesSection.json(rules, report.settings().labelType().classes())));
    }

    private void classes(ArrayNode list, Findings findings) {
        for (int k = 0; k < report.settings().singleChoice().size(); k++) {
            list.addObject()
                    .put("class", report.settings().singleChoice().name(k))
                    .put("autoAccepted", findings.acceptedByClass()[k])
                    .put("humanLabelled", findings.peopleByClass()[k]);
        }
    }

    private static void confusion(ObjectNode node, Findings findings) {
        node.put(
                "covers",
                "items sent to people that had a pre-label; rows: pre-label, columns: label before any audit");
        ArrayNode rows = node.putArray("rows");
        for (long[] row : findings.prelabelAgainstPeople()) {
            ArrayNode cells = rows.addArray();
            for (long count : row) {
                cells.add(count);
            }
        }
    }

    private static ArrayNode strings(Iterable<String> texts) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }
}
