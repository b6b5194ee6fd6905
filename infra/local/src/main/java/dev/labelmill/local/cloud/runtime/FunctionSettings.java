package dev.labelmill.local.cloud.runtime;

import java.time.Duration;
import java.util.Map;

/**
 * One function's configuration.
 *
 * @param name of the function, unique in a runtime
 * @param environment its variables, besides those that Lambda itself sets
 * @param concurrency the most environments at a time, at least 1; further invocations wait
 * @param timeout of one invocation, initialisation not counted
 * @param memoryMegabytes what the function is told it has
 */
public record FunctionSettings(
        String name, Map<String, String> environment, int concurrency, Duration timeout, int memoryMegabytes) {

    public FunctionSettings {
        environment = Map.copyOf(environment);
        if (concurrency < 1) {
            throw new IllegalArgumentException(name + " needs a concurrency of at least 1, not " + concurrency);
        }
    }
}
