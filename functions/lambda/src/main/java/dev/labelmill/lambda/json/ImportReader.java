package dev.labelmill.lambda.json;

import dev.labelmill.core.batch.ImportSource;
import dev.labelmill.core.batch.ImportSource.Companion;
import dev.labelmill.core.batch.ImportSource.Format;
import dev.labelmill.core.batch.ImportSource.Offsets;
import dev.labelmill.core.batch.ImportSource.Unit;
import dev.labelmill.core.batch.PrelabelSettings.Imported;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code prelabel} of batch.json where it imports pre-labels; docs/imported-labels.md describes it. */
final class ImportReader {

    private final Fields fields;

    private ImportReader(Fields fields) {
        this.fields = fields;
    }

    /** @throws IllegalArgumentException saying in one sentence which field is wrong and what it should be */
    static Imported read(Fields fields) {
        return new ImportReader(fields).read();
    }

    private Imported read() {
        Format format = format();
        Optional<Companion> file = fields.has("file") ? Optional.of(companion(format)) : Optional.<Companion>empty();
        boolean own = format == Format.LABELMILL;
        Optional<String> confidence =
                own ? Optional.ofNullable(fields.string("confidenceField", null)) : Optional.<String>empty();
        return new Imported(
                new ImportSource(format, field(format, file.isPresent()), confidence, file),
                !own && fields.has("classes") ? fields.texts("classes") : Map.of(),
                own ? Offsets.PLAIN : offsets(format),
                acceptedUntested(fields));
    }

    /** The score from which on pre-labels stand that nothing has tested. */
    static OptionalDouble acceptedUntested(Fields fields) {
        return fields.has("acceptWithoutCalibration")
                ? OptionalDouble.of(fields.decimal("acceptWithoutCalibration").doubleValue())
                : OptionalDouble.empty();
    }

    private Format format() {
        return switch (fields.string("format", "labelmill")) {
            case "labelmill" -> Format.LABELMILL;
            case "ground-truth" -> Format.GROUND_TRUTH;
            case "label-studio" -> Format.LABEL_STUDIO;
            case "labelbox" -> Format.LABELBOX;
            default ->
                throw new IllegalArgumentException(fields.at("format")
                        + " must be \"labelmill\", \"ground-truth\", \"label-studio\" or \"labelbox\", not \""
                        + fields.string("format") + "\"");
        };
    }

    /** A Labelbox file's line is the pre-label itself; what has a usual name in a form needs none. */
    private Optional<String> field(Format format, boolean inFile) {
        if (format == Format.LABELBOX && inFile) {
            return Optional.empty();
        }
        boolean usual = format == Format.LABEL_STUDIO || format == Format.LABELMILL && inFile;
        return usual ? Optional.ofNullable(fields.string("field", null)) : Optional.of(fields.string("field"));
    }

    private Companion companion(Format format) {
        String name = BatchFile.name(fields, "file");
        if (name.contains("/")) {
            throw new IllegalArgumentException(fields.at("file") + " must be a file beside batch.json");
        }
        return new Companion(
                name,
                fields.string(
                        "key",
                        switch (format) {
                            case LABELMILL -> "id";
                            case GROUND_TRUTH -> "source-ref";
                            case LABEL_STUDIO -> "data.labelmill_task";
                            case LABELBOX -> "dataRow.globalKey";
                        }),
                fields.string("itemField", format == Format.GROUND_TRUTH ? "source-ref" : "id"));
    }

    /** Labelbox's end is the last character's place (its reference, "Text named entity"); the others' is behind it. */
    private Offsets offsets(Format format) {
        String unit = fields.string("offsets", "code-points");
        String end = fields.string("end", format == Format.LABELBOX ? "inclusive" : "exclusive");
        require("offsets", unit, "code-points", "utf-16");
        require("end", end, "inclusive", "exclusive");
        return new Offsets(unit.equals("utf-16") ? Unit.UTF_16 : Unit.CODE_POINTS, end.equals("inclusive"));
    }

    private void require(String field, String given, String first, String second) {
        if (!given.equals(first) && !given.equals(second)) {
            throw new IllegalArgumentException(
                    fields.at(field) + " must be \"" + first + "\" or \"" + second + "\", not \"" + given + "\"");
        }
    }
}
