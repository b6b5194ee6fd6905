package dev.labelmill.local.cloud;

import java.time.Duration;
import java.util.List;

/** Something that has, or has not, work waiting. */
@FunctionalInterface
public interface Idle {

    /** Whether nothing waits and nothing is under way, as far as is known now. */
    boolean idle();

    /**
     * Waits until all of {@code sources} are idle at once and stay so for {@code settle}, since what one finishes may wake
     * another a moment later.
     *
     * @return false if {@code limit} passed before
     */
    static boolean awaitAll(List<? extends Idle> sources, Duration settle, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long idleSince = System.nanoTime();
        while (System.nanoTime() < deadline) {
            if (!sources.stream().allMatch(Idle::idle)) {
                idleSince = System.nanoTime();
            } else if (System.nanoTime() - idleSince >= settle.toNanos()) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }
}
