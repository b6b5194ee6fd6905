package dev.labelmill.core.agreement;

/**
 * How much two ratings would differ by chance, given the mean share of each class, π. Weighted agreement between two
 * classes is 1 - δ. A coefficient is then 1 - D / E, of the observed mean difference D and the one by chance, E.
 */
sealed interface Chance permits Chance.Fleiss, Chance.Gwet {

    /** E; 0 where chance explains full agreement. */
    double difference(double[] shares);

    /** The derivative of E by each share. */
    double[] slopes(double[] shares);

    /** Two votes drawn from the shares (Fleiss 1971; Gwet 2014 for unequal numbers of ratings): E = Σ δ_ck π_c π_k. */
    record Fleiss(double[][] differences) implements Chance {

        @Override
        public double difference(double[] shares) {
            double sum = 0;
            for (int c = 0; c < shares.length; c++) {
                sum += shares[c] * meanDifference(c, shares);
            }
            return sum;
        }

        @Override
        public double[] slopes(double[] shares) {
            double[] slopes = new double[shares.length];
            for (int c = 0; c < shares.length; c++) {
                slopes[c] = 2 * meanDifference(c, shares);
            }
            return slopes;
        }

        private double meanDifference(int one, double[] shares) {
            double sum = 0;
            for (int k = 0; k < shares.length; k++) {
                sum += differences[one][k] * shares[k];
            }
            return sum;
        }
    }

    /** Only hard items are rated by chance (Gwet 2008, 2014): E = 1 - T / (K (K - 1)) Σ π_c (1 - π_c), T = Σ (1 - δ_ck). */
    record Gwet(double[][] differences) implements Chance {

        @Override
        public double difference(double[] shares) {
            double sum = 0;
            for (double share : shares) {
                sum += share * (1 - share);
            }
            return 1 - weight() * sum;
        }

        @Override
        public double[] slopes(double[] shares) {
            double weight = weight();
            double[] slopes = new double[shares.length];
            for (int c = 0; c < shares.length; c++) {
                slopes[c] = -weight * (1 - 2 * shares[c]);
            }
            return slopes;
        }

        private double weight() {
            int classes = differences.length;
            double agreement = 0;
            for (double[] row : differences) {
                for (double difference : row) {
                    agreement += 1 - difference;
                }
            }
            return agreement / (classes * (classes - 1.0));
        }
    }
}
