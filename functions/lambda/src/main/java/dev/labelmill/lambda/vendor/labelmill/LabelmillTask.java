package dev.labelmill.lambda.vendor.labelmill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskLine;
import java.util.List;

/** A task in Labelmill's own form, {@code schema/labelmill.task.v1.schema.json}. */
public final class LabelmillTask implements TaskForm {

    @Override
    public ObjectNode write(TaskLine line) {
        ObjectNode node = Json.object()
                .put("schema", "labelmill.task.v1")
                .put("dispatch", line.dispatch().id())
                .put("batch", line.batch().id())
                .put("task", line.task().item())
                .put("labels", line.labels());
        line.exclude().forEach(node.putArray("exclude")::add);
        if (!line.replaced().isEmpty()) {
            line.replaced().forEach(node.putArray("replaces")::add);
        }
        describe(line.batch().settings().labelType(), node);
        for (String field : List.of("source", "source-ref")) {
            if (line.item().has(field)) {
                node.set(field, line.item().get(field));
            }
        }
        if (line.vendor().seesPrelabel() && line.task().prelabel() != null) {
            Prelabel prelabel = line.task().prelabel();
            ObjectNode shown = node.putObject("prelabel")
                    .put("choice", line.batch().settings().singleChoice().name(prelabel.answer()));
            line.told(prelabel.confidence()).ifPresent(confidence -> shown.put("confidence", confidence));
        }
        line.imported().ifPresent(imported -> {
            ObjectNode prelabel = node.putObject("prelabel");
            prelabel.set("value", ValueForm.write(line.batch().settings().labelType(), imported.value()));
            imported.confidence()
                    .ifPresent(confidence -> line.told(confidence).ifPresent(told -> prelabel.put("confidence", told)));
        });
        return node.put("deadline", line.dispatch().deadline().toString());
    }

    /** Readers of the first version take a line without a label type for a single choice. */
    private static void describe(LabelType<?> type, ObjectNode line) {
        if (!type.classes().isEmpty()) {
            type.classes().forEach(line.putArray("classes")::add);
        }
        if (type instanceof SingleChoice) {
            return;
        }
        ObjectNode description = line.putObject("labelType").put("kind", type.kind());
        if (type instanceof Rating rating) {
            description.put("lowest", rating.lowest()).put("highest", rating.highest());
        }
        if (type instanceof NumberEntry number) {
            number.least().ifPresent(bound -> description.set("min", ValueForm.number(bound)));
            number.greatest().ifPresent(bound -> description.set("max", ValueForm.number(bound)));
            if (!number.unit().isEmpty()) {
                description.put("unit", number.unit());
            }
        }
    }
}
