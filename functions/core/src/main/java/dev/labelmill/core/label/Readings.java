package dev.labelmill.core.label;

import dev.labelmill.core.opinion.Opinion;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The labels of a batch as the numbers they are, item by item as they are read. */
final class Readings {

    private Readings() {}

    static <V> Iterable<List<Opinion<Double>>> of(Iterable<List<Opinion<V>>> items, Function<V, Double> number) {
        return () -> {
            Iterator<List<Opinion<V>>> source = items.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return source.hasNext();
                }

                @Override
                public List<Opinion<Double>> next() {
                    return source.next().stream()
                            .map(opinion -> opinion.as(number.apply(opinion.value())))
                            .toList();
                }
            };
        };
    }
}
