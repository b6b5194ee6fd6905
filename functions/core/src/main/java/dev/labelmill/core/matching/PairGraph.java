package dev.labelmill.core.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Which parts of two labels may be paired, as a bipartite graph. What is not connected in it has no say in each other's
 * pairs, so that each component is assigned by itself: the Hungarian method's cube is that of the largest component, and
 * not that of the label.
 */
final class PairGraph {

    private final List<Edge> edges = new ArrayList<>();
    private final int[] parent;

    /** @param other numbered from the first label's size on, so that both labels' parts are vertices of one numbering */
    private record Edge(int one, int other, double credit) {}

    /** @param credit of a pair, in [0,1]; 0 for two parts that must not be paired */
    <T> PairGraph(List<T> one, List<T> other, ToDoubleBiFunction<T, T> credit) {
        this.parent = IntStream.range(0, one.size() + other.size()).toArray();
        for (int i = 0; i < one.size(); i++) {
            for (int j = 0; j < other.size(); j++) {
                double worth = credit.applyAsDouble(one.get(i), other.get(j));
                if (worth > 0) {
                    edges.add(new Edge(i, one.size() + j, worth));
                    parent[root(i)] = root(one.size() + j);
                }
            }
        }
    }

    private int root(int vertex) {
        int root = vertex;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /**
     * The credits of the pairs whose sum is greatest.
     *
     * @param worthOfAPair what a pair counts for besides its credit, at least 0
     */
    List<Double> paired(double worthOfAPair) {
        TreeMap<Integer, List<Edge>> components = new TreeMap<>();
        for (Edge edge : edges) {
            components
                    .computeIfAbsent(root(edge.one), root -> new ArrayList<>())
                    .add(edge);
        }
        return components.values().stream()
                .flatMap(component -> assigned(component, worthOfAPair).stream())
                .toList();
    }

    private static List<Double> assigned(List<Edge> component, double worthOfAPair) {
        int[] rows = component.stream().mapToInt(Edge::one).distinct().sorted().toArray();
        int[] columns =
                component.stream().mapToInt(Edge::other).distinct().sorted().toArray();
        double[][] credits = new double[rows.length][columns.length];
        double[][] weights = new double[rows.length][columns.length];
        for (Edge edge : component) {
            int row = Arrays.binarySearch(rows, edge.one);
            int column = Arrays.binarySearch(columns, edge.other);
            credits[row][column] = edge.credit;
            weights[row][column] = worthOfAPair + edge.credit;
        }
        int[] partner = Assignment.maximise(weights);
        return IntStream.range(0, partner.length)
                .filter(row -> partner[row] >= 0 && credits[row][partner[row]] > 0)
                .mapToObj(row -> credits[row][partner[row]])
                .toList();
    }
}
