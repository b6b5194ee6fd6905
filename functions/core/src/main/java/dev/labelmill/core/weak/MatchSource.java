package dev.labelmill.core.weak;

/** Counts that can be gone through again and again, because they need not fit in memory. */
@FunctionalInterface
public interface MatchSource {

    /** Shows each count. The same matches may come more than once: what counts is the sum. */
    void forEach(Visitor visitor);

    /** Takes counts. */
    @FunctionalInterface
    interface Visitor {

        /** @param items how many have these matches; negative where some that were counted elsewhere are no items */
        void visit(Matches matches, long items);
    }
}
