package dev.labelmill.onnx;

import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.UnusableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a pre-trained model makes of an item, as a vector for a linear head. */
final class OnnxEmbedder implements Features {

    private final OnnxModel<?> model;
    private final boolean normalised;
    private final int[] allIndices;

    /** @param normalised whether vectors are scaled to length 1, as models trained by cosine similarity want it */
    OnnxEmbedder(OnnxModel<?> model, boolean normalised) {
        this.model = model;
        this.normalised = normalised;
        this.allIndices = IntStream.range(0, model.width()).toArray();
    }

    @Override
    public int dimension() {
        return model.width();
    }

    @Override
    public FeatureVector vector(Content content) throws UnusableContent {
        return vector(model.row(content));
    }

    @Override
    public List<Attempt<FeatureVector>> vectors(List<Content> contents) {
        List<Attempt<FeatureVector>> vectors = new ArrayList<>(contents.size());
        for (Attempt<float[]> row : model.rows(contents)) {
            vectors.add(Attempt.at(() -> vector(row.orThrow())));
        }
        return vectors;
    }

    private FeatureVector vector(float[] row) throws UnusableContent {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares)) {
            throw new UnusableContent("The embedder's model gives numbers that are not finite for this item.");
        }
        if (normalised && squares > 0) {
            float length = (float) Math.sqrt(squares);
            for (int i = 0; i < row.length; i++) {
                row[i] /= length;
            }
        }
        return new FeatureVector(row.length, allIndices, row);
    }
}
