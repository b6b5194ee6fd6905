package dev.labelmill.core.annotator;

/** One annotator's unpopular answers by who else answered the same tasks. */
final class Partners {

    private final int[] trials;
    private final int[] same;
    private final double[] rates;
    private final int[] met;
    private int size;

    Partners(int annotators) {
        this.trials = new int[annotators];
        this.same = new int[annotators];
        this.rates = new double[annotators];
        this.met = new int[annotators];
    }

    /** Sees an answer beside an unpopular one. */
    @FunctionalInterface
    interface Visit {

        /**
         * @param other who answered
         * @param same 1 if it is the same answer, else 0
         * @param rate how often anybody's would be
         */
        void partner(int other, int same, double rate);
    }

    /** Sees all answers of one annotator beside unpopular ones. */
    @FunctionalInterface
    interface Pair {
        void of(int other, int trials, int same, double rateSum);
    }

    void add(int other, int same, double rate) {
        if (trials[other] == 0) {
            met[size++] = other;
        }
        trials[other]++;
        this.same[other] += same;
        rates[other] += rate;
    }

    void forEach(Pair pair) {
        for (int i = 0; i < size; i++) {
            pair.of(met[i], trials[met[i]], same[met[i]], rates[met[i]]);
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            trials[met[i]] = 0;
            same[met[i]] = 0;
            rates[met[i]] = 0;
        }
        size = 0;
    }
}
