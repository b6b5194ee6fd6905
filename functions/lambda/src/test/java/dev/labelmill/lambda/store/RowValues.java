package dev.labelmill.lambda.store;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Values that rows may hold. */
final class RowValues {

    private RowValues() {}

    static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-._:/ \u00e9\u4e16")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    static Arbitrary<Long> amounts() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    static Arbitrary<Double> fractions() {
        return Arbitraries.doubles().between(0, 1).ofScale(17);
    }
}
