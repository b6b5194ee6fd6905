package dev.labelmill.core.geometry;

import dev.labelmill.core.matching.Cluster;
import dev.labelmill.core.matching.Clusters;
import dev.labelmill.core.matching.Fused;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.opinion.Quorum;
import dev.labelmill.core.opinion.WeightedVote;
import dev.labelmill.core.robust.Middle;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Several annotators' boxes on one image become one set of boxes: boxes are clustered across annotators by IoU, a
 * cluster with a quorum behind it becomes one box, each of whose edges is the middle of the members' and whose class is
 * their weighted vote (a tie goes to the lower index).
 *
 * @param minIou IoU from which two annotators' boxes of one class may be the same object, in (0,1]; of different
 *     classes it takes {@value #OTHER_CLASS} more
 * @param quorum how many must have drawn it
 * @param edges  how edges are brought together
 */
public record BoxFusion(double minIou, Quorum quorum, Middle edges) {

    /** Two objects of different classes often overlap (a rider, a bicycle); one object named differently overlaps more. */
    static final double OTHER_CLASS = 0.2;

    /** Half overlap, a majority, medians. */
    public static final BoxFusion DEFAULT = new BoxFusion(0.5, Quorum.MAJORITY, Middle.MEDIAN);

    /** Checks the range. */
    public BoxFusion {
        if (!(minIou > 0 && minIou <= 1)) {
            throw new IllegalArgumentException("a least IoU lies above 0 and at most at 1, not at " + minIou);
        }
    }

    /**
     * Fuses.
     *
     * @return the boxes in {@link Box#ORDER}; one annotator's boxes as they are; none for nobody
     */
    public List<Fused<Box>> fuse(Opinions<List<Box>> drawings) {
        return Clusters.of(drawings, Box.ORDER, BoxFusion::likeness, minIou).stream()
                .filter(cluster -> quorum.isReached(cluster.support()))
                .map(cluster -> new Fused<>(box(cluster), cluster.support()))
                .sorted(Comparator.comparing(Fused::part, Box.ORDER))
                .toList();
    }

    private static double likeness(Box one, Box other) {
        return one.category() == other.category() ? one.iou(other) : one.iou(other) - OTHER_CLASS;
    }

    private Box box(Cluster<Box> cluster) {
        return new Box(
                middle(cluster, Box::left),
                middle(cluster, Box::top),
                middle(cluster, Box::right),
                middle(cluster, Box::bottom),
                WeightedVote.winner(cluster.members().stream()
                        .map(m -> m.as(m.value().category()))
                        .toList()));
    }

    private double middle(Cluster<Box> cluster, ToDoubleFunction<Box> edge) {
        return edges.of(
                cluster.parts().stream().mapToDouble(edge).toArray(),
                cluster.members().stream().mapToDouble(Opinion::weight).toArray());
    }
}
