package dev.labelmill.bench.start;

/** Two starts of a function, one right after the other. */
record Pair(Side plain, Side primed) {

    /**
     * One start.
     *
     * @param initialisation from the process's beginning until it asks for an event
     * @param first          from then until its answer is there
     */
    record Side(Took initialisation, Took first) {}

    /**
     * How long something took.
     *
     * @param wallMillis      by the clock
     * @param processorMillis of all the process's threads, within ten
     */
    record Took(double wallMillis, double processorMillis) {}
}
