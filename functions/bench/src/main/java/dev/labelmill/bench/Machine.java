package dev.labelmill.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;

/** What is measured on, and how busy it is with other work. */
final class Machine {

    private static final double GIB = 1L << 30;

    private Machine() {}

    /** A line: the day, processors, memory, Java, and how many processes wanted to run lately. */
    static String text() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d processors (%s), %.0f GiB, Java %s, %.1f other processes at work in the last minute%n",
                LocalDate.now(Clock.systemUTC()),
                system.getAvailableProcessors(),
                processor(),
                system.getTotalMemorySize() / GIB,
                Runtime.version(),
                Math.max(0, system.getSystemLoadAverage()));
    }

    /** As Linux calls it. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unnamed");
        } catch (IOException notLinux) {
            return "unnamed";
        }
    }
}
