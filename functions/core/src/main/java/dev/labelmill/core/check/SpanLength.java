package dev.labelmill.core.check;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.Violation;
import dev.labelmill.core.span.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How short and how long a span may be.
 *
 * @param least code points, at least 0
 * @param most  code points, not below {@code least}; {@link Long#MAX_VALUE} for no limit
 */
public record SpanLength(String name, long least, long most) implements LabelCheck {

    /** Checks the range. */
    public SpanLength {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException(
                    "check \"" + name + "\" must have 0 <= min <= max, not " + least + " and " + most);
        }
    }

    @Override
    public Optional<String> misfit(LabelType<?> type) {
        return type.valueType() == LabelValue.Markup.class
                ? Optional.empty()
                : Optional.of("check \"" + name + "\" is about spans, and labelType.kind is " + type.kind());
    }

    @Override
    public List<Violation> violations(LabelValue value, List<String> classes) {
        if (!(value instanceof LabelValue.Markup markup)) {
            return List.of();
        }
        return IntStream.range(0, markup.spans().size())
                .filter(i -> !fits(markup.spans().get(i)))
                .mapToObj(i -> new Violation(name, sentence(i, markup.spans().get(i))))
                .toList();
    }

    private boolean fits(Span span) {
        return span.length() >= least && span.length() <= most;
    }

    private String sentence(int i, Span span) {
        return "spans[" + i + "] has " + span.length() + " characters, and must have "
                + (most == Long.MAX_VALUE ? "at least " + least : least + " to " + most);
    }
}
