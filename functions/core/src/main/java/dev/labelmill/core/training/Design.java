package dev.labelmill.core.training;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.Arrays;
import java.util.List;

/**
 * How examples' features are laid out for fitting. Features that no example has get no column: from a start at zero
 * their weights would stay zero, so hashed text costs what its examples hold and not what its buckets could.
 */
final class Design {

    /** From this share of numbers that are not zero on, treating all as if they were not is faster. */
    private static final double DENSE = 0.25;

    private final int dimension;
    private final int classes;
    private final int[] columnOf;
    private final int[] featureOf;
    private final boolean dense;
    private final double meanSquare;

    /** @throws IllegalArgumentException if an example has a feature outside the dimension or a target of other length */
    Design(List<Example> examples, int dimension, int classes) {
        this.dimension = dimension;
        this.classes = classes;
        this.columnOf = new int[dimension];
        Arrays.fill(columnOf, -1);
        long numbers = 0;
        for (Example example : examples) {
            numbers += mark(example);
        }
        this.featureOf = numbered(columnOf);
        this.meanSquare = examples.stream().mapToDouble(Design::square).sum() / examples.size();
        this.dense = numbers >= DENSE * examples.size() * featureOf.length;
    }

    int classes() {
        return classes;
    }

    /** The mean of the vectors' squared lengths; 1 where all are zero. */
    double meanSquare() {
        return meanSquare > 0 ? meanSquare : 1;
    }

    /** Number of parameters: a weight for each class and column, and behind them a bias for each class. */
    int parameters() {
        return Math.multiplyExact(classes, featureOf.length + 1);
    }

    /** Where the weight of a class and a column lies among the parameters. */
    int at(int k, int column) {
        return dense ? k * featureOf.length + column : column * classes + k;
    }

    /** Where a class's bias lies. */
    int biasAt(int k) {
        return classes * featureOf.length + k;
    }

    Block block(List<Example> examples) {
        return dense ? new DenseBlock(examples, featureOf.length, columnOf) : new SparseBlock(examples, columnOf);
    }

    SoftmaxTrainer.Head head(double[] parameters) {
        float[][] weights = new float[classes][dimension];
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            for (int column = 0; column < featureOf.length; column++) {
                weights[k][featureOf[column]] = (float) parameters[at(k, column)];
            }
            bias[k] = (float) parameters[biasAt(k)];
        }
        return new SoftmaxTrainer.Head(weights, bias);
    }

    /** @throws IllegalArgumentException if the head is of other sizes */
    double[] parameters(SoftmaxTrainer.Head head) {
        if (head.bias().length != classes || head.weights()[0].length != dimension) {
            throw new IllegalArgumentException("the head to start from has other classes or features");
        }
        double[] parameters = new double[parameters()];
        for (int k = 0; k < classes; k++) {
            for (int column = 0; column < featureOf.length; column++) {
                parameters[at(k, column)] = head.weights()[k][featureOf[column]];
            }
            parameters[biasAt(k)] = head.bias()[k];
        }
        return parameters;
    }

    private int mark(Example example) {
        FeatureVector x = example.features();
        if (example.target().length != classes) {
            throw unlike(example);
        }
        int numbers = 0;
        for (int i = 0; i < x.size(); i++) {
            if (x.indices()[i] >= dimension) {
                throw unlike(example);
            }
            if (x.values()[i] != 0) {
                columnOf[x.indices()[i]] = 0;
                numbers++;
            }
        }
        return numbers;
    }

    private static IllegalArgumentException unlike(Example example) {
        return new IllegalArgumentException("example " + example.id() + " has other classes or features than the rest");
    }

    private static double square(Example example) {
        FeatureVector x = example.features();
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += (double) x.values()[i] * x.values()[i];
        }
        return sum;
    }

    private static int[] numbered(int[] columnOf) {
        int[] featureOf = new int[columnOf.length];
        int columns = 0;
        for (int feature = 0; feature < columnOf.length; feature++) {
            if (columnOf[feature] == 0) {
                columnOf[feature] = columns;
                featureOf[columns++] = feature;
            }
        }
        return Arrays.copyOf(featureOf, columns);
    }
}
