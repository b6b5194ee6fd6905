package dev.labelmill.local.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which batches functions' logs are of, by the metrics in them: each line names its batch, and the last one its whole ledger. */
public final class LoggedBatches {

    private static final int NANO_DIGITS = 9;

    private final Map<String, Set<Map<String, Long>>> ledgers = new HashMap<>();

    private LoggedBatches() {}

    /**
     * Reads logs as {@link Logs#usage} does.
     *
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static LoggedBatches in(Path fileOrFolder) {
        LoggedBatches found = new LoggedBatches();
        Logs.forEachLine(fileOrFolder, (file, line) -> metrics(line).ifPresent(found::add));
        return found;
    }

    private static Optional<JsonNode> metrics(String line) {
        int start = line.indexOf('{');
        if (start < 0 || !line.contains("\"_aws\"") || !line.contains("\"batch\"")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(line.substring(start).getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private void add(JsonNode line) {
        Set<Map<String, Long>> own = ledgers.computeIfAbsent(line.path("batch").asText(), batch -> new HashSet<>());
        if (line.path("phase").asText().equals("DONE")) {
            own.add(nanos(line.path("platform")));
        }
    }

    /** A ledger as reports and lines have it, in nano-dollars by account. */
    public static SortedMap<String, Long> nanos(JsonNode ledger) {
        SortedMap<String, Long> nanos = new TreeMap<>();
        ledger.properties()
                .forEach(account -> nanos.put(
                        account.getKey(),
                        account.getValue()
                                .decimalValue()
                                .movePointRight(NANO_DIGITS)
                                .longValueExact()));
        return nanos;
    }

    /** Whether no batch is named: the logs of some functions never name any. */
    public boolean isEmpty() {
        return ledgers.isEmpty();
    }

    /** Whether a line is of the batch. */
    public boolean name(String batch) {
        return ledgers.containsKey(batch);
    }

    /** Whether the batch came to its end in these logs, and never with this ledger: it is another run's. */
    public boolean contradict(String batch, Map<String, Long> ledger) {
        Set<Map<String, Long>> own = ledgers.getOrDefault(batch, Set.of());
        return !own.isEmpty() && !own.contains(ledger);
    }
}
