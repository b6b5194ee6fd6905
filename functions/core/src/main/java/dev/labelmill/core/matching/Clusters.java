package dev.labelmill.core.matching;

import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * Brings the parts of several annotators' labels of one item together: agglomerative clustering in which a cluster
 * holds at most one part of each annotator, for nobody draws one thing twice.
 *
 * <p>Pairs of parts of different annotators are taken from the most alike down to the threshold; the clusters of a
 * pair become one if they have no annotator in common and the mean likeness between them reaches the threshold, which
 * keeps chains of parts that each resemble the next from running together.
 *
 * <p>Parts are put in an order of their own first, so the order in which annotators are given changes nothing.
 *
 * @param <T> a part of a label
 */
public final class Clusters<T> {

    private final Opinions<List<T>> opinions;
    private final List<Opinion<T>> parts;
    private final ToDoubleBiFunction<T, T> likeness;
    private final double threshold;
    private final int[] clusterOf;
    private final TreeMap<Integer, List<Integer>> clusters = new TreeMap<>();

    private Clusters(
            Opinions<List<T>> opinions, Comparator<T> order, ToDoubleBiFunction<T, T> likeness, double threshold) {
        this.opinions = opinions;
        this.parts = inOrder(opinions, order);
        this.likeness = likeness;
        this.threshold = threshold;
        this.clusterOf = new int[parts.size()];
        for (int part = 0; part < clusterOf.length; part++) {
            clusterOf[part] = part;
            clusters.put(part, new ArrayList<>(List.of(part)));
        }
    }

    /**
     * Clusters.
     *
     * @param opinions  each annotator's parts; none is an opinion too, and counts in every support
     * @param order     of parts, by everything they consist of
     * @param likeness  of two parts, symmetric, at most 1
     * @param threshold likeness at which two parts may be the same thing, in (0,1]
     * @return the clusters in the order of their first parts; every part is in one of them, alone if it resembles no other
     */
    public static <T> List<Cluster<T>> of(
            Opinions<List<T>> opinions, Comparator<T> order, ToDoubleBiFunction<T, T> likeness, double threshold) {
        Clusters<T> growing = new Clusters<>(opinions, order, likeness, threshold);
        Candidates.among(growing.parts, likeness, threshold).forEach(growing::join);
        return growing.clusters.values().stream().map(growing::finished).toList();
    }

    private static <T> List<Opinion<T>> inOrder(Opinions<List<T>> opinions, Comparator<T> order) {
        List<Opinion<T>> parts = new ArrayList<>();
        opinions.each().forEach(opinion -> opinion.value().forEach(part -> parts.add(opinion.as(part))));
        parts.sort(Comparator.<Opinion<T>, T>comparing(Opinion::value, order).thenComparing(Opinion::annotator));
        return parts;
    }

    private void join(Candidates.Pair pair) {
        int one = Math.min(clusterOf[pair.one()], clusterOf[pair.other()]);
        int other = Math.max(clusterOf[pair.one()], clusterOf[pair.other()]);
        if (one == other || !mayJoin(clusters.get(one), clusters.get(other))) {
            return;
        }
        List<Integer> moved = clusters.remove(other);
        moved.forEach(part -> clusterOf[part] = one);
        clusters.get(one).addAll(moved);
    }

    private boolean mayJoin(List<Integer> one, List<Integer> other) {
        double sum = 0;
        for (int i : one) {
            for (int j : other) {
                if (parts.get(i).annotator().equals(parts.get(j).annotator())) {
                    return false;
                }
                sum += likeness.applyAsDouble(parts.get(i).value(), parts.get(j).value());
            }
        }
        return sum >= threshold * one.size() * other.size();
    }

    private Cluster<T> finished(List<Integer> numbers) {
        List<Opinion<T>> members = numbers.stream().sorted().map(parts::get).toList();
        List<String> authors = members.stream().map(Opinion::annotator).toList();
        return new Cluster<>(members, opinions.mean(opinion -> authors.contains(opinion.annotator()) ? 1 : 0));
    }
}
