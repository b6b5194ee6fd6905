package dev.labelmill.emulators.memory;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One side of a comparison or of an assignment. */
sealed interface Operand {

    /** Its value; empty when it names an attribute that is not there. */
    Optional<AttributeValue> of(Map<String, AttributeValue> item, Map<String, AttributeValue> values);

    /** An attribute. */
    record At(Path path) implements Operand {
        @Override
        public Optional<AttributeValue> of(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return path.in(item);
        }
    }

    /** A value of the request's. */
    record Given(String name) implements Operand {
        @Override
        public Optional<AttributeValue> of(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return Optional.of(values.get(name));
        }
    }

    /** An attribute, or something else where it is not there. */
    record IfNotExists(Path path, Operand other) implements Operand {
        @Override
        public Optional<AttributeValue> of(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return path.in(item).or(() -> other.of(item, values));
        }
    }

    /** A sum or a difference. */
    record Sum(Operand one, Operand other, boolean minus) implements Operand {
        @Override
        public Optional<AttributeValue> of(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return Optional.of(Numbers.write(
                    minus
                            ? Numbers.of(number(one, item, values)).subtract(Numbers.of(number(other, item, values)))
                            : Numbers.of(number(one, item, values)).add(Numbers.of(number(other, item, values)))));
        }

        private static AttributeValue number(
                Operand operand, Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
            return operand.of(item, values)
                    .filter(value -> value.n() != null)
                    .orElseThrow(() -> Invalid.because("an operand in the update expression is no number"));
        }
    }
}
