package dev.labelmill.lambda.imported;

import dev.labelmill.lambda.json.ValueForm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A value of the label type, as webhooks hold it, and perhaps a number beside it. */
final class LabelmillForm implements PrelabelForm {

    @Override
    public Optional<ImportedPrelabel> read(List<JsonPlace> lines, ImportedParts parts) {
        JsonPlace line = PrelabelForm.only(lines);
        Optional<JsonPlace> field = line.optional(parts.field("value"));
        if (field.isEmpty()) {
            return Optional.empty();
        }
        JsonPlace value = field.get();
        OptionalDouble confidence = parts.settings()
                .source()
                .confidenceField()
                .flatMap(line::optional)
                .map(score -> OptionalDouble.of(score.fraction()))
                .orElse(OptionalDouble.empty());
        return Optional.of(new ImportedPrelabel(
                ValueForm.read(parts.type(), value.node(), value.line() + value.path()), confidence));
    }
}
