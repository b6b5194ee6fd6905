package dev.labelmill.emulators.memory;

import java.math.BigDecimal;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's numbers: exact decimals of 38 digits, written without exponent and needless zeros. */
final class Numbers {
    private static final int DIGITS = 38;

    private Numbers() {}

    static BigDecimal of(AttributeValue value) {
        return new BigDecimal(value.n());
    }

    static AttributeValue write(BigDecimal number) {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (shortest.precision() > DIGITS) {
            throw Invalid.because("a number has more than " + DIGITS + " digits");
        }
        return AttributeValue.fromN(shortest.toPlainString());
    }
}
