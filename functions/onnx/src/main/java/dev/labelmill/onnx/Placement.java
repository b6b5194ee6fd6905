package dev.labelmill.onnx;

import dev.labelmill.core.geometry.Box;

/**
 * Where an image lies in the model's: scaled, and moved. Edges are lines between pixels on both sides, so that no half pixel is
 * added.
 *
 * @param imageWidth  of the image as it was, in pixels
 * @param imageHeight of the image as it was, in pixels
 * @param left        of the scaled image in the model's, in the model's pixels; below 0 where it is cut off
 * @param top         likewise
 * @param width       of the scaled image, in the model's pixels
 * @param height      of the scaled image, in the model's pixels
 */
record Placement(int imageWidth, int imageHeight, int left, int top, int width, int height) {

    /** A box on the model's image as one on the image, cut where it reaches over the image's edges. */
    Box toImage(double x1, double y1, double x2, double y2, int category) {
        return new Box(
                within((x1 - left) * imageWidth / width, imageWidth),
                within((y1 - top) * imageHeight / height, imageHeight),
                within((x2 - left) * imageWidth / width, imageWidth),
                within((y2 - top) * imageHeight / height, imageHeight),
                category);
    }

    /** A box on the image as one on the model's. */
    Box toModel(Box box) {
        return new Box(
                left + box.left() * width / imageWidth,
                top + box.top() * height / imageHeight,
                left + box.right() * width / imageWidth,
                top + box.bottom() * height / imageHeight,
                box.category());
    }

    private static double within(double place, int most) {
        return Math.max(0, Math.min(most, place));
    }
}
