package dev.labelmill.core.geometry;

import dev.labelmill.core.matching.Pairing;
import java.util.List;

/** How two annotators' boxes on one image pair up. Boxes of different classes are never paired. */
public final class BoxPairs {

    private BoxPairs() {}

    /**
     * The pairing whose boxes overlap at least so far: as many pairs as possible, then the greatest sum of IoU. F1 of it
     * is the F1 of detection at that threshold (PASCAL VOC's is .5), with the best pairing in place of a greedy one.
     *
     * @param minIou in (0,1]
     */
    public static Pairing atLeast(double minIou, List<Box> one, List<Box> other) {
        if (!(minIou > 0 && minIou <= 1)) {
            throw new IllegalArgumentException("a least IoU lies above 0 and at most at 1, not at " + minIou);
        }
        return Pairing.of(one, other, (a, b) -> {
            double iou = credit(a, b);
            return iou >= minIou ? iou : 0;
        });
    }

    /** The pairing with the greatest sum of IoU, whose {@link Pairing#likeness} tells how alike the two labels are. */
    public static Pairing best(List<Box> one, List<Box> other) {
        return Pairing.bySum(one, other, BoxPairs::credit);
    }

    private static double credit(Box one, Box other) {
        return one.category() == other.category() ? one.iou(other) : 0;
    }
}
