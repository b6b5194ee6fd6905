package dev.labelmill.core.span;

import dev.labelmill.core.matching.Cluster;
import dev.labelmill.core.matching.Clusters;
import dev.labelmill.core.matching.Fused;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.opinion.Quorum;
import dev.labelmill.core.opinion.WeightedVote;
import java.util.Comparator;
import java.util.List;

/**
 * Several annotators' spans of one text become one set of spans: spans are clustered across annotators by the IoU of
 * their code points, a cluster with a quorum behind it becomes one span. Its offsets are those of the medoid, the
 * member with the greatest weighted sum of IoU to the others, so it starts and ends where somebody said, never within
 * a word between two opinions; offsets that more than half of the weight agrees on always win, for 1 − IoU is a
 * metric. Tied medoids give the first in order. The class is the members' weighted vote (a tie goes to the lower index).
 *
 * @param minIou IoU from which two annotators' spans of one class may be the same mention, in (0,1]; of different
 *     classes it takes {@value #OTHER_CLASS} more
 * @param quorum how many must have marked it
 */
public record SpanFusion(double minIou, Quorum quorum) {

    /** A mention nested in another of a different class is no second opinion on it. */
    static final double OTHER_CLASS = 0.2;

    /** Sums of IoU this near are a tie. */
    private static final double ROUNDING = 1e-9;

    /** A third in common ("New York" in "the City of New York" is .4), and a majority. */
    public static final SpanFusion DEFAULT = new SpanFusion(1.0 / 3, Quorum.MAJORITY);

    /** Checks the range. */
    public SpanFusion {
        if (!(minIou > 0 && minIou <= 1)) {
            throw new IllegalArgumentException("a least IoU lies above 0 and at most at 1, not at " + minIou);
        }
    }

    /**
     * Fuses.
     *
     * @return the spans in {@link Span#ORDER}; one annotator's spans as they are; none for nobody
     */
    public List<Fused<Span>> fuse(Opinions<List<Span>> markups) {
        return Clusters.of(markups, Span.ORDER, SpanFusion::likeness, minIou).stream()
                .filter(cluster -> quorum.isReached(cluster.support()))
                .map(cluster -> new Fused<>(span(cluster), cluster.support()))
                .sorted(Comparator.comparing(Fused::part, Span.ORDER))
                .toList();
    }

    private static double likeness(Span one, Span other) {
        return one.category() == other.category() ? one.iou(other) : one.iou(other) - OTHER_CLASS;
    }

    private static Span span(Cluster<Span> cluster) {
        return medoid(cluster)
                .withCategory(WeightedVote.winner(cluster.members().stream()
                        .map(m -> m.as(m.value().category()))
                        .toList()));
    }

    private static Span medoid(Cluster<Span> cluster) {
        Span best = cluster.parts().get(0);
        double most = -1;
        for (Span candidate : cluster.parts()) {
            double sum = 0;
            for (Opinion<Span> member : cluster.members()) {
                sum += member.weight() * candidate.iou(member.value());
            }
            if (sum > most * (1 + ROUNDING)) {
                best = candidate;
                most = sum;
            }
        }
        return best;
    }
}
