package dev.labelmill.emulators.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An update expression that was parsed. All its operands are read of the item as it was. */
record Update(List<Action> actions) {

    /** One assignment, addition or removal. */
    sealed interface Action {
        void apply(
                Map<String, AttributeValue> before,
                Map<String, AttributeValue> after,
                Map<String, AttributeValue> values);
    }

    /** An assignment. */
    record Set(Path path, Operand value) implements Action {
        @Override
        public void apply(
                Map<String, AttributeValue> before,
                Map<String, AttributeValue> after,
                Map<String, AttributeValue> values) {
            path.put(
                    after,
                    Optional.of(
                            value.of(before, values)
                                    .orElseThrow(
                                            () -> Invalid.because(
                                                    "the provided expression refers to an attribute that does not exist in the item"))));
        }
    }

    /** An addition to a number, which is nought where it is not there. */
    record Add(Path path, Operand value) implements Action {
        @Override
        public void apply(
                Map<String, AttributeValue> before,
                Map<String, AttributeValue> after,
                Map<String, AttributeValue> values) {
            Operand sum = new Operand.Sum(new Operand.At(path), value, false);
            path.put(after, path.in(before).isPresent() ? sum.of(before, values) : value.of(before, values));
        }
    }

    /** A removal. */
    record Remove(Path path) implements Action {
        @Override
        public void apply(
                Map<String, AttributeValue> before,
                Map<String, AttributeValue> after,
                Map<String, AttributeValue> values) {
            path.put(after, Optional.empty());
        }
    }

    /** An item as it is afterwards. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> before, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> after = new HashMap<>(before);
        actions.forEach(action -> action.apply(before, after, values));
        return after;
    }
}
