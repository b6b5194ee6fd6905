package dev.labelmill.core.prelabel;

/**
 * What came of one of several items: a value, or why there is none.
 *
 * @param value what there is of the item; null if it cannot be used
 * @param problem why it cannot be used; null if it can
 */
public record Attempt<T>(T value, UnusableContent problem) {

    /** Work on one item. */
    @FunctionalInterface
    public interface Work<T> {
        /** @throws UnusableContent if the item cannot be used */
        T value() throws UnusableContent;
    }

    /** @throws IllegalArgumentException unless exactly one of both is there */
    public Attempt {
        if ((value == null) == (problem == null)) {
            throw new IllegalArgumentException("an attempt has a value or a problem");
        }
    }

    /** What comes of the work. */
    public static <T> Attempt<T> at(Work<T> work) {
        try {
            return new Attempt<>(work.value(), null);
        } catch (UnusableContent problem) {
            return new Attempt<>(null, problem);
        }
    }

    /** @throws UnusableContent if the item cannot be used */
    public T orThrow() throws UnusableContent {
        if (problem != null) {
            throw problem;
        }
        return value;
    }
}
