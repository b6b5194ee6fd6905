package dev.labelmill.core.work;

/**
 * An amount of work, or a change of one.
 *
 * @param nanos  what it costs, in nano-dollars
 * @param millis that it took
 * @param gold   answers where the right one is known
 * @param right  how many of them are right
 */
public record Work(long nanos, long millis, long gold, long right) {

    public static final Work NONE = new Work(0, 0, 0, 0);

    /** Both together. @throws ArithmeticException beyond nine billion dollars */
    public Work plus(Work other) {
        return new Work(
                Math.addExact(nanos, other.nanos),
                Math.addExact(millis, other.millis),
                gold + other.gold,
                right + other.right);
    }

    /** What this is more than another. */
    public Work minus(Work other) {
        return plus(new Work(-other.nanos, -other.millis, -other.gold, -other.right));
    }
}
