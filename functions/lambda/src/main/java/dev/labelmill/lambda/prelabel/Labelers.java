package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.batch.PrelabelSettings.Combination;
import dev.labelmill.core.batch.PrelabelSettings.RuleSetting;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.prelabel.Pretrained;
import dev.labelmill.core.sampling.LabelledSoFar;
import dev.labelmill.lambda.json.LabelledForm;
import dev.labelmill.lambda.json.RulesReader;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Makes the labeler a batch asks for. */
final class Labelers {

    private final Bucket bucket;
    private final Embedders embedders;

    /** @param embedders what this deployment can run of pre-trained models */
    Labelers(Bucket bucket, Embedders embedders) {
        this.bucket = bucket;
        this.embedders = embedders;
    }

    /**
     * The batch's labeler; empty if it has none.
     *
     * @throws IllegalArgumentException saying in one sentence what is wrong with its rules or model
     */
    Optional<Labeler> of(BatchSettings settings) {
        PrelabelSettings prelabel = settings.prelabel();
        if (prelabel instanceof PrelabelSettings.Rules) {
            return Optional.of(RulesReader.labeler(rulesOf(settings), settings.singleChoice()));
        }
        if (prelabel instanceof PrelabelSettings.LinearModel linear) {
            return Optional.of(model(settings, linear.model()));
        }
        if (prelabel instanceof PrelabelSettings.OnnxModel onnx && settings.labelType() instanceof SingleChoice) {
            return Optional.of(models(settings)
                    .ownClassifier(onnx.model(), settings.singleChoice().classes()));
        }
        return Optional.empty();
    }

    /**
     * The batch's detector; empty if its labels are no boxes, or nothing looks for them.
     *
     * @throws IllegalArgumentException saying in one sentence what is wrong with its model
     */
    Optional<Detector> detector(BatchSettings settings) {
        return settings.prelabel() instanceof PrelabelSettings.OnnxModel onnx
                        && settings.labelType() instanceof Boxes boxes
                ? Optional.of(models(settings).ownDetector(onnx.model(), boxes.classes()))
                : Optional.empty();
    }

    /**
     * The batch's rules as they are written, here or in a file; none if it has another labeler.
     *
     * @throws IllegalArgumentException saying in one sentence what is wrong with them
     */
    List<RuleSetting> rulesOf(BatchSettings settings) {
        if (settings.prelabel() instanceof PrelabelSettings.InlineRules inline) {
            return inline.rules();
        }
        return settings.prelabel() instanceof PrelabelSettings.RulesFile file
                ? rulesIn(settings, file.file(), file.combination())
                : List.of();
    }

    /**
     * What the batch's items are compared by; empty if each is labelled for itself.
     *
     * @param labeler the batch's, as {@link #of} makes it
     */
    Optional<Features> compared(BatchSettings settings, Optional<Labeler> labeler) {
        if (settings.nearDuplicates().isEmpty()) {
            return Optional.empty();
        }
        Optional<Features> weighed = weighed(settings);
        return weighed.isPresent()
                ? weighed
                : labeler.map(LinearLabeler.class::cast).map(LinearLabeler::features);
    }

    /**
     * What a head that is trained for the batch weighs; empty if none is.
     *
     * @throws IllegalArgumentException saying in one sentence why no head can be trained over it
     */
    Optional<Features> weighed(BatchSettings settings) {
        if (!(settings.prelabel() instanceof PrelabelSettings.Trained trained)) {
            return Optional.empty();
        }
        Features features = trained.features().features(models(settings));
        // Of a user's own model nothing else tells the length of its vectors before.
        settings.requireSmallHead(features.dimension());
        return Optional.of(features);
    }

    private Pretrained models(BatchSettings settings) {
        return new BatchModels(bucket, settings.batch(), embedders);
    }

    /** The head that was trained for the batch's round, if one was. */
    Optional<LinearLabeler> head(Batch batch) {
        return batch.model().isEmpty() ? Optional.empty() : Optional.of(model(batch.settings(), batch.model()));
    }

    /** What the head's training left for a strategy that asks for further labels; empty where none does. */
    Optional<LabelledSoFar> labelled(Batch batch) {
        if (batch.model().isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(bucket.open(batch.model()))) {
            return LabelledForm.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<RuleSetting> rulesIn(BatchSettings settings, String file, Combination combination) {
        String key = Layout.companion(settings.batch(), file);
        byte[] json = bucket.read(key).orElseThrow(() -> new ContentChanged(key));
        return RulesReader.read(file, json, combination);
    }

    private LinearLabeler model(BatchSettings settings, String model) {
        Pretrained own = models(settings);
        Pretrained models = settings.prelabel().ownModel().isPresent() ? own : new OnlyDeployed(own);
        String key = model.startsWith("models/") ? model : Layout.companion(settings.batch(), model);
        try (InputStream in = new BufferedInputStream(bucket.open(key))) {
            return LinearModelReader.read(in, settings.singleChoice(), models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(model + ": " + e.getMessage(), e);
        }
    }
}
