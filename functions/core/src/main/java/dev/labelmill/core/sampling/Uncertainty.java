package dev.labelmill.core.sampling;

/** The two highest probabilities of a distribution, which most measures of uncertainty are made of. */
record Uncertainty(double first, double second) {

    static Uncertainty of(double[] probabilities) {
        if (probabilities.length < 2) {
            throw new IllegalArgumentException("uncertainty needs a model's distribution over two classes or more");
        }
        double first = 0;
        double second = 0;
        for (double p : probabilities) {
            if (p > first) {
                second = first;
                first = p;
            } else if (p > second) {
                second = p;
            }
        }
        return new Uncertainty(first, second);
    }

    /** Rounding leaves sums a hair outside [0, 1]. */
    static double unit(double score) {
        return Math.min(1, Math.max(0, score));
    }
}
