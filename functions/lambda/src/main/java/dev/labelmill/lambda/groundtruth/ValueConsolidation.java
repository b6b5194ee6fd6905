package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.results.FinalValue;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.results.ValueConsensus;
import dev.labelmill.lambda.finish.LabelAttributes;
import dev.labelmill.lambda.json.ValueForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Labels that are no single class, by the type's own consensus: fusion of boxes and spans, a quorum for each class. */
final class ValueConsolidation<V extends LabelValue> implements Consolidation {

    private final LabelAttributes form;
    private final LabelType<V> type;
    private final LeftOut leftOut;

    ValueConsolidation(LabelAttributes form, LabelType<V> type, LeftOut leftOut) {
        this.form = form;
        this.type = type;
        this.leftOut = leftOut;
    }

    @Override
    public List<Optional<ObjectNode>> of(List<AnnotatedObject> objects) {
        List<SettledValues<V>> tasks = objects.stream().map(this::settled).toList();
        ValueConsensus<V> consensus = ValueConsensus.of(tasks, type);
        List<Optional<ObjectNode>> labels = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            FinalValue<V> label = consensus.label(tasks.get(i));
            labels.add(
                    label.value().isEmpty()
                            ? Optional.empty()
                            : Optional.of(form.of(objects.get(i).item(), type, label)));
        }
        return labels;
    }

    private SettledValues<V> settled(AnnotatedObject object) {
        List<Opinion<V>> opinions = new ArrayList<>();
        object.answers().forEach((worker, answer) -> {
            try {
                LabelValue value = ValueForm.read(type, answer.value(), "the answer");
                opinions.add(new Opinion<>(worker, type.valueType().cast(value)));
            } catch (IllegalArgumentException bad) {
                leftOut.add();
            }
        });
        return new SettledValues<>(
                0,
                object.id(),
                opinions,
                opinions.stream().map(opinion -> 0L).toList(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                false);
    }
}
