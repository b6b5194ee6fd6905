package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.batch.PrelabelSettings.Combination;
import dev.labelmill.core.batch.PrelabelSettings.RuleSetting;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.Observation;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.weak.LabelModelFit;
import dev.labelmill.core.weak.MatchSource;
import dev.labelmill.core.weak.PosteriorTable;
import dev.labelmill.core.weak.RuleCounts;
import dev.labelmill.core.weak.RuleFindings;
import dev.labelmill.core.weak.RuleFindings.Description;
import dev.labelmill.lambda.objects.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Between the passes: what the rules did on all items, and, where batch.json asks for it, the label model that pass 2 pre-labels
 * by. Goes through the chunks' counted matches, less those of lines whose id an earlier chunk has, never through items.
 */
final class RuleReview {

    private final Batch batch;
    private final List<Chunk> chunks;
    private final RuleFiles files;
    private final DuplicateSearch duplicates;

    /** @param chunks all of the batch, scored, and searched for duplicates */
    RuleReview(Bucket bucket, Batch batch, List<Chunk> chunks) {
        this.batch = batch;
        this.chunks = chunks;
        this.files = new RuleFiles(bucket);
        this.duplicates = new DuplicateSearch(bucket);
    }

    /**
     * Keeps what was found.
     *
     * @param rules the batch's; nothing is done without
     * @return confidences of the label model's pre-labels; empty without one
     */
    CalibrationCounts run(List<RuleSetting> rules) {
        if (!(batch.settings().prelabel() instanceof PrelabelSettings.Rules settings)) {
            return CalibrationCounts.EMPTY;
        }
        SingleChoice type = batch.settings().singleChoice();
        List<Integer> classes = rules.stream()
                .map(rule -> type.indexOf(rule.className()).orElseThrow())
                .toList();
        List<RuleCounts> counts = RuleCounts.of(this::matches, classes);
        Optional<LabelModelFit.Fitted> fitted = settings.combination() == Combination.LABEL_MODEL
                ? Optional.of(LabelModelFit.fit(
                        this::matches, type.size(), classes, counts.get(0).items()))
                : Optional.empty();
        List<Description> described = rules.stream()
                .map(rule ->
                        new Description(rule.className(), rule.keyword() != null ? rule.keyword() : rule.pattern()))
                .toList();
        files.write(batch, new RuleFindings(described, counts, fitted));
        return fitted.map(found -> confidences(new PosteriorTable(found.model())))
                .orElse(CalibrationCounts.EMPTY);
    }

    private void matches(MatchSource.Visitor visitor) {
        try {
            for (Chunk chunk : chunks) {
                files.read(chunk, visitor);
            }
            duplicates.matches(batch.id(), matches -> visitor.visit(matches, -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CalibrationCounts confidences(PosteriorTable model) {
        CalibrationCounts.Builder confidences = new CalibrationCounts.Builder();
        RefusedClasses refused = new RefusedClasses(batch.settings());
        matches((found, items) -> {
            if (found.pattern().isEmpty()) {
                return;
            }
            double[] distribution = ScoreLine.rounded(model.posterior(found.pattern()));
            if (!refused.have(distribution)) {
                confidences.add(
                        found.known().isPresent()
                                ? Observation.of(distribution, found.known().getAsInt())
                                : Observation.of(distribution),
                        items);
            }
        });
        return confidences.build();
    }
}
