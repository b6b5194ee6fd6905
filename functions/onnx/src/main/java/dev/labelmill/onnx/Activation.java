package dev.labelmill.onnx;

/** How what a classifier gives becomes probabilities. */
enum Activation {

    /** Exponentials in proportion: {@code exp(s_k) / Σ_j exp(s_j)}. */
    SOFTMAX {
        @Override
        double[] probabilities(float[] row) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (float score : row) {
                greatest = Math.max(greatest, score);
            }
            double[] probabilities = new double[row.length];
            double sum = 0;
            for (int k = 0; k < row.length; k++) {
                probabilities[k] = Math.exp(row[k] - greatest);
                sum += probabilities[k];
            }
            for (int k = 0; k < row.length; k++) {
                probabilities[k] /= sum;
            }
            return probabilities;
        }
    },

    /** One number {@code s}, of which the second of two labels has {@code 1 / (1 + exp(−s))}. */
    SIGMOID {
        @Override
        int width(int labels) {
            return labels == 2 ? 1 : labels;
        }

        @Override
        double[] probabilities(float[] row) {
            double second = 1 / (1 + Math.exp(-row[0]));
            return new double[] {1 - second, second};
        }
    },

    /** The numbers are probabilities already; those below 0 count as 0. */
    NONE {
        @Override
        double[] probabilities(float[] row) {
            double[] probabilities = new double[row.length];
            for (int k = 0; k < row.length; k++) {
                probabilities[k] = Math.max(0, row[k]);
            }
            return probabilities;
        }
    };

    /** How many numbers the model gives for so many labels. */
    int width(int labels) {
        return labels;
    }

    /** @param row finite numbers, as many as {@link #width} */
    abstract double[] probabilities(float[] row);
}
