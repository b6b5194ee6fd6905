package dev.labelmill.core.check;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How small and how large a box may be.
 *
 * @param least shortest side in pixels, at least 0
 * @param most  longest side in pixels, not below {@code least}; infinite for no limit
 */
public record BoxSize(String name, double least, double most) implements LabelCheck {

    /** Checks the range. */
    public BoxSize {
        if (!(least >= 0 && most >= least)) {
            throw new IllegalArgumentException(
                    "check \"" + name + "\" must have 0 <= min <= max, not " + least + " and " + most);
        }
    }

    @Override
    public Optional<String> misfit(LabelType<?> type) {
        return type.valueType() == LabelValue.Drawing.class
                ? Optional.empty()
                : Optional.of("check \"" + name + "\" is about boxes, and labelType.kind is " + type.kind());
    }

    @Override
    public List<Violation> violations(LabelValue value, List<String> classes) {
        if (!(value instanceof LabelValue.Drawing drawing)) {
            return List.of();
        }
        return IntStream.range(0, drawing.boxes().size())
                .filter(i -> !fits(drawing.boxes().get(i)))
                .mapToObj(i -> new Violation(name, sentence(i, drawing.boxes().get(i))))
                .toList();
    }

    private boolean fits(Box box) {
        return Math.min(box.width(), box.height()) >= least && Math.max(box.width(), box.height()) <= most;
    }

    private String sentence(int i, Box box) {
        return "boxes[" + i + "] is " + box.width() + " x " + box.height() + " pixels, and sides must be "
                + (Double.isInfinite(most) ? "at least " + least : least + " to " + most);
    }
}
