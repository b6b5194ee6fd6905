package dev.labelmill.core.label;

import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.matching.Fused;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.span.Span;
import dev.labelmill.core.span.SpanFusion;
import dev.labelmill.core.span.SpanPairs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Spans of a text, each of a class, in Unicode code points; none is a label too. Spans of different classes may nest. */
public final class Spans implements LabelType<Markup> {

    /** More spans in one text are no label, for pairing them takes cubic time. */
    public static final int MAX_SPANS = 1000;

    private final ClassList classes;
    private final SpanDistance distance;
    private final SpanFusion fusion;

    /**
     * @param classes  the class names in their fixed order, 1 to 64, distinct, not blank
     * @param distance between two labels
     * @param fusion   how several annotators' spans become one set
     */
    public Spans(List<String> classes, SpanDistance distance, SpanFusion fusion) {
        this.classes = new ClassList(classes, 1);
        this.distance = Objects.requireNonNull(distance, "distance");
        this.fusion = Objects.requireNonNull(fusion, "fusion");
    }

    /** With the graded distance, a third of overlap and a majority. */
    public Spans(List<String> classes) {
        this(classes, SpanDistance.GRADED, SpanFusion.DEFAULT);
    }

    @Override
    public String kind() {
        return "spans";
    }

    @Override
    public Class<Markup> valueType() {
        return Markup.class;
    }

    @Override
    public List<String> classes() {
        return classes.names();
    }

    @Override
    public Optional<String> fault(Markup value) {
        return Parts.fault("spans", value.categories(), classes, MAX_SPANS);
    }

    /** {@code span-without-text}, {@code span-outside-text} (where the text is known), {@code overlapping-spans} of one class. */
    @Override
    public List<Violation> violations(Markup value, Subject subject) {
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < value.spans().size(); i++) {
            Span span = value.spans().get(i);
            if (span.length() == 0) {
                found.add(new Violation("span-without-text", "spans[" + i + "] holds no character"));
            }
            if (reachesOver(span, subject)) {
                found.add(new Violation("span-outside-text", "spans[" + i + "] " + outside(subject)));
            }
        }
        found.addAll(overlaps(value.spans()));
        return found;
    }

    private static boolean reachesOver(Span span, Subject subject) {
        return Math.min(span.start(), span.end()) < 0
                || subject instanceof Subject.Text text && Math.max(span.start(), span.end()) > text.length();
    }

    private static String outside(Subject subject) {
        return subject instanceof Subject.Text text
                ? "reaches over its text of " + text.length() + " characters"
                : "begins before its text";
    }

    /** One violation for each span that begins within an earlier one of its class. */
    private List<Violation> overlaps(List<Span> spans) {
        List<Integer> order = IntStream.range(0, spans.size())
                .boxed()
                .sorted(Comparator.comparing(spans::get, Span.ORDER))
                .toList();
        Map<Integer, Integer> farthest = new HashMap<>();
        List<Violation> found = new ArrayList<>();
        for (int i : order) {
            Span span = spans.get(i);
            Integer before = farthest.get(span.category());
            if (before != null && span.overlap(spans.get(before)) > 0) {
                found.add(new Violation(
                        "overlapping-spans",
                        "spans[" + before + "] and spans[" + i + "] overlap and are both \""
                                + classes.names().get(span.category()) + "\""));
            }
            if (before == null || span.end() > spans.get(before).end()) {
                farthest.put(span.category(), i);
            }
        }
        return found;
    }

    /** The type's {@link SpanDistance}. */
    @Override
    public double distance(Markup one, Markup other) {
        return distance.of(one.spans(), other.spans());
    }

    /** 0.2: spans that have four fifths in common on average, each one too many or too few counting as nothing. */
    @Override
    public double auditTolerance() {
        return 0.2;
    }

    /** F1 of spans with the same offsets and class, in [0,1]; 1 for two labels without spans. */
    public double exactF1(Markup one, Markup other) {
        return SpanPairs.exact(one.spans(), other.spans()).f1();
    }

    /** F1 of spans of one class that overlap, in [0,1]; 1 for two labels without spans. */
    public double overlapF1(Markup one, Markup other) {
        return SpanPairs.overlapping(one.spans(), other.spans()).f1();
    }

    /** The type's {@link SpanFusion}: no spans where none reaches the quorum. */
    @Override
    public Aggregation<Markup> aggregation() {
        return Aggregation.ofSome(this::fuse);
    }

    private Consensus<Markup> fuse(Opinions<Markup> opinions) {
        List<Fused<Span>> fused = fusion.fuse(opinions.map(Markup::spans));
        Markup value = new Markup(fused.stream().map(Fused::part).toList());
        return Consensus.of(this, value, fused.stream().map(Fused::support).toList(), opinions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spans that
                && classes.equals(that.classes)
                && distance.equals(that.distance)
                && fusion.equals(that.fusion);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classes, distance, fusion);
    }

    @Override
    public String toString() {
        return "Spans" + classes;
    }
}
