package dev.labelmill.lambda.intake;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.lambda.json.ModelDescription;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files, other than the items, that batch.json asks for. */
final class Companions {

    /** A model is held in memory, and so is what ONNX Runtime makes of it. */
    private static final long MAX_MODEL_BYTES = 1L << 30;

    private static final long MAX_DESCRIPTION_BYTES = 1L << 20;

    /** Of a file of pre-labels, which each chunk's pass 1 reads through. */
    private static final long MAX_PRELABEL_BYTES = 64L << 20;

    private final Bucket bucket;
    private final Refusals refusals;
    private final boolean pretrained;

    /** @param pretrained whether this deployment can run pre-trained models */
    Companions(Bucket bucket, Refusals refusals, boolean pretrained) {
        this.bucket = bucket;
        this.refusals = refusals;
        this.pretrained = pretrained;
    }

    /** Whether all are there and of use; says what is not. */
    boolean areThere(BatchSettings settings) {
        if (settings.prelabel().isPretrained() && !pretrained) {
            refusals.add(
                    settings,
                    "batch.json",
                    "batch.json: prelabel asks for a pre-trained model, and none runs in this deployment; deploy"
                            + " prelabel and train with the runtime \"snap-start-onnx\" (docs/onnx.md), or choose other features");
            return false;
        }
        for (String file : settings.companions()) {
            Optional<ObjectInfo> found = bucket.head(Layout.uploads(settings.batch()) + file);
            if (found.isEmpty()) {
                waitFor(settings, file);
                return false;
            }
            if (settings.prelabel() instanceof PrelabelSettings.Imported
                    && found.get().size() > MAX_PRELABEL_BYTES) {
                refusals.add(
                        settings,
                        file,
                        file + " is larger than 64 MiB, and every chunk reads it through: put the pre-labels into the"
                                + " items' own lines, or split the batch");
                return false;
            }
        }
        return settings.prelabel().ownModel().isEmpty()
                || isThere(settings, settings.prelabel().ownModel().get());
    }

    private boolean isThere(BatchSettings settings, String model) {
        Optional<ObjectInfo> file = bucket.head(key(settings.batch(), model));
        if (file.isPresent() && file.get().size() > MAX_MODEL_BYTES) {
            refusals.add(settings, model, model + " is larger than 1 GiB, the most that prelabel takes into memory");
            return false;
        }
        String description = ModelDescription.of(model);
        Optional<ObjectInfo> about = bucket.head(key(settings.batch(), description));
        if (file.isEmpty() || about.isEmpty()) {
            waitFor(settings, file.isEmpty() ? model : description);
            return false;
        }
        if (about.get().size() > MAX_DESCRIPTION_BYTES) {
            refusals.add(settings, description, description + " is larger than 1 MiB");
            return false;
        }
        try {
            for (String beside : filesBeside(settings.batch(), model)) {
                if (bucket.head(key(settings.batch(), beside)).isEmpty()) {
                    waitFor(settings, beside);
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            refusals.add(settings, description, description + ": " + e.getMessage());
            return false;
        }
    }

    private void waitFor(BatchSettings settings, String file) {
        refusals.add(settings, file, Intake.WAITING + file + ", which batch.json asks for");
    }

    /**
     * Copies them, so that nothing a user does to them reaches a batch that runs.
     *
     * @throws ContentChanged if one is gone
     */
    static void copy(Bucket bucket, BatchSettings settings) {
        for (String file : settings.companions()) {
            copy(
                    bucket,
                    Layout.uploads(settings.batch()) + file,
                    Layout.companion(settings.batch(), file),
                    Long.MAX_VALUE);
        }
        settings.prelabel().ownModel().ifPresent(model -> copyModel(bucket, settings.batch(), model));
    }

    private static void copyModel(Bucket bucket, String batch, String model) {
        String description = ModelDescription.of(model);
        String accepted = Layout.ownModel(batch, description);
        copy(bucket, key(batch, description), accepted, MAX_DESCRIPTION_BYTES);
        // Of the copy, so that the files beside the model are those it names.
        for (String beside : ModelDescription.filesBeside(bucket.read(accepted).orElseThrow())) {
            copy(bucket, key(batch, beside(model, beside)), Layout.ownModel(batch, beside), MAX_MODEL_BYTES);
        }
        copy(bucket, key(batch, model), Layout.ownModel(batch, model), MAX_MODEL_BYTES);
    }

    /** What has grown beyond what it was checked for is no longer what was accepted. */
    private static void copy(Bucket bucket, String from, String to, long most) {
        ObjectInfo found =
                bucket.head(from).filter(object -> object.size() <= most).orElseThrow(() -> new ContentChanged(from));
        bucket.copy(found, to);
    }

    private List<String> filesBeside(String batch, String model) {
        String description = key(batch, ModelDescription.of(model));
        byte[] json = bucket.read(description).orElseThrow(() -> new ContentChanged(description));
        List<String> files = new ArrayList<>();
        ModelDescription.filesBeside(json).forEach(file -> files.add(beside(model, file)));
        return files;
    }

    private static String beside(String model, String file) {
        return model.substring(0, model.lastIndexOf('/') + 1) + file;
    }

    private static String key(String batch, String file) {
        return file.startsWith("models/") ? file : Layout.uploads(batch) + file;
    }
}
