package dev.labelmill.core.agreement;

/** How far apart two classes are. */
@FunctionalInterface
public interface ClassDistance {

    /** In [0, 1], the same both ways, 0 for a class and itself. */
    double between(int one, int other);
}
