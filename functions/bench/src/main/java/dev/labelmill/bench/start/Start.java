package dev.labelmill.bench.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What one start took, up to the first answer.
 *
 * @param wallMillis      from before the process was made until its answer was there
 * @param processorMillis of all its threads, in and out of the kernel, within ten
 * @param peakKilobytes   the most memory resident at a time ({@code VmHWM})
 * @param ownKilobytes    of what is resident, that which no file backs ({@code RssAnon})
 */
record Start(double wallMillis, double processorMillis, long peakKilobytes, long ownKilobytes) {

    /** Linux's clock ticks as programs see them are hundredths of a second everywhere (proc(5), {@code sysconf}). */
    private static final double MILLIS_PER_TICK = 10;

    /** Of {@code /proc/<pid>/stat}, counted from what follows the name: ticks in the program and in the kernel. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /** Looks at a process that has just answered. */
    static Start of(long pid, double wallMillis) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            Path status = process.resolve("status");
            return new Start(wallMillis, processor(stat), kilobytes(status, "VmHWM"), kilobytes(status, "RssAnon"));
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " has ended, or this is not Linux", gone);
        }
    }

    private static double processor(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLIS_PER_TICK;
    }

    private static long kilobytes(Path status, String field) throws IOException {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "there is no " + field + " in " + status + ": the process has just ended"));
        }
    }
}
