package dev.labelmill.core.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS with backtracking (Nocedal &amp; Wright, <i>Numerical Optimization</i>, 2nd ed., algorithms 7.4 and
 * 3.1) for smooth convex functions.
 */
final class Lbfgs {

    private static final int MEMORY = 10;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int HALVINGS = 40;

    /** A smooth function of many variables. */
    interface Objective {
        /** The value at {@code x}; writes the gradient there into {@code gradient}. */
        double valueAndGradient(double[] x, double[] gradient);
    }

    /** A step taken and the change of the gradient along it. */
    private record Pair(double[] step, double[] change, double product) {}

    private Lbfgs() {}

    /**
     * Moves {@code x} to a minimum, until the gradient's largest entry is at most {@code tolerance}, no step decreases
     * the value any more, or the iterations are used up.
     */
    static void minimise(Objective objective, double[] x, int iterations, double tolerance) {
        double[] gradient = new double[x.length];
        double value = objective.valueAndGradient(x, gradient);
        Deque<Pair> newestFirst = new ArrayDeque<>();
        double[] next = new double[x.length];
        double[] nextGradient = new double[x.length];
        for (int iteration = 0; iteration < iterations && largest(gradient) > tolerance; iteration++) {
            double[] direction = direction(gradient, newestFirst);
            double slope = dot(direction, gradient);
            double length = newestFirst.isEmpty() ? Math.min(1, 1 / largest(gradient)) : 1;
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
                for (int i = 0; i < x.length; i++) {
                    next[i] = x[i] + length * direction[i];
                }
                nextValue = objective.valueAndGradient(next, nextGradient);
                if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                return;
            }
            remember(newestFirst, difference(next, x), difference(nextGradient, gradient));
            System.arraycopy(next, 0, x, 0, x.length);
            System.arraycopy(nextGradient, 0, gradient, 0, x.length);
            value = nextValue;
        }
    }

    /** Keeps the newest pairs, and only such with positive curvature, so that the direction always leads down. */
    private static void remember(Deque<Pair> newestFirst, double[] step, double[] change) {
        double product = dot(step, change);
        if (product <= 1e-12 * dot(change, change)) {
            return;
        }
        newestFirst.addFirst(new Pair(step, change, product));
        if (newestFirst.size() > MEMORY) {
            newestFirst.removeLast();
        }
    }

    /** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
    private static double[] direction(double[] gradient, Deque<Pair> newestFirst) {
        double[] q = gradient.clone();
        double[] alphas = new double[newestFirst.size()];
        int at = 0;
        for (Pair pair : newestFirst) {
            alphas[at] = dot(pair.step(), q) / pair.product();
            add(q, -alphas[at], pair.change());
            at++;
        }
        Pair newest = newestFirst.peekFirst();
        double scale = newest == null ? 1 : newest.product() / dot(newest.change(), newest.change());
        for (int i = 0; i < q.length; i++) {
            q[i] *= -scale;
        }
        for (Iterator<Pair> oldestFirst = newestFirst.descendingIterator(); oldestFirst.hasNext(); ) {
            Pair pair = oldestFirst.next();
            double beta = dot(pair.change(), q) / pair.product();
            add(q, -alphas[--at] - beta, pair.step());
        }
        return q;
    }

    private static void add(double[] to, double factor, double[] other) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * other[i];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
