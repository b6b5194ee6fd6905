package dev.labelmill.core.label;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.span.Span;
import java.util.List;
import java.util.stream.IntStream;

/** What a label says, one record for each {@link LabelType}. Classes are indices. */
public sealed interface LabelValue {

    /** The class of each part in order: of every box, span or chosen class; none for ratings and numbers. */
    List<Integer> categories();

    /**
     * One class of a {@link SingleChoice}.
     *
     * @param answer class index
     */
    record Choice(int answer) implements LabelValue {
        @Override
        public List<Integer> categories() {
            return List.of(answer);
        }
    }

    /**
     * Any number of classes of {@link SeveralChoices}, none included.
     *
     * @param classes bit k is set where class k is chosen
     */
    record Selection(long classes) implements LabelValue {

        /** @throws IllegalArgumentException for a class index below 0 or above 63 */
        public static Selection of(List<Integer> indices) {
            long classes = 0;
            for (int index : indices) {
                if (index < 0 || index >= ClassList.MAX) {
                    throw new IllegalArgumentException("a chosen class must be 0 to 63, not " + index);
                }
                classes |= 1L << index;
            }
            return new Selection(classes);
        }

        /** Whether a class is chosen. */
        public boolean has(int index) {
            return (classes >>> index & 1) == 1;
        }

        @Override
        public List<Integer> categories() {
            return IntStream.range(0, ClassList.MAX).filter(this::has).boxed().toList();
        }
    }

    /**
     * A step of a {@link Rating}'s scale.
     *
     * @param step may be off the scale, which a check finds
     */
    record Grade(int step) implements LabelValue {
        @Override
        public List<Integer> categories() {
            return List.of();
        }
    }

    /**
     * A {@link NumberEntry}.
     *
     * @param amount finite, in the type's unit, its absolute value at most 1e100
     */
    record Quantity(double amount) implements LabelValue {

        static final double MAX = 1e100;

        /** @throws IllegalArgumentException if it is no number or too large */
        public Quantity {
            if (!(Math.abs(amount) <= MAX)) {
                throw new IllegalArgumentException("a number must be finite and at most 1e100, not " + amount);
            }
            amount += 0.0;
        }

        @Override
        public List<Integer> categories() {
            return List.of();
        }
    }

    /**
     * The {@link Boxes} on an image, none included.
     *
     * @param boxes in the annotator's order, which says nothing
     */
    record Drawing(List<Box> boxes) implements LabelValue {

        /** Copies the boxes. */
        public Drawing {
            boxes = List.copyOf(boxes);
        }

        @Override
        public List<Integer> categories() {
            return boxes.stream().map(Box::category).toList();
        }
    }

    /**
     * The {@link Spans} of a text, none included.
     *
     * @param spans in the annotator's order, which says nothing
     */
    record Markup(List<Span> spans) implements LabelValue {

        /** Copies the spans. */
        public Markup {
            spans = List.copyOf(spans);
        }

        @Override
        public List<Integer> categories() {
            return spans.stream().map(Span::category).toList();
        }
    }
}
