package dev.labelmill.emulators.memory;

import java.util.function.IntPredicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How two values are compared: numbers by value, texts by their UTF-8 bytes, anything else for equality alone. */
enum Comparison {
    EQUAL("=", order -> order == 0),
    UNEQUAL("<>", order -> order != 0),
    LESS("<", order -> order < 0),
    AT_MOST("<=", order -> order <= 0),
    MORE(">", order -> order > 0),
    AT_LEAST(">=", order -> order >= 0);

    private final String sign;
    private final IntPredicate wanted;

    Comparison(String sign, IntPredicate wanted) {
        this.sign = sign;
        this.wanted = wanted;
    }

    static Comparison of(String sign) {
        return Stream.of(values())
                .filter(comparison -> comparison.sign.equals(sign))
                .findFirst()
                .orElseThrow(() -> Invalid.because("unknown comparison " + sign));
    }

    boolean holds(AttributeValue one, AttributeValue other) {
        if (one.n() != null && other.n() != null) {
            return wanted.test(Numbers.of(one).compareTo(Numbers.of(other)));
        }
        if (one.s() != null && other.s() != null) {
            return wanted.test(Utf8Order.compare(one.s(), other.s()));
        }
        return this == EQUAL && one.equals(other) || this == UNEQUAL && !one.equals(other);
    }
}
