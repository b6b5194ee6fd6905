package dev.labelmill.bench.start;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Functions of the same stack that do nothing of their own, which the real ones are held against. */
enum Floor {
    /** Gives its event back. */
    HELLO("functions/bench-hello"),
    /** Reads a row of the table before. */
    CALL("functions/bench-calls"),
    /** Calls table, bucket and queue before. */
    CALLS("functions/bench-calls");

    private final String module;

    Floor(String module) {
        this.module = module;
    }

    /** The floor of a function's name; empty for a real one. */
    static Optional<Floor> named(String function) {
        return Stream.of(values())
                .filter(floor -> floor.function().equals(function))
                .findFirst();
    }

    /** As it is exported. */
    String function() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its unpacked package. */
    Path unpacked(Path root) {
        return root.resolve(module).resolve("target/function").toAbsolutePath();
    }
}
