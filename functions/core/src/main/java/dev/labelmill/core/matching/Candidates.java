package dev.labelmill.core.matching;

import dev.labelmill.core.opinion.Opinion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * The pairs of parts that may be the same thing. Only the {@value #KEPT} parts of each other annotator that a part
 * resembles most are kept, which bounds memory whatever annotators draw.
 */
final class Candidates {

    private static final int KEPT = 3;

    private Candidates() {}

    /** Two parts by number, the lower first; sorted from the most alike. */
    record Pair(int one, int other, double likeness) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair that) {
            int byLikeness = Double.compare(that.likeness, likeness);
            if (byLikeness != 0) {
                return byLikeness;
            }
            return one != that.one ? Integer.compare(one, that.one) : Integer.compare(other, that.other);
        }
    }

    /** The pairs of different annotators' parts whose likeness reaches the threshold, some of them twice. */
    static <T> List<Pair> among(List<Opinion<T>> parts, ToDoubleBiFunction<T, T> likeness, double threshold) {
        Map<String, List<Integer>> byAnnotator = new TreeMap<>();
        for (int part = 0; part < parts.size(); part++) {
            byAnnotator
                    .computeIfAbsent(parts.get(part).annotator(), a -> new ArrayList<>())
                    .add(part);
        }
        List<Pair> pairs = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            for (var others : byAnnotator.entrySet()) {
                if (!others.getKey().equals(parts.get(part).annotator())) {
                    pairs.addAll(nearest(part, others.getValue(), parts, likeness, threshold));
                }
            }
        }
        pairs.sort(null);
        return pairs;
    }

    private static <T> Collection<Pair> nearest(
            int part,
            List<Integer> others,
            List<Opinion<T>> parts,
            ToDoubleBiFunction<T, T> likeness,
            double threshold) {
        T own = parts.get(part).value();
        PriorityQueue<Pair> best = new PriorityQueue<>(Comparator.reverseOrder());
        for (int other : others) {
            double alike = likeness.applyAsDouble(own, parts.get(other).value());
            if (alike >= threshold) {
                best.add(new Pair(Math.min(part, other), Math.max(part, other), alike));
            }
            if (best.size() > KEPT) {
                best.poll();
            }
        }
        return best;
    }
}
