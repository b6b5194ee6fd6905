package dev.labelmill.core.consensus;

/**
 * Tasks and their answers, to be read as often as a method needs them, the same each time. One that keeps them in
 * memory is {@link Votes}; one that reads them from elsewhere each time lets a method run in memory that does not
 * grow with the tasks.
 */
public interface VoteSource {

    /** Most classes a source may have: answers are kept in two bytes. */
    int MAX_CLASSES = Character.MAX_VALUE;

    /** Number of classes, from 2. Every answer and known answer lies below it; every prior is as long. */
    int classes();

    /** A bound that every annotator's number lies below; 0 where nobody answered. */
    int annotators();

    /** How many tasks there are, and a bound that every task's number lies below. */
    long tasks();

    /** Shows every task once, in the same order each time. */
    void forEach(Visitor visitor);

    /** Who is shown the tasks. */
    @FunctionalInterface
    interface Visitor {

        /** @param task reused for the next call */
        void visit(TaskView task);
    }
}
