package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A random sample of a batch's feature vectors for fitting clusters, never more than so many: those whose items have the
 * lowest hashes (the bottom-k sample of Cohen and Kaplan, PODC 2007). Chunks sample on their own, and samples of chunks
 * put together are the sample of all.
 */
public final class FeatureSample {

    /**
     * One of the sample.
     *
     * @param rank its item's hash draw
     */
    public record Drawn(double rank, String item, FeatureVector features) {}

    private static final Comparator<Drawn> ORDER =
            Comparator.comparingDouble(Drawn::rank).thenComparing(Drawn::item);

    private final Draw draw;
    private final int most;
    private final PriorityQueue<Drawn> kept = new PriorityQueue<>(ORDER.reversed());

    /** @param most vectors to keep, at least 1 */
    public FeatureSample(Draw draw, int most) {
        this.draw = draw;
        this.most = most;
    }

    /** Shows an item. */
    public void add(String item, FeatureVector features) {
        add(new Drawn(draw.uniform("cluster", item), item, features));
    }

    /** Puts a chunk's sample to this one. */
    public void addAll(List<Drawn> sample) {
        sample.forEach(this::add);
    }

    /** The sample, lowest hash first, whatever the order things came in. */
    public List<Drawn> drawn() {
        return kept.stream().sorted(ORDER).toList();
    }

    private void add(Drawn one) {
        kept.add(one);
        if (kept.size() > most) {
            kept.poll();
        }
    }
}
