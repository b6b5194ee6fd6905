package dev.labelmill.core.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Greedy non-maximum suppression: of the boxes of a class, the surest is taken, all others that overlap it by more than the
 * threshold are dropped, and so on with the surest that is left (Felzenszwalb, Girshick, McAllester and Ramanan, "Object detection
 * with discriminatively trained part-based models", 2010; the same as torchvision's {@code batched_nms}). Boxes of different
 * classes leave each other alone. What is taken overlaps by no more than the threshold, so doing it again changes nothing.
 *
 * @param iou  overlap up to which two boxes of a class both stand, in [0,1]
 * @param most boxes that are taken of all classes together, the surest, at least 1
 */
public record NonMaximumSuppression(double iou, int most) {

    /** @throws IllegalArgumentException if one is not in its range */
    public NonMaximumSuppression {
        if (!(iou >= 0 && iou <= 1) || most < 1) {
            throw new IllegalArgumentException(
                    "an overlap is from 0 to 1 and a number of boxes at least 1, not " + iou + " and " + most);
        }
    }

    /** What stands, the surest first. */
    public List<ScoredBox> of(List<ScoredBox> boxes) {
        List<ScoredBox> taken = new ArrayList<>();
        for (ScoredBox next : boxes.stream().sorted(ScoredBox.SUREST_FIRST).toList()) {
            if (taken.size() == most) {
                break;
            }
            if (taken.stream().noneMatch(before -> covers(before.box(), next.box()))) {
                taken.add(next);
            }
        }
        return taken;
    }

    private boolean covers(Box before, Box box) {
        return before.category() == box.category() && before.iou(box) > iou;
    }
}
