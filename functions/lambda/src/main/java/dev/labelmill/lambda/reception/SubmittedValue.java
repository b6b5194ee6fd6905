package dev.labelmill.lambda.reception;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioRegions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a vendor's change says, as a label of the batch's type.
 *
 * @param image the size of the item's image where its line tells it; asked only for what is in percent of it
 */
record SubmittedValue(LabelType<?> type, LabelChange change, Supplier<Optional<ImageSize>> image) {

    /**
     * Reads it; empty for a label taken back.
     *
     * @throws UnusableContent saying in one sentence why regions are no label of the type, or why nothing can be told
     * @throws IllegalArgumentException the same of a choice or a value
     */
    Optional<LabelValue> read() throws UnusableContent {
        if (change instanceof LabelChange.Chosen chosen) {
            return Optional.of(chosen(chosen.choice()));
        }
        if (change instanceof LabelChange.Valued valued) {
            if (type instanceof SingleChoice) {
                throw new IllegalArgumentException("value is given, and a single choice wants a choice");
            }
            return Optional.of(ValueForm.read(type, valued.value(), "value"));
        }
        if (change instanceof LabelChange.Regions regions) {
            return Optional.of(ValueForm.requireNoFault(type, LabelStudioRegions.read(type, regions, image)));
        }
        if (change instanceof LabelChange.Lost lost) {
            throw new UnusableContent(422, lost.reason());
        }
        return Optional.empty();
    }

    private LabelValue chosen(String choice) {
        if (!(type instanceof SingleChoice || type instanceof SeveralChoices)) {
            throw new IllegalArgumentException(
                    "choice \"" + choice + "\" is given, and labels of type " + type.kind() + " want a value");
        }
        int index = type.classes().indexOf(choice);
        if (index < 0) {
            throw new IllegalArgumentException("choice \"" + choice + "\" is not one of the batch's classes");
        }
        return type instanceof SingleChoice ? new Choice(index) : Selection.of(List.of(index));
    }
}
