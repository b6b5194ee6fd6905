package dev.labelmill.core.robust;

import dev.labelmill.core.opinion.Opinion;
import java.util.List;
import java.util.function.Consumer;

/** Items and the numbers given to each, shown as often as they are asked for, the same each time. */
@FunctionalInterface
public interface ItemSource {

    /** Shows every item's opinions once. */
    void forEach(Consumer<? super List<Opinion<Double>>> item);
}
