package dev.labelmill.local.scoring;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.local.scoring.CsvTable.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the classes that occur in a table before its labels are read. */
final class ValueClasses {

    private ValueClasses() {}

    /** The label type of these files. @throws UnusableTable if a file cannot be read or has too many classes */
    static LabelType<?> typeOf(Path labels, Optional<Path> gold, ValueKind kind) {
        TreeSet<String> names = new TreeSet<>();
        if (kind != ValueKind.NUMBER) {
            collect(labels, kind, names);
            gold.ifPresent(file -> collect(file, kind, names));
        }
        if (names.isEmpty()) {
            names.add("-"); // labels may all be empty lists
        }
        try {
            return kind.type(List.copyOf(names));
        } catch (IllegalArgumentException tooMany) {
            throw UnusableTable.of(labels, "has labels of " + names.size() + " classes: " + tooMany.getMessage());
        }
    }

    private static void collect(Path file, ValueKind kind, TreeSet<String> names) {
        CsvTable.read(file, table -> {
            Column label = table.column("label");
            return row -> kind.read(row, label, value -> {
                kind.namesIn(value, names::add);
                return value;
            });
        });
    }
}
