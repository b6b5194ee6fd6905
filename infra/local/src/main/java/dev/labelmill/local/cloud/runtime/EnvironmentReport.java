package dev.labelmill.local.cloud.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * One execution environment, alive or gone.
 *
 * @param function it runs
 * @param pid of its process
 * @param alive whether the process still runs
 * @param coldStart from the process's start to its first poll; empty until then
 * @param peakKilobytes the most memory resident at a time (Linux's VmHWM), last read after an invocation; 0 if unknown
 * @param invocations it was given
 */
public record EnvironmentReport(
        String function, long pid, boolean alive, Optional<Duration> coldStart, long peakKilobytes, long invocations) {}
