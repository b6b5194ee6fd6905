package dev.labelmill.lambda.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which faults happen: drawn from a seed at each place where one may happen, until there were as many as are wanted, so that
 * a run in trouble comes to its end. Safe for use by several threads; a handler that writes in several at once draws the same
 * number of faults, not always at the same of its writes.
 */
final class FaultPlan {

    private final SplittableRandom random;
    private final Set<FaultKind> kinds;
    private final int most;
    private final int from;
    private final Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
    private int total;
    private int step;

    /**
     * @param kinds those that may happen
     * @param most  after how many there is peace
     * @param from  at which step of the cloud they begin, so that not all of them strike what comes first
     */
    FaultPlan(long seed, Set<FaultKind> kinds, int most, int from) {
        this.random = new SplittableRandom(seed);
        this.kinds = kinds;
        this.most = most;
        this.from = from;
    }

    /** Nothing goes wrong. */
    static FaultPlan calm() {
        return new FaultPlan(0, Set.of(), 0, 0);
    }

    /** Whether this is one of trouble. */
    boolean isTroubled() {
        return most > 0;
    }

    /** A step of the cloud begins. */
    synchronized void reach(int now) {
        step = now;
    }

    /** Whether faults of a kind may happen at all. */
    boolean mayStrike(FaultKind kind) {
        return kinds.contains(kind);
    }

    /** Whether a fault happens here; if so it counts as injected. */
    synchronized boolean strikes(FaultKind kind) {
        return strikes(kind, 1);
    }

    /** The same at a place that is seldom come by, so many times as likely. */
    synchronized boolean strikes(FaultKind kind, int times) {
        if (step < from || total >= most || !kinds.contains(kind) || random.nextDouble() >= kind.chance() * times) {
            return false;
        }
        total++;
        injected.merge(kind, 1, Integer::sum);
        return true;
    }

    /** A number from 0, below a bound that is at least 1. */
    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    /** The same in another order, if that is a fault that happens. */
    synchronized <T> List<T> ordered(List<T> things) {
        if (things.size() < 2 || !strikes(FaultKind.REORDER)) {
            return things;
        }
        List<T> shuffled = new ArrayList<>(things);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    /** How many faults of each kind there were. */
    synchronized Map<FaultKind, Integer> injected() {
        return new EnumMap<>(injected);
    }

    /** How many there were in all. */
    synchronized int total() {
        return total;
    }
}
