package dev.labelmill.core.work;

import java.math.BigInteger;

/** What one label costs, in nano-dollars. */
public sealed interface Rate {

    /** @param millis that the label took; 0 if nobody knows */
    long price(long millis);

    /** The most that any label can cost. */
    long most();

    /**
     * So much whoever gives it and however long it takes.
     *
     * @param nanos not negative
     */
    record PerLabel(long nanos) implements Rate {

        /** @throws IllegalArgumentException if it is negative */
        public PerLabel {
            if (nanos < 0) {
                throw new IllegalArgumentException("the price of a label must not be negative");
            }
        }

        @Override
        public long price(long millis) {
            return nanos;
        }

        @Override
        public long most() {
            return nanos;
        }
    }

    /**
     * By the time that a label took: nanos · min(millis, most) / 3,600,000, rounded half up to a nano-dollar, once for
     * each label.
     *
     * @param nanos       of an hour, not negative
     * @param mostMillis  of a label's time that is paid, above 0 and at most a day
     * @param otherMillis that is paid where nobody knows the time, 0 to {@code mostMillis}
     */
    record PerHour(long nanos, long mostMillis, long otherMillis) implements Rate {

        private static final BigInteger HOUR = BigInteger.valueOf(3_600_000);
        private static final long DAY = 86_400_000;

        /** @throws IllegalArgumentException naming what is out of range */
        public PerHour {
            if (nanos < 0) {
                throw new IllegalArgumentException("the price of an hour must not be negative");
            }
            if (mostMillis <= 0 || mostMillis > DAY) {
                throw new IllegalArgumentException("the most seconds of a label must be above 0 and at most 86400");
            }
            if (otherMillis < 0 || otherMillis > mostMillis) {
                throw new IllegalArgumentException("the seconds of a label of unknown time must be 0 to the most");
            }
            priceOf(nanos, mostMillis);
        }

        @Override
        public long price(long millis) {
            return priceOf(nanos, millis <= 0 ? otherMillis : Math.min(millis, mostMillis));
        }

        @Override
        public long most() {
            return priceOf(nanos, mostMillis);
        }

        private static long priceOf(long nanos, long millis) {
            BigInteger twice = BigInteger.valueOf(nanos).multiply(BigInteger.valueOf(2 * millis));
            return twice.add(HOUR).divide(HOUR.shiftLeft(1)).longValueExact();
        }
    }
}
