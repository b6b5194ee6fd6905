package dev.labelmill.core.results;

import dev.labelmill.core.task.Purpose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a batch would have cost had people labelled every item that has a label: as many labels an item as its human items took, at the
 * mean price they had, and nothing for quality control or platform. Money = items × (labels ÷ people) ×
 * (labour ÷ labels) = items × labour ÷ people, rounded half up to a nano-dollar.
 *
 * <p>People get the items that models are least sure of, which take more labels than others would: it is an upper
 * estimate, and so is what is saved.
 *
 * @param items       items with a label
 * @param people      those of them that people decided, 1 or more
 * @param labels      labels and adjudications on these, 1 or more
 * @param labourNanos what these labels cost, in nano-dollars
 * @param totalNanos  what the batch cost as it was labelled, in nano-dollars
 */
public record ByHand(long items, long people, long labels, long labourNanos, long totalNanos) {

    /** Digits of shares and quotients that are shown: more than an integer of nano-dollars has. */
    private static final int DIGITS = 12;

    /** The estimate for a batch; empty where nobody labelled, or for nothing: no price is known then. */
    public static Optional<ByHand> of(BatchFigures figures) {
        long labels = figures.work().get(Purpose.LABEL).labels()
                + figures.work().get(Purpose.ADJUDICATION).labels();
        if (figures.people() == 0 || labels == 0 || figures.labourNanos() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new ByHand(figures.labelled(), figures.people(), labels, figures.labourNanos(), figures.totalNanos()));
    }

    /** What labelling everything by hand would cost, in nano-dollars. @throws ArithmeticException beyond nine billion dollars */
    public long nanos() {
        return BigDecimal.valueOf(items)
                .multiply(BigDecimal.valueOf(labourNanos))
                .divide(BigDecimal.valueOf(people), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** What was saved, in nano-dollars; negative if labelling everything by hand would have been cheaper. */
    public long savedNanos() {
        return nanos() - totalNanos;
    }

    /** The share of {@link #nanos} that was saved; negative as {@link #savedNanos} is. */
    public double savedShare() {
        return BigDecimal.valueOf(savedNanos())
                .divide(BigDecimal.valueOf(nanos()), DIGITS, RoundingMode.HALF_UP)
                .doubleValue();
    }

    /** Mean labels on an item that was sent to people. */
    public double labelsPerItem() {
        return (double) labels / people;
    }

    /** Mean price of a label, in dollars, to a nano-dollar. */
    public BigDecimal pricePerLabel() {
        return Dollars.share(labourNanos, labels);
    }
}
