package dev.labelmill.local.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Lambda's line about a finished invocation: {@code REPORT RequestId: … Duration: 3.53 ms Billed Duration: 4 ms Memory Size:
 * 128 MB Max Memory Used: 38 MB}, parts parted by tabs; {@code Init Duration} in an environment's first one, {@code Status}
 * in that of an invocation that failed.
 *
 * @param requestId    of the invocation
 * @param duration     milliseconds
 * @param billed       milliseconds
 * @param memory       megabytes it has
 * @param usedMemory   most megabytes used
 * @param initDuration milliseconds; empty unless the environment was new
 * @param failed       whether it ended in an error or a timeout
 */
public record ReportLine(
        String requestId,
        double duration,
        double billed,
        double memory,
        double usedMemory,
        OptionalDouble initDuration,
        boolean failed) {

    private static final String START = "REPORT RequestId: ";

    /** Reads it; empty if {@code line} is another line. */
    public static Optional<ReportLine> parse(String line) {
        if (!line.startsWith(START)) {
            return Optional.empty();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : line.substring("REPORT ".length()).split("\t")) {
            int colon = part.indexOf(": ");
            if (colon > 0) {
                parts.put(
                        part.substring(0, colon).strip(),
                        part.substring(colon + 2).strip());
            }
        }
        OptionalDouble duration = number(parts, "Duration");
        if (duration.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReportLine(
                parts.get("RequestId"),
                duration.getAsDouble(),
                number(parts, "Billed Duration").orElse(0),
                number(parts, "Memory Size").orElse(0),
                number(parts, "Max Memory Used").orElse(0),
                number(parts, "Init Duration"),
                parts.containsKey("Status")));
    }

    private static OptionalDouble number(Map<String, String> parts, String name) {
        String text = parts.getOrDefault(name, "").split(" ", 2)[0];
        return text.matches("\\d+(\\.\\d+)?") ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
