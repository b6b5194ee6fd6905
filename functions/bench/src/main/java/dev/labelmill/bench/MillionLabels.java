package dev.labelmill.bench;

import java.util.SplittableRandom;

/**
 * A million labels as benchmarks use them: 100,000 items with 10 labels each, 1,000 annotators, 10 classes. Each
 * annotator is right with an accuracy of his own, else says anything.
 */
final class MillionLabels {

    static final int CLASSES = 10;

    private static final int ITEMS = 100_000;
    private static final int OVERLAP = 10;
    private static final int ANNOTATORS = 1_000;

    private MillionLabels() {}

    /** Takes labels. */
    @FunctionalInterface
    interface Labels {
        void add(int item, int annotator, int answer);
    }

    /** Draws them, the same each time. */
    static void draw(Labels labels) {
        SplittableRandom random = new SplittableRandom(1);
        double[] accuracies = random.doubles(ANNOTATORS, 0.3, 0.9).toArray();
        for (int item = 0; item < ITEMS; item++) {
            int first = random.nextInt(ANNOTATORS);
            int step = 1 + random.nextInt(ANNOTATORS / OVERLAP - 1);
            for (int i = 0; i < OVERLAP; i++) {
                int annotator = (first + i * step) % ANNOTATORS;
                boolean right = random.nextDouble() < accuracies[annotator];
                labels.add(item, annotator, right ? item % CLASSES : random.nextInt(CLASSES));
            }
        }
    }
}
