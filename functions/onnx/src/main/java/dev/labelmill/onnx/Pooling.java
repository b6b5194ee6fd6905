package dev.labelmill.onnx;

import dev.labelmill.onnx.OnnxSession.Output;
import java.util.Locale;

/** How what a model gives for an example becomes one row of numbers. */
enum Pooling {

    /** It is one: [batch, d], or with further dimensions of 1. */
    NONE {
        @Override
        boolean fits(long[] shape) {
            return shape.length >= 2 && product(shape, 2) == 1;
        }

        @Override
        float[] row(Output output, int example, int length) {
            int width = (int) output.shape()[1];
            float[] row = new float[width];
            output.values().get(example * width, row);
            return row;
        }
    },

    /** The first position of [batch, positions, d]: BERT's {@code [CLS]}, a vision transformer's class token. */
    CLS {
        @Override
        boolean fits(long[] shape) {
            return shape.length == 3;
        }

        @Override
        float[] row(Output output, int example, int length) {
            int width = (int) output.shape()[2];
            float[] row = new float[width];
            output.values().get(example * (int) output.shape()[1] * width, row);
            return row;
        }
    },

    /**
     * The mean of the example's own positions of [batch, positions, d], or of all of [batch, d, height, width] (global
     * average pooling).
     */
    MEAN {
        @Override
        boolean fits(long[] shape) {
            return shape.length == 3 || shape.length == 4;
        }

        @Override
        float[] row(Output output, int example, int length) {
            return output.shape().length == 3 ? ofPositions(output, example, length) : ofPlanes(output, example);
        }
    };

    /** Whether an output of this shape can be read so. */
    abstract boolean fits(long[] shape);

    /**
     * An example's row.
     *
     * @param example its place in the batch, from 0
     * @param length how many positions are the example's own, the rest being padding; 0 for all
     */
    abstract float[] row(Output output, int example, int length);

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static float[] ofPositions(Output output, int example, int length) {
        int positions = (int) output.shape()[1];
        int width = (int) output.shape()[2];
        int own = length == 0 ? positions : Math.min(length, positions);
        float[] sum = new float[width];
        float[] position = new float[width];
        for (int t = 0; t < own; t++) {
            output.values().get((example * positions + t) * width, position);
            for (int d = 0; d < width; d++) {
                sum[d] += position[d];
            }
        }
        for (int d = 0; d < width; d++) {
            sum[d] /= own;
        }
        return sum;
    }

    private static float[] ofPlanes(Output output, int example) {
        int planes = (int) output.shape()[1];
        int size = (int) product(output.shape(), 2);
        float[] means = new float[planes];
        for (int d = 0; d < planes; d++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += output.values().get((example * planes + d) * size + i);
            }
            means[d] = (float) (sum / size);
        }
        return means;
    }

    private static long product(long[] shape, int from) {
        long product = 1;
        for (int i = from; i < shape.length; i++) {
            product *= shape[i];
        }
        return product;
    }
}
