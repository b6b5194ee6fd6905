package dev.labelmill.lambda.wiring;

import dev.labelmill.core.cost.Meter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long an environment took to start, on the books of the one meter that it may make: before it is known, while the
 * function is primed, or with the first event. One that meters nothing makes none. Thread-safe.
 */
final class StartCost {

    private OptionalLong millis = OptionalLong.empty();
    private Optional<Meter> meter = Optional.empty();

    /** The environment has started. */
    synchronized void took(long passed) {
        millis = OptionalLong.of(passed);
        meter.ifPresent(made -> made.time(passed));
    }

    /** The meter is made. */
    synchronized void paidBy(Meter made) {
        meter = Optional.of(made);
        millis.ifPresent(made::time);
    }
}
