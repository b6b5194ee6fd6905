package dev.labelmill.onnx;

import ai.onnxruntime.OrtException;
import dev.labelmill.core.geometry.NonMaximumSuppression;
import dev.labelmill.core.geometry.ScoredBox;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.UnusableContent;
import java.util.ArrayList;
import java.util.List;

/** A user's own detector: an image in, boxes of the batch's classes out, in the image's own pixels. */
final class OnnxDetector implements Detector {

    private final OnnxSession session;
    private final ImageInput input;
    private final DetectionLayout layout;
    private final ClassMapping mapping;
    private final double threshold;
    private final boolean fractions;
    private final NonMaximumSuppression suppression;

    /**
     * Tries the model with a black image.
     *
     * @param threshold score below which a box is none, 0 to 1
     * @param fractions whether boxes are in fractions of the model's image and not in its pixels
     * @throws IllegalArgumentException saying in one sentence how model and description do not fit
     */
    OnnxDetector(
            OnnxSession session,
            ImageInput input,
            DetectionLayout layout,
            ClassMapping mapping,
            double threshold,
            boolean fractions,
            NonMaximumSuppression suppression) {
        this.session = session;
        this.input = input;
        this.layout = layout;
        this.mapping = mapping;
        this.threshold = threshold;
        this.fractions = fractions;
        this.suppression = suppression;
        try {
            layout.read(
                    session.run(input.tensors(List.of(input.sample())), layout.outputs()),
                    (x1, y1, x2, y2, label, score) -> {});
        } catch (OrtException e) {
            throw new IllegalArgumentException("the model does not take what is described: " + Sentence.of(e), e);
        }
    }

    @Override
    public Detections detect(Content content) throws UnusableContent {
        ColourImage image = input.decode(content);
        Placement placement = input.placement(image);
        Found found = new Found(placement);
        try {
            layout.read(session.run(input.tensors(List.of(input.values(image))), layout.outputs()), found);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not run the model: " + Sentence.of(e), e);
        }
        if (found.broken) {
            throw new IllegalArgumentException("the model gives a box that is sure enough numbers that are not finite");
        }
        return new Detections(image.width(), image.height(), suppression.of(found.boxes));
    }

    /** What is sure enough, of the batch's classes and not outside the image. */
    private final class Found implements DetectionLayout.Sink {
        private final Placement placement;
        private final List<ScoredBox> boxes = new ArrayList<>();
        private boolean broken;

        Found(Placement placement) {
            this.placement = placement;
        }

        @Override
        public void add(double x1, double y1, double x2, double y2, int label, double score) {
            // Of thousands of candidates most are left out, and what is wrong with one of those does no harm. No score
            // is none.
            if (!(score >= threshold) || mapping.of(label).isEmpty()) {
                return;
            }
            if (!Double.isFinite(x1 + y1 + x2 + y2 + score)) {
                broken = true;
                return;
            }
            double across = fractions ? input.width() : 1;
            double down = fractions ? input.height() : 1;
            ScoredBox box = new ScoredBox(
                    placement.toImage(
                            x1 * across,
                            y1 * down,
                            x2 * across,
                            y2 * down,
                            mapping.of(label).getAsInt()),
                    Math.min(1, score));
            if (box.box().area() > 0) {
                boxes.add(box);
            }
        }
    }
}
