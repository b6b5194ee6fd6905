package dev.labelmill.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.UnusableContent;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Images of one size: decoded, resized, and each channel made {@code (scale × value − mean) / deviation} of its values from
 * 0 to 255.
 */
final class ImageInput implements ModelInput<float[]> {

    private final String name;
    private final ImageRule rule;

    /** Whether the model takes one image without a dimension for several, as torchvision's detectors do. */
    private final boolean single;

    /** @throws IllegalArgumentException if the model takes something else */
    ImageInput(ImageRule rule, OnnxSession session) {
        this.rule = rule;
        if (session.inputs().size() != 1) {
            throw new IllegalArgumentException(
                    "the model takes " + String.join(", ", session.inputs().keySet()) + ", but an image is one input");
        }
        Map.Entry<String, TensorInfo> input =
                session.inputs().entrySet().iterator().next();
        this.name = input.getKey();
        if (input.getValue().type != OnnxJavaType.FLOAT) {
            throw new IllegalArgumentException(
                    "the model takes \"" + name + "\" as " + input.getValue().type + ", but images are FLOAT");
        }
        this.single = input.getValue().getShape().length == rule.shape(1).length - 1;
        requireShape(input.getValue().getShape(), shape(1));
    }

    private long[] shape(int images) {
        long[] shape = rule.shape(images);
        return single ? Arrays.copyOfRange(shape, 1, shape.length) : shape;
    }

    /** A dimension below 0 is free, and the first is the batch's where there is one. */
    private void requireShape(long[] taken, long[] given) {
        boolean fits = taken.length == given.length;
        for (int i = single ? 0 : 1; fits && i < given.length; i++) {
            fits = taken[i] < 0 || taken[i] == given[i];
        }
        if (!fits) {
            throw new IllegalArgumentException("the model takes \"" + name + "\" of the shape " + Arrays.toString(taken)
                    + ", but the description gives " + Arrays.toString(given));
        }
    }

    @Override
    public float[] prepare(Content content) throws UnusableContent {
        return values(decode(content));
    }

    /** The picture itself. */
    ColourImage decode(Content content) throws UnusableContent {
        if (!(content instanceof Content.Bytes bytes)) {
            throw new UnusableContent("The labeler reads images, and this item is text.");
        }
        return ImageDecoder.decode(bytes.data());
    }

    /** What the model sees of a picture. */
    float[] values(ColourImage image) {
        return rule.values(image);
    }

    /** Where a picture lies in the model's. */
    Placement placement(ColourImage image) {
        return rule.placement(image);
    }

    /** Of the model's images, in pixels. */
    int width() {
        return rule.width();
    }

    /** Of the model's images, in pixels. */
    int height() {
        return rule.height();
    }

    @Override
    public float[] sample() {
        return new float[rule.size()];
    }

    @Override
    public int length(float[] example) {
        return 0;
    }

    @Override
    public Map<String, OnnxTensor> tensors(List<float[]> batch) throws OrtException {
        FloatBuffer values = FloatBuffer.allocate(batch.size() * rule.size());
        batch.forEach(values::put);
        return Map.of(
                name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values.flip(), shape(batch.size())));
    }
}
