package dev.labelmill.core.geometry;

import java.util.Comparator;
import java.util.stream.DoubleStream;

/**
 * An axis-aligned box of a class, in pixels from the image's upper left corner, x to the right and y down. Edges are
 * lines between pixels: a box over the whole image goes from 0 to its width. A box may be of no area (right not beyond
 * left, or bottom not beyond top) and may lie outside its image: both are what checks are there to find.
 *
 * @param left     x of the left edge
 * @param top      y of the upper edge
 * @param right    x of the right edge
 * @param bottom   y of the lower edge
 * @param category class index, from 0
 */
public record Box(double left, double top, double right, double bottom, int category) {

    /** No coordinate may be larger, so that no area overflows. */
    public static final double MAX_COORDINATE = 1e9;

    /** By place, then class: equal only for equal boxes. */
    public static final Comparator<Box> ORDER = Comparator.comparingDouble(Box::left)
            .thenComparingDouble(Box::top)
            .thenComparingDouble(Box::right)
            .thenComparingDouble(Box::bottom)
            .thenComparingInt(Box::category);

    /** @throws IllegalArgumentException for a coordinate that is not finite or too large, or a negative class */
    public Box {
        if (!DoubleStream.of(left, top, right, bottom).allMatch(x -> Math.abs(x) <= MAX_COORDINATE)) {
            throw new IllegalArgumentException("a box's coordinates must be numbers of at most 1e9, not " + left + ", "
                    + top + ", " + right + ", " + bottom);
        }
        if (category < 0) {
            throw new IllegalArgumentException("a box's class index must not be negative: " + category);
        }
        left += 0.0;
        top += 0.0;
        right += 0.0;
        bottom += 0.0;
    }

    /** A box from its upper left corner, its width and its height. */
    public static Box ofSize(double left, double top, double width, double height, int category) {
        return new Box(left, top, left + width, top + height, category);
    }

    /** Pixels from left to right, at least 0. */
    public double width() {
        return Math.max(0, right - left);
    }

    /** Pixels from top to bottom, at least 0. */
    public double height() {
        return Math.max(0, bottom - top);
    }

    /** Square pixels, at least 0. */
    public double area() {
        return width() * height();
    }

    /**
     * Intersection over union (Jaccard's index of the two areas), whatever the classes. 1 − IoU is a metric.
     *
     * @return in [0,1]; 1 only for boxes with the same edges. A box of no area has nothing in common with any but one
     *     with the same edges
     */
    public double iou(Box other) {
        if (left == other.left && top == other.top && right == other.right && bottom == other.bottom) {
            return 1;
        }
        double wide = Math.min(right, other.right) - Math.max(left, other.left);
        double high = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (wide <= 0 || high <= 0) {
            return 0;
        }
        double common = wide * high;
        double union = area() + other.area() - common;
        return union > 0 ? Math.min(1, common / union) : 0;
    }

    /** The same edges with another class. */
    public Box withCategory(int other) {
        return new Box(left, top, right, bottom, other);
    }
}
