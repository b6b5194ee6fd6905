package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.ModelFiles;
import dev.labelmill.core.prelabel.Pretrained;
import dev.labelmill.lambda.json.ModelDescription;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.objects.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The pre-trained models of one batch: those that are deployed, and its user's own as {@code intake} accepted it. */
public final class BatchModels implements Pretrained {

    private final Bucket bucket;
    private final String batch;
    private final Embedders embedders;

    public BatchModels(Bucket bucket, String batch, Embedders embedders) {
        this.bucket = bucket;
        this.batch = batch;
        this.embedders = embedders;
    }

    @Override
    public Features embedder(String name) {
        return embedders.named(name);
    }

    @Override
    public Features ownEmbedder(String model) {
        return own(model, embedders::of);
    }

    @Override
    public Labeler ownClassifier(String model, List<String> classes) {
        return own(model, files -> embedders.classifier(files, classes));
    }

    @Override
    public Detector ownDetector(String model, List<String> classes) {
        return own(model, files -> embedders.detector(files, classes));
    }

    private <T> T own(String model, Function<ModelFiles, T> make) {
        embedders.requireOwnModels();
        ModelFiles files = files(model);
        try {
            return make.apply(files);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(model + ": " + e.getMessage(), e);
        }
    }

    private ModelFiles files(String model) {
        byte[] description = read(ModelDescription.of(model));
        Map<String, byte[]> beside = new HashMap<>();
        for (String file : ModelDescription.filesBeside(description)) {
            beside.put(file, read(file));
        }
        return new ModelFiles(read(model), description, beside);
    }

    private byte[] read(String file) {
        String key = Layout.ownModel(batch, file);
        return bucket.read(key).orElseThrow(() -> new ContentChanged(key));
    }
}
