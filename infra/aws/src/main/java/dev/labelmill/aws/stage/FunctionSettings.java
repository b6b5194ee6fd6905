package dev.labelmill.aws.stage;

import java.util.Optional;

/**
 * One function's size.
 *
 * @param memory      megabytes, 128 to 10,240; processor time comes in proportion, one core at 1,769
 * @param timeout     seconds that one event may take, 1 to 900
 * @param concurrency the most environments at a time, kept free for this function; empty for no cap
 * @param runtime     what it runs on
 */
public record FunctionSettings(int memory, int timeout, Optional<Integer> concurrency, Runtime runtime) {}
