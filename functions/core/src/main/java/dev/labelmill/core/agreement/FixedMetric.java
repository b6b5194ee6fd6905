package dev.labelmill.core.agreement;

/** Differences that do not depend on how often the classes are used. */
record FixedMetric(ClassDistance distance) implements Metric {

    @Override
    public double[][] differences(double[] votes) {
        int classes = votes.length;
        double[][] differences = new double[classes][classes];
        for (int one = 0; one < classes; one++) {
            for (int other = 0; other < classes; other++) {
                differences[one][other] = one == other ? 0 : distance.between(one, other);
            }
        }
        return differences;
    }

    @Override
    public double[] slopesByVotes(double[][] slopes, double[] votes) {
        return new double[votes.length];
    }
}
