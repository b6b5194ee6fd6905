package dev.labelmill.local.cloud.runtime;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lambda's own lines about an environment's invocations, {@code START} and {@code REPORT}, in the form that they have in a
 * function's log. A time to start is told, and billed, with the environment's first invocation only.
 */
final class PlatformLog {

    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final int KILOBYTES = 1024;

    private final Consumer<String> log;
    private final int memoryMegabytes;
    private boolean reported;

    PlatformLog(Consumer<String> log, int memoryMegabytes) {
        this.log = log;
        this.memoryMegabytes = memoryMegabytes;
    }

    void started(String requestId) {
        log.accept("START RequestId: " + requestId + " Version: $LATEST");
    }

    /**
     * Tells of an invocation's end.
     *
     * @param coldStart     of the environment
     * @param peakKilobytes the most memory of its process so far
     * @param failure       why it failed; empty if it did not
     */
    void ended(
            String requestId,
            Duration duration,
            Optional<Duration> coldStart,
            long peakKilobytes,
            Optional<FunctionFailed> failure) {
        Optional<Duration> init = reported ? Optional.empty() : coldStart;
        reported = true;
        double billed = Math.ceil(millis(duration.plus(init.orElse(Duration.ZERO))));
        StringBuilder line = new StringBuilder("REPORT RequestId: ").append(requestId);
        line.append("\tDuration: ").append(text(millis(duration))).append(" ms");
        line.append("\tBilled Duration: ").append((long) billed).append(" ms");
        line.append("\tMemory Size: ").append(memoryMegabytes).append(" MB");
        line.append("\tMax Memory Used: ").append(peakKilobytes / KILOBYTES).append(" MB");
        init.ifPresent(time ->
                line.append("\tInit Duration: ").append(text(millis(time))).append(" ms"));
        failure.ifPresent(failed -> line.append("\tStatus: ").append(status(failed)));
        log.accept(line.toString());
    }

    private static String status(FunctionFailed failure) {
        return failure instanceof FunctionFailed.TimedOut ? "timeout" : "error";
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_A_MILLISECOND;
    }

    private static String text(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis);
    }
}
