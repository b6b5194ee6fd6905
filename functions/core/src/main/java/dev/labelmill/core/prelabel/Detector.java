package dev.labelmill.core.prelabel;

import dev.labelmill.core.geometry.ScoredBox;
import java.util.List;

/** Something that finds boxes on images. Implementations are immutable and safe for use by several threads. */
public interface Detector {

    /**
     * What it found on an image.
     *
     * @param width  of the image, in pixels
     * @param height of the image, in pixels
     * @param boxes  of the batch's classes, in the image's pixels and within it, the surest first; none is an answer too
     */
    record Detections(int width, int height, List<ScoredBox> boxes) {
        public Detections {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * Finds boxes.
     *
     * @throws UnusableContent          if this content is no image that can be read
     * @throws IllegalArgumentException saying in one sentence why what was found on it is no pre-label
     */
    Detections detect(Content content) throws UnusableContent;
}
