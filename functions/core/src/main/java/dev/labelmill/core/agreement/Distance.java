package dev.labelmill.core.agreement;

/** How far apart two labels of one kind are, such as 1 - F1 at an overlap of boxes. */
@FunctionalInterface
public interface Distance<T> {

    /** In [0, 1], the same both ways, 0 for a label and itself. */
    double between(T one, T other);
}
