package dev.labelmill.bench.text;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Groups of items that are nearly the same: those whose vectors' cosine is at least so much, and those that such pairs link
 * (the connected components). All pairs are compared.
 */
final class NearDuplicates {

    private final int[] parent;

    private NearDuplicates(int items) {
        parent = IntStream.range(0, items).toArray();
    }

    /**
     * The groups, each with its items' indices in their order; an item that is like no other is a group by itself.
     *
     * @param vectors dense, of one length and of length 1 in space
     * @param cosine  of a pair that belongs together, at least
     */
    static List<List<Integer>> groups(List<FeatureVector> vectors, double cosine) {
        NearDuplicates groups = new NearDuplicates(vectors.size());
        float[][] rows = vectors.stream().map(FeatureVector::values).toArray(float[][]::new);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                if (dot(rows[i], rows[j]) >= cosine) {
                    groups.join(i, j);
                }
            }
        }
        return groups.lists();
    }

    private List<List<Integer>> lists() {
        Map<Integer, List<Integer>> lists = new TreeMap<>();
        for (int i = 0; i < parent.length; i++) {
            lists.computeIfAbsent(root(i), first -> new ArrayList<>()).add(i);
        }
        return List.copyOf(lists.values());
    }

    private void join(int i, int j) {
        int one = root(i);
        int other = root(j);
        parent[Math.max(one, other)] = Math.min(one, other);
    }

    private int root(int i) {
        int root = i;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /** Four sums do not wait for one another. */
    private static float dot(float[] x, float[] y) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 4 <= x.length; i += 4) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) {
            a += x[i] * y[i];
        }
        return a + b + c + d;
    }
}
