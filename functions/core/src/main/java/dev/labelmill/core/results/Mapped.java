package dev.labelmill.core.results;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Something else made of each element while they are read. */
final class Mapped {

    private Mapped() {}

    static <T, R> Iterable<R> of(Iterable<T> all, Function<T, R> made) {
        return some(all, made.andThen(Optional::of));
    }

    /** The same, without those of which nothing is made. */
    static <T, R> Iterable<R> some(Iterable<T> all, Function<T, Optional<R>> made) {
        return () -> new Iterator<>() {
            private final Iterator<T> rest = all.iterator();
            private Optional<R> next = advance();

            private Optional<R> advance() {
                while (rest.hasNext()) {
                    Optional<R> found = made.apply(rest.next());
                    if (found.isPresent()) {
                        return found;
                    }
                }
                return Optional.empty();
            }

            @Override
            public boolean hasNext() {
                return next.isPresent();
            }

            @Override
            public R next() {
                R taken = next.orElseThrow(NoSuchElementException::new);
                next = advance();
                return taken;
            }
        };
    }
}
