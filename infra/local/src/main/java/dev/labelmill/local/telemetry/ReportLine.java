package dev.labelmill.local.telemetry;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's line about a finished invocation: {@code REPORT RequestId: … Duration: 3.53 ms Billed Duration: 4 ms Memory Size:
 * 128 MB Max Memory Used: 38 MB}, parts parted by tabs; {@code Init Duration} in an environment's first one, {@code Status}
 * in that of an invocation that failed (Lambda's developer guide, "Viewing CloudWatch logs for Lambda functions").
 *
 * @param requestId    of the invocation
 * @param duration     milliseconds
 * @param billed       milliseconds that are charged, initialisation among them
 * @param memory       megabytes it has
 * @param usedMemory   most megabytes used
 * @param initDuration milliseconds; empty unless the environment was new
 * @param failed       whether it ended in an error or a timeout
 */
public record ReportLine(
        String requestId,
        double duration,
        long billed,
        long memory,
        long usedMemory,
        OptionalDouble initDuration,
        boolean failed) {

    private static final String START = "REPORT RequestId: ";

    private static final Pattern LINE = Pattern.compile(START + "(\\S+)\\s+Duration: ([0-9.]+) ms\\s+"
            + "Billed Duration: (\\d+) ms\\s+Memory Size: (\\d+) MB\\s+Max Memory Used: (\\d+) MB"
            + "(?:\\s+Init Duration: ([0-9.]+) ms)?(.*)");

    /** Reads it; empty if {@code line} is another line. */
    public static Optional<ReportLine> parse(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches()
                ? Optional.of(new ReportLine(
                        found.group(1),
                        Double.parseDouble(found.group(2)),
                        Long.parseLong(found.group(3)),
                        Long.parseLong(found.group(4)),
                        Long.parseLong(found.group(5)),
                        found.group(6) == null
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(Double.parseDouble(found.group(6))),
                        found.group(7).contains("Status: ")))
                : Optional.empty();
    }

    /** The same, whatever a log's export put before it. */
    public static Optional<ReportLine> find(String line) {
        int start = line.indexOf(START);
        return start < 0 ? Optional.empty() : parse(line.substring(start));
    }
}
