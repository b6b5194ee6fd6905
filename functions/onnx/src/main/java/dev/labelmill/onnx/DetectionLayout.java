package dev.labelmill.onnx;

import dev.labelmill.onnx.OnnxSession.Output;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How a detector's outputs hold what it found on one image. */
sealed interface DetectionLayout {

    /** The outputs that are read. */
    List<String> outputs();

    /**
     * Reads them.
     *
     * @param found takes what they hold
     * @throws IllegalArgumentException if they have other shapes
     */
    void read(Map<String, Output> outputs, Sink found);

    /** Takes what was found: edges in the model's units, the model's own class, its score. */
    interface Sink {
        void add(double x1, double y1, double x2, double y2, int label, double score);
    }

    /**
     * Three outputs as torchvision's detectors have them: boxes {@code [n, 4]} by their edges x1, y1, x2, y2, labels {@code [n]}
     * and scores {@code [n]}; a first dimension of 1 before n is passed over.
     */
    record Torchvision(String boxes, String labels, String scores) implements DetectionLayout {

        @Override
        public List<String> outputs() {
            return List.of(boxes, labels, scores);
        }

        @Override
        public void read(Map<String, Output> outputs, Sink found) {
            long[] shape = of(outputs, boxes, 2);
            int n = Math.toIntExact(shape[0]);
            if (shape[1] != 4 || of(outputs, labels, 1)[0] != n || of(outputs, scores, 1)[0] != n) {
                throw new IllegalArgumentException("the model's outputs \"" + boxes + "\", \"" + labels + "\" and \""
                        + scores + "\" must have the shapes [n, 4], [n] and [n]");
            }
            FloatBuffer edges = outputs.get(boxes).values();
            FloatBuffer classes = outputs.get(labels).values();
            FloatBuffer sure = outputs.get(scores).values();
            for (int i = 0; i < n; i++) {
                found.add(
                        edges.get(4 * i),
                        edges.get(4 * i + 1),
                        edges.get(4 * i + 2),
                        edges.get(4 * i + 3),
                        Math.round(classes.get(i)),
                        sure.get(i));
            }
        }

        /** The shape without a batch of one. */
        private static long[] of(Map<String, Output> outputs, String name, int dimensions) {
            long[] shape = outputs.get(name).shape();
            long[] own = shape.length == dimensions + 1 && shape[0] == 1
                    ? Arrays.copyOfRange(shape, 1, shape.length)
                    : shape;
            if (own.length != dimensions) {
                throw new IllegalArgumentException("the model's output \"" + name + "\" has the shape "
                        + Arrays.toString(shape) + ", and " + dimensions + " dimensions are wanted");
            }
            return own;
        }
    }

    /**
     * One output as Ultralytics' YOLOv8 and later have it, {@code [1, 4 + classes, n]} or {@code [1, n, 4 + classes]}: a box's middle,
     * width and height, and a score for each class, of which the highest counts, and one that is not a number never.
     *
     * @param classes that the model has
     */
    record Yolo(String output, int classes) implements DetectionLayout {

        private static final int EDGES = 4;

        @Override
        public List<String> outputs() {
            return List.of(output);
        }

        @Override
        public void read(Map<String, Output> outputs, Sink found) {
            long[] shape = outputs.get(output).shape();
            int rows = EDGES + classes;
            boolean fits = shape.length == 3 && shape[0] == 1 && (shape[1] == rows || shape[2] == rows);
            if (!fits) {
                throw new IllegalArgumentException("the model's output \"" + output + "\" has the shape "
                        + Arrays.toString(shape) + ", but output.labels names " + classes + " classes: it must be [1, "
                        + rows + ", n] or [1, n, " + rows + "]");
            }
            boolean channelsFirst = shape[1] == rows;
            int n = Math.toIntExact(channelsFirst ? shape[2] : shape[1]);
            FloatBuffer values = outputs.get(output).values();
            for (int i = 0; i < n; i++) {
                int first = channelsFirst ? i : i * rows;
                add(values, first, channelsFirst ? n : 1, found);
            }
        }

        private void add(FloatBuffer values, int first, int step, Sink found) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                float highest = values.get(first + (EDGES + best) * step);
                if (Float.isNaN(highest) || values.get(first + (EDGES + k) * step) > highest) {
                    best = k;
                }
            }
            double x = values.get(first);
            double y = values.get(first + step);
            double halfWidth = values.get(first + 2 * step) / 2.0;
            double halfHeight = values.get(first + 3 * step) / 2.0;
            found.add(
                    x - halfWidth,
                    y - halfHeight,
                    x + halfWidth,
                    y + halfHeight,
                    best,
                    values.get(first + (EDGES + best) * step));
        }
    }
}
