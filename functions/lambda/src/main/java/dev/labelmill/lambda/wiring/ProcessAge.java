package dev.labelmill.lambda.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How long ago this process was started, which is how long an environment took to initialise when its application stands.
 * Read from Linux's own files: a JVM's start time begins later, and {@code ProcessHandle}'s is rounded to seconds.
 */
final class ProcessAge {

    /** Linux's clock ticks as programs see them are hundredths of a second everywhere (proc(5), {@code sysconf}). */
    private static final long MILLIS_PER_TICK = 10;

    /** Of {@code /proc/self/stat}: ticks from the machine's start to the process's, counted from what follows the name. */
    private static final int START = 19;

    private ProcessAge() {}

    /** In milliseconds, within ten; empty where the system does not tell. */
    static OptionalLong millis() {
        try {
            return OptionalLong.of(
                    millis(Files.readString(Path.of("/proc/self/stat")), Files.readString(Path.of("/proc/uptime"))));
        } catch (IOException elsewhere) {
            return OptionalLong.empty();
        }
    }

    /**
     * The same from the files' texts.
     *
     * @param stat   the name in it stands in brackets and may hold blanks and brackets
     * @param uptime seconds since the machine's start, first
     */
    static long millis(String stat, String uptime) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long started = Long.parseLong(fields[START]) * MILLIS_PER_TICK;
        long now = Math.round(Double.parseDouble(uptime.split(" ")[0]) * 1000);
        return Math.max(0, now - started);
    }
}
