package dev.labelmill.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.span.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormTest {

    private static final List<String> CLASSES = List.of("a", "b");
    private static final Map<String, LabelType<?>> TYPES = Map.of(
            "set", new SeveralChoices(CLASSES),
            "rating", new Rating(1, 5),
            "number", NumberEntry.any(),
            "boxes", new Boxes(CLASSES),
            "spans", new Spans(CLASSES));

    private static LabelValue read(String type, String json) {
        return ValueForm.read(TYPES.get(type), Json.parse(json.getBytes(StandardCharsets.UTF_8)), "value");
    }

    @Test
    void each_type_has_its_form_and_is_written_as_it_is_read() {
        Map<String, LabelValue> values = Map.of(
                "set", Selection.of(List.of(1)),
                "rating", new Grade(4),
                "number", new Quantity(12.5),
                "boxes", new Drawing(List.of(new Box(1, 2, 31, 42, 0))),
                "spans", new Markup(List.of(new Span(0, 5, 1))));
        Map<String, String> forms = Map.of(
                "set", "[\"b\"]",
                "rating", "4",
                "number", "12.5",
                "boxes", "[{\"label\":\"a\",\"left\":1,\"top\":2,\"width\":30,\"height\":40}]",
                "spans", "[{\"label\":\"b\",\"start\":0,\"end\":5}]");

        assertThat(forms).allSatisfy((type, form) -> {
            assertThat(read(type, form)).isEqualTo(values.get(type));
            assertThat(Json.write(ValueForm.write(TYPES.get(type), values.get(type))))
                    .isEqualTo(form);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "set|\"a\"|value must be a list for labels of type several-choices",
                "set|[\"a\",3]|value[1] is not one of the batch's classes",
                "set|[\"A\"]|value[0] is not one of the batch's classes",
                "rating|4.5|value must be a whole number",
                "rating|1e999999999|value must be a whole number",
                "rating|\"4\"|value must be a whole number",
                "number|true|value must be a number",
                "number|1e400|a number must be finite and at most 1e100, not Infinity",
                "boxes|{}|value must be a list for labels of type boxes",
                "boxes|[7]|value[0].left is missing",
                "boxes|[{\"left\":1,\"top\":1,\"width\":1,\"height\":null,\"label\":\"a\"}]|value[0].height is missing",
                "boxes|[{\"left\":1,\"top\":1,\"width\":1,\"height\":1,\"label\":\"c\"}]|value[0].label is not one of the batch's classes",
                "spans|[{\"start\":1.5,\"end\":2,\"label\":\"a\"}]|value[0].start must be a whole number",
                "spans|[{\"start\":1,\"label\":\"a\"}]|value[0].end is missing",
            })
    void what_is_no_value_is_told_in_one_sentence(String type, String json, String sentence) {
        assertThatThrownBy(() -> read(type, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void more_boxes_than_can_be_paired_are_no_label() {
        String box = "{\"label\":\"a\",\"left\":1,\"top\":2,\"width\":30,\"height\":40}";

        assertThatThrownBy(() -> read("boxes", "[" + (box + ",").repeat(1000) + box + "]"))
                .hasMessage("boxes holds 1001, and at most 1000 are allowed");
    }

    @Property(tries = 300)
    void a_stored_value_is_read_as_it_was_written(@ForAll(supplier = Values.class) LabelValue value) {
        String text = Json.write(StoredValue.write(value));

        assertThat(StoredValue.read(Json.parse(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(value);
    }
}
