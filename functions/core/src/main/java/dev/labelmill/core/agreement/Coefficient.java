package dev.labelmill.core.agreement;

import java.util.OptionalDouble;

/**
 * An agreement coefficient as measured: a number with its confidence interval, or the reason why there is none.
 * Never NaN: where a definition would be 0/0 the coefficient is {@link Undefined}.
 */
public sealed interface Coefficient {

    /** The value alone; empty if the coefficient is undefined. */
    OptionalDouble asOptional();

    /**
     * A coefficient that exists.
     *
     * @param value at most 1, which is full agreement; 0 is what chance explains for those corrected for chance
     * @param low   lower end of the interval, at most the value
     * @param high  upper end of the interval, at least the value and at most 1
     */
    record Estimate(double value, double low, double high) implements Coefficient {

        /**
         * Checks the order of the numbers.
         *
         * @throws IllegalArgumentException unless low ≤ value ≤ high, which also refuses NaN
         */
        public Estimate {
            if (!(low <= value && value <= high)) {
                throw new IllegalArgumentException(
                        "an estimate must satisfy low <= value <= high, not " + low + ", " + value + ", " + high);
            }
        }

        @Override
        public OptionalDouble asOptional() {
            return OptionalDouble.of(value);
        }
    }

    /** A coefficient that does not exist for the ratings at hand. */
    record Undefined(Reason reason) implements Coefficient {

        @Override
        public OptionalDouble asOptional() {
            return OptionalDouble.empty();
        }
    }

    /** Why a coefficient is undefined. */
    enum Reason {
        /** No unit has two ratings that could agree. */
        NO_PAIR("no unit has two ratings"),
        /** All ratings are alike: chance already explains full agreement, and agreement beyond it is 0/0. */
        NO_VARIATION("all ratings are alike, so agreement beyond chance is 0/0"),
        /** A single class leaves nothing to disagree on. */
        ONE_CLASS("only one class is declared"),
        /** A caller declined to compute it. */
        TOO_LARGE("so many classes or annotators would take too much memory");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** The reason in words, for reports. */
        public String sentence() {
            return sentence;
        }
    }
}
