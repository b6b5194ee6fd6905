package dev.labelmill.emulators.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition expression, or a key condition expression, that was parsed. */
sealed interface Condition {

    /** Whether it holds of an item; one that is not there is an empty one. */
    boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values);

    /** What an attribute must equal for the condition to hold, where it says so outright. */
    default Optional<AttributeValue> equal(String attribute, Map<String, AttributeValue> values) {
        return Optional.empty();
    }

    /** All of them. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return conditions.stream().allMatch(condition -> condition.holds(item, values));
        }

        @Override
        public Optional<AttributeValue> equal(String attribute, Map<String, AttributeValue> values) {
            return conditions.stream()
                    .flatMap(condition -> condition.equal(attribute, values).stream())
                    .findFirst();
        }
    }

    /** Any of them. */
    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return conditions.stream().anyMatch(condition -> condition.holds(item, values));
        }
    }

    /** Not this. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return !condition.holds(item, values);
        }
    }

    /** Whether an attribute is there. */
    record Exists(Path path, boolean wanted) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return path.in(item).isPresent() == wanted;
        }
    }

    /** Whether a text begins so. */
    record BeginsWith(Path path, Operand prefix) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            Optional<AttributeValue> text = path.in(item);
            Optional<AttributeValue> begin = prefix.of(item, values);
            return text.isPresent()
                    && begin.isPresent()
                    && text.get().s() != null
                    && text.get().s().startsWith(begin.get().s());
        }
    }

    /** A comparison; with something that is not there none holds but {@code <>}. */
    record Compare(Operand left, Comparison comparison, Operand right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            Optional<AttributeValue> one = left.of(item, values);
            Optional<AttributeValue> other = right.of(item, values);
            return one.isPresent() && other.isPresent()
                    ? comparison.holds(one.get(), other.get())
                    : comparison == Comparison.UNEQUAL;
        }

        @Override
        public Optional<AttributeValue> equal(String attribute, Map<String, AttributeValue> values) {
            boolean ofIt = left instanceof Operand.At at && at.path().is(attribute);
            return ofIt && comparison == Comparison.EQUAL ? right.of(Map.of(), values) : Optional.empty();
        }
    }
}
