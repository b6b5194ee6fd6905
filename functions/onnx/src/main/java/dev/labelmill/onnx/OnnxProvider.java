package dev.labelmill.onnx;

import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.EmbedderProvider;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.ModelFiles;
import java.util.List;
import java.util.Set;

/** What this module brings to a deployment that has it, found as a service. */
public final class OnnxProvider implements EmbedderProvider {

    /** Loaded at the first use, and once. */
    private static final class Loaded {
        static final Features MINI_LM = MiniLm.load(MiniLm.BATCH);
    }

    @Override
    public Set<String> names() {
        return Set.of(MiniLm.NAME);
    }

    @Override
    public Features embedder(String name) {
        if (!name.equals(MiniLm.NAME)) {
            throw new IllegalArgumentException("there is no embedder \"" + name + "\"");
        }
        return Loaded.MINI_LM;
    }

    @Override
    public Features embedder(ModelFiles files) {
        return OnnxModels.embedder(files);
    }

    @Override
    public Labeler classifier(ModelFiles files, List<String> classes) {
        return OnnxModels.classifier(files, classes);
    }

    @Override
    public Detector detector(ModelFiles files, List<String> classes) {
        return OnnxDetectors.detector(files, classes);
    }
}
