package dev.labelmill.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.check.ClassRule.Count;
import dev.labelmill.core.check.ClassRule.ForbiddenTogether;
import dev.labelmill.core.check.ClassRule.Required;
import dev.labelmill.core.check.ClassRule.RequiredWith;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.label.Violation;
import dev.labelmill.core.span.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static final SeveralChoices WEATHER = new SeveralChoices(List.of("sun", "rain", "rainbow"));
    private static final Boxes TRAFFIC = new Boxes(List.of("car", "wheel"));

    @Test
    void a_class_that_must_be_there_is_missed() {
        assertThat(weather(new Required("has-sun", "sun"), 1))
                .containsExactly(new Violation("has-sun", "\"sun\" is missing"));
        assertThat(weather(new Required("has-sun", "sun"), 0, 1)).isEmpty();
    }

    @Test
    void classes_that_exclude_each_other_are_found() {
        assertThat(weather(new ForbiddenTogether("dry-or-wet", "sun", "rain"), 0, 1))
                .containsExactly(new Violation("dry-or-wet", "\"sun\" and \"rain\" exclude each other"));
        assertThat(weather(new ForbiddenTogether("dry-or-wet", "sun", "rain"), 0, 2))
                .isEmpty();
    }

    @Test
    void a_class_without_its_companion_is_found() {
        assertThat(weather(new RequiredWith("optics", "rainbow", "sun"), 2, 1))
                .containsExactly(new Violation("optics", "\"rainbow\" needs \"sun\" with it"));
        assertThat(weather(new RequiredWith("optics", "rainbow", "sun"), 2, 0)).isEmpty();
        assertThat(weather(new RequiredWith("optics", "rainbow", "sun"), 1)).isEmpty();
    }

    @Test
    void too_few_and_too_many_parts_are_counted_by_class_or_in_all() {
        Box car = Box.ofSize(0, 0, 9, 9, 0);
        Count wheels = new Count("wheels", Optional.of("wheel"), 1, 4);
        Count parts = new Count("parts", Optional.empty(), 2, 3);

        assertThat(traffic(wheels, car))
                .containsExactly(new Violation("wheels", "\"wheel\" occurs 0 times; wanted: at least 1"));
        assertThat(traffic(parts, car))
                .containsExactly(new Violation("parts", "the label has 1 part; wanted: at least 2"));
        assertThat(traffic(parts, car, car, car, car))
                .containsExactly(new Violation("parts", "the label has 4 parts; wanted: at most 3"));
        assertThat(traffic(wheels, car.withCategory(1))).isEmpty();
    }

    @Test
    void boxes_of_the_wrong_size_are_found_by_their_place() {
        assertThat(traffic(new BoxSize("size", 3, 50), Box.ofSize(0, 0, 9, 9, 0), Box.ofSize(0, 0, 9, 2, 0)))
                .containsExactly(new Violation("size", "boxes[1] is 9.0 x 2.0 pixels, and sides must be 3.0 to 50.0"));
    }

    @Test
    void spans_of_the_wrong_length_are_found_by_their_place() {
        Checks<Markup> checks = new Checks<>(new Spans(List.of("name")), List.of(new SpanLength("length", 2, 5)));

        assertThat(checks.violations(new Markup(List.of(new Span(0, 6, 0), new Span(7, 9, 0))), Subject.UNKNOWN))
                .containsExactly(new Violation("length", "spans[0] has 6 characters, and must have 2 to 5"));
    }

    @Test
    void the_types_own_checks_come_first() {
        Checks<Drawing> checks = new Checks<>(TRAFFIC, List.of(new Required("wheel", "wheel")));

        assertThat(checks.violations(new Drawing(List.of(Box.ofSize(5, 5, 9, 9, 0))), new Subject.Image(10, 10)))
                .extracting(Violation::check)
                .containsExactly("box-outside-image", "wheel");
    }

    @Test
    void checks_that_do_not_fit_the_label_type_are_refused() {
        assertThatThrownBy(() -> new Checks<>(WEATHER, List.of(new Required("r", "hail"))))
                .hasMessage("check \"r\" names the class \"hail\", which is not in labelType.classes");
        assertThatThrownBy(() -> new Checks<>(new Rating(1, 5), List.of(new Required("r", "hail"))))
                .hasMessage("check \"r\" is about classes, and a rating has none");
        assertThatThrownBy(() -> new Checks<>(WEATHER, List.of(new BoxSize("s", 0, 1))))
                .hasMessage("check \"s\" is about boxes, and labelType.kind is several-choices");
        assertThatThrownBy(() -> new Checks<>(WEATHER, List.of(new SpanLength("s", 0, 1))))
                .hasMessage("check \"s\" is about spans, and labelType.kind is several-choices");
        assertThatThrownBy(() -> new Checks<>(WEATHER, List.of(new Required("r", "sun"), new Required("r", "rain"))))
                .hasMessage("checks names \"r\" twice");
    }

    @Test
    void ranges_without_extent_are_refused() {
        assertThatThrownBy(() -> new Count("c", Optional.empty(), 2, 1))
                .hasMessage("check \"c\" must have 0 <= min <= max, not 2 and 1");
        assertThatThrownBy(() -> new BoxSize("c", Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SpanLength("c", -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Violation> weather(LabelCheck check, Integer... chosen) {
        return new Checks<>(WEATHER, List.of(check)).violations(Selection.of(List.of(chosen)), Subject.UNKNOWN);
    }

    private static List<Violation> traffic(LabelCheck check, Box... boxes) {
        return new Checks<>(TRAFFIC, List.of(check))
                .violations(new Drawing(List.of(boxes)), Subject.UNKNOWN).stream()
                        .filter(violation -> violation.check().equals(check.name()))
                        .toList();
    }
}
