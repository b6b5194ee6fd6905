package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.prelabel.FeatureSettings;
import dev.labelmill.core.prelabel.FeatureSettings.OfMiniLm;
import dev.labelmill.core.prelabel.FeatureSettings.OfModel;
import dev.labelmill.core.prelabel.FeatureSettings.OfNgrams;
import dev.labelmill.core.prelabel.FeatureSettings.OfPixels;

/** {@code features}, as batch.json and model files have it. */
public final class FeatureForm {

    private static final String NGRAMS = "hashed-ngrams";

    /** The hash of {@link dev.labelmill.core.prelabel.HashedNgrams}, so that no head's weights are looked up by another. */
    private static final String HASH = "polynomial";

    private FeatureForm() {}

    /**
     * Reads a head's {@code features}, which name their hash where they have one.
     *
     * @throws IllegalArgumentException saying in one sentence which field is wrong and what it should be
     */
    public static FeatureSettings ofHead(Fields fields) {
        if (fields.string("kind").equals(NGRAMS) && !fields.string("hash", "").equals(HASH)) {
            throw new IllegalArgumentException("features.hash must be \"" + HASH
                    + "\": weights of a head that was fitted by another hash belong to other words, so fit it again");
        }
        return read(fields);
    }

    /**
     * Reads {@code features} of batch.json.
     *
     * @throws IllegalArgumentException saying in one sentence which field is wrong and what it should be
     */
    public static FeatureSettings read(Fields fields) {
        FeatureSettings settings = switch (fields.string("kind")) {
            case "pixels" -> new OfPixels(fields.small("width"), fields.small("height"));
            case NGRAMS -> new OfNgrams(fields.small("buckets"), fields.small("minN"), fields.small("maxN"));
            case OfMiniLm.NAME -> new OfMiniLm();
            case "onnx" -> new OfModel(BatchFile.name(fields, "model"));
            default ->
                throw new IllegalArgumentException(
                        fields.at("kind") + " must be \"pixels\", \"hashed-ngrams\", \"minilm\" or \"onnx\", not \""
                                + fields.string("kind") + "\"");
        };
        fields.requireNothingElse();
        requireInRange(settings, fields);
        return settings;
    }

    private static void requireInRange(FeatureSettings settings, Fields fields) {
        try {
            settings.dimension();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(fields.at("kind") + ": " + e.getMessage(), e);
        }
    }

    /** What {@code ofHead} reads. */
    public static ObjectNode write(FeatureSettings settings) {
        if (settings instanceof OfPixels pixels) {
            return Json.object()
                    .put("kind", "pixels")
                    .put("width", pixels.width())
                    .put("height", pixels.height());
        }
        if (settings instanceof OfMiniLm) {
            return Json.object().put("kind", OfMiniLm.NAME);
        }
        if (settings instanceof OfModel own) {
            return Json.object().put("kind", "onnx").put("model", own.model());
        }
        OfNgrams ngrams = (OfNgrams) settings;
        return Json.object()
                .put("kind", NGRAMS)
                .put("hash", HASH)
                .put("buckets", ngrams.buckets())
                .put("minN", ngrams.minN())
                .put("maxN", ngrams.maxN());
    }
}
