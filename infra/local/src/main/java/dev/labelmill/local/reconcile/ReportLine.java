package dev.labelmill.local.reconcile;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One invocation as Lambda reports it in the function's log, in the text format: {@code REPORT RequestId: … Duration: 3.54 ms
 * Billed Duration: 4 ms Memory Size: 512 MB Max Memory Used: 97 MB Init Duration: 250.12 ms} (developer guide, "Viewing
 * CloudWatch logs for Lambda functions").
 *
 * @param requestId   of the invocation
 * @param millis      it took
 * @param billed      what it is charged for, in milliseconds; initialisation is part of it
 * @param memory      configured, in MB
 * @param peak        used, in MB
 * @param initMillis  of the environment; empty if it was there before
 */
record ReportLine(String requestId, double millis, long billed, long memory, long peak, OptionalDouble initMillis) {

    private static final Pattern LINE = Pattern.compile("REPORT RequestId: (\\S+)\\s+Duration: ([0-9.]+) ms\\s+"
            + "Billed Duration: (\\d+) ms\\s+Memory Size: (\\d+) MB\\s+Max Memory Used: (\\d+) MB"
            + "(?:\\s+Init Duration: ([0-9.]+) ms)?.*");

    /** Reads a log line, whatever a log's export put before it; empty if it reports no invocation. */
    static Optional<ReportLine> parse(String line) {
        int start = line.indexOf("REPORT RequestId: ");
        if (start < 0) {
            return Optional.empty();
        }
        Matcher found = LINE.matcher(line.substring(start));
        return found.matches()
                ? Optional.of(new ReportLine(
                        found.group(1),
                        Double.parseDouble(found.group(2)),
                        Long.parseLong(found.group(3)),
                        Long.parseLong(found.group(4)),
                        Long.parseLong(found.group(5)),
                        found.group(6) == null
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(Double.parseDouble(found.group(6)))))
                : Optional.empty();
    }
}
