package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings.Audit;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.util.Optional;

/**
 * One batch, from its row and its tallies. Quality is the running one, of what came in so far; once the batch is done,
 * the certificate in its report is what holds.
 */
final class BatchView {

    private static final String REPORT = "report.json";

    private final Premises premises;
    private final BatchStore batches;
    private final TallyStore tallies;

    BatchView(Premises premises) {
        this.premises = premises;
        batches = new BatchStore(premises.table());
        tallies = new TallyStore(premises.table());
    }

    Optional<JsonNode> json(String id) {
        return batches.get(id).map(this::view);
    }

    private JsonNode view(Batch batch) {
        BatchFigures figures = BatchFigures.of(tallies.total(Keys.batchTally(batch.id())));
        ObjectNode view = Json.object()
                .put("id", batch.id())
                .put("project", batch.settings().project())
                .put("kind", batch.settings().labelType().kind())
                .put("phase", batch.phase().name())
                .put("createdAt", batch.createdAt().toString())
                .put("phaseSince", batch.phaseSince().toString())
                .put("note", batch.note())
                .put("chunks", batch.chunks());
        ArrayNode phases = view.putArray("phases");
        for (Phase phase : Phase.values()) {
            if (isPassed(phase, batch)) {
                phases.add(phase.name());
            }
        }
        if (batch.plan() != null) {
            view.put("plan", batch.plan().reason());
            batch.plan().cutoffBin().ifPresent(bin -> view.put("cutoff", ConfidenceBins.lowerEdge(bin)));
        }
        view.set("funnel", funnel(figures));
        view.set("money", Amounts.of(figures));
        view.set("quality", quality(batch, figures));
        return view;
    }

    /** Whether a batch that comes to its end goes through a phase: heads are fitted only where it learns in rounds. */
    private static boolean isPassed(Phase phase, Batch batch) {
        return switch (phase) {
            case FAILED, CANCELLED -> false;
            case TRAINING -> batch.settings().rounds().isPresent();
            default -> true;
        };
    }

    private static ObjectNode funnel(BatchFigures figures) {
        return Json.object()
                .put("items", figures.items())
                .put("rejected", figures.rejected())
                .put("autoAccepted", figures.autoAccepted())
                .put("people", figures.asked())
                .put("gold", figures.gold())
                .put("resolved", figures.resolved())
                .put("waiting", figures.waiting())
                .put("labels", figures.labels());
    }

    private ObjectNode quality(Batch batch, BatchFigures figures) {
        ObjectNode quality = Json.object()
                .put(
                        "auditsDrawn",
                        figures.autoAudits().drawn() + figures.humanAudits().drawn())
                .put("auditsDone", figures.audited())
                .put("violations", figures.autoViolations() + figures.humanViolations());
        figures.labelsPerHumanItem().ifPresent(ratio -> quality.put("labelsPerHumanItem", ratio));
        figures.goldAccuracy().ifPresent(share -> quality.put("goldAccuracy", share));
        boolean isCounted = batch.settings().labelType() instanceof SingleChoice
                || batch.settings().labelType() instanceof Rating scale && scale.isCounted();
        if (isCounted) {
            figures.agreement().alphaNominal().ifPresent(alpha -> quality.put("alpha", alpha));
        }
        batch.settings().audit().ifPresent(audit -> bound(batch, figures, audit, quality));
        return quality;
    }

    private void bound(Batch batch, BatchFigures figures, Audit audit, ObjectNode quality) {
        quality.put("confidence", audit.confidence());
        if (batch.phase() != Phase.DONE) {
            quality.put(
                    "provisionalErrorBound",
                    figures.provisionalCertificate(audit.confidence()).errorBound());
            return;
        }
        premises.bucket()
                .read(Layout.result(batch.id(), REPORT))
                .map(report -> Json.parse(report).path("certificate").path("errorBound"))
                .filter(JsonNode::isNumber)
                .ifPresent(bound -> quality.set("certifiedErrorBound", bound));
    }
}
