package dev.labelmill.core.results;

import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A random sample of weighty things that weigh no more than a limit together, however many there are: those whose names
 * have the lowest hashes (the bottom-k sample of Cohen and Kaplan, PODC 2007, with a limit of weight for k). The same
 * whatever the order they come in: all up to the first with which the limit is passed.
 */
final class HashSample<T> {

    private record Drawn<T>(double rank, long weight, T thing) {}

    private final Draw draw;
    private final long limit;
    private final PriorityQueue<Drawn<T>> kept =
            new PriorityQueue<>(Comparator.comparingDouble(Drawn<T>::rank).reversed());
    private double threshold = 1;
    private long weight;
    private long seen;

    /** @param limit of the weights' sum; the thing with the lowest hash is kept however heavy it is */
    HashSample(Draw draw, long limit) {
        this.draw = draw;
        this.limit = limit;
    }

    void add(String name, long weighs, T thing) {
        seen++;
        double rank = draw.uniform("sample", name);
        if (rank >= threshold) {
            return;
        }
        kept.add(new Drawn<>(rank, weighs, thing));
        weight += weighs;
        while (weight > limit && kept.size() > 1) {
            Drawn<T> last = kept.poll();
            weight -= last.weight();
            // Who ranks behind one that had no place has none either: else what is light would come in more often.
            threshold = last.rank();
        }
    }

    /** How many things were shown. */
    long seen() {
        return seen;
    }

    /** The sample, lowest hash first. */
    List<T> things() {
        List<Drawn<T>> drawn = new ArrayList<>(kept);
        drawn.sort(Comparator.comparingDouble(Drawn::rank));
        return drawn.stream().map(Drawn::thing).toList();
    }
}
