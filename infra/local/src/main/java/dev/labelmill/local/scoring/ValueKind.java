package dev.labelmill.local.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Spans;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.local.scoring.CsvTable.Column;
import dev.labelmill.local.scoring.CsvTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Kinds of labels that are more than one of several classes, and how a table's cell holds them. */
public enum ValueKind {

    /** A cell is a number such as 12.5. */
    NUMBER("number", classes -> NumberEntry.any()) {
        @Override
        JsonNode parse(String cell) {
            if (!NUMERAL.matcher(cell).matches()) {
                throw new IllegalArgumentException("is no number");
            }
            return DoubleNode.valueOf(Double.parseDouble(cell));
        }

        @Override
        String cell(JsonNode value) {
            return value.asText();
        }

        @Override
        void namesIn(JsonNode value, Consumer<String> names) {
            // numbers have no classes
        }
    },

    /** A cell is a JSON list of names, or names with {@code |} between them. */
    SEVERAL_CHOICES("several-choices", SeveralChoices::new) {
        @Override
        JsonNode parse(String cell) {
            if (cell.startsWith("[")) {
                return json(cell);
            }
            ArrayNode names = Json.MAPPER.createArrayNode();
            Arrays.stream(cell.split("\\|", -1)).map(String::strip).forEach(names::add);
            return names;
        }

        @Override
        void namesIn(JsonNode value, Consumer<String> names) {
            value.forEach(name -> textual(name, names));
        }
    },

    /** A cell is a JSON list of boxes in pixels: label, left, top, width, height. */
    BOXES("boxes", Boxes::new) {
        @Override
        void namesIn(JsonNode value, Consumer<String> names) {
            value.forEach(part -> textual(part.path("label"), names));
        }
    },

    /** A cell is a JSON list of spans in code points: label, start, end. */
    SPANS("spans", Spans::new) {
        @Override
        void namesIn(JsonNode value, Consumer<String> names) {
            value.forEach(part -> textual(part.path("label"), names));
        }
    };

    /** As JSON has them; Java would take {@code 12f} and {@code 0x1p3} too. */
    private static final Pattern NUMERAL = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String label;
    private final Function<List<String>, LabelType<?>> type;

    ValueKind(String label, Function<List<String>, LabelType<?>> type) {
        this.label = label;
        this.type = type;
    }

    /** The kind of a name, if there is one. */
    public static Optional<ValueKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(name)).findFirst();
    }

    /** The names of all, as a message lists them. */
    public static String names() {
        List<String> names = Arrays.stream(values()).map(kind -> kind.label).toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }

    /** The label type with these classes. @throws IllegalArgumentException saying why it takes no such classes */
    LabelType<?> type(List<String> classes) {
        return type.apply(classes);
    }

    /**
     * What a row's cell holds, of which a label is made.
     *
     * @throws UnusableTable if the cell can hold none
     */
    final <T> T read(Row row, Column column, Function<JsonNode, T> made) {
        String cell = row.value(column);
        try {
            return made.apply(parse(cell));
        } catch (IllegalArgumentException fault) {
            String why = fault.getMessage();
            throw row.problem(
                    column, cell, "is no label of type " + this + ": " + (why.startsWith("is ") ? "it " + why : why));
        }
    }

    /** @throws IllegalArgumentException with the rest of a sentence if the cell can hold no label */
    JsonNode parse(String cell) {
        return json(cell);
    }

    /** Shows the names of classes in a value. */
    abstract void namesIn(JsonNode value, Consumer<String> names);

    /** A value as a cell holds it. */
    String cell(LabelType<?> type, LabelValue value) {
        return cell(ValueForm.write(type, value));
    }

    String cell(JsonNode value) {
        return Json.write(value);
    }

    private static JsonNode json(String cell) {
        return Json.parse(cell.getBytes(StandardCharsets.UTF_8));
    }

    private static void textual(JsonNode name, Consumer<String> names) {
        if (name.isTextual() && name.textValue().isBlank()) {
            throw new IllegalArgumentException("a class in it is blank");
        }
        if (name.isTextual()) {
            names.accept(name.textValue());
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
