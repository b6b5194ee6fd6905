package dev.labelmill.lambda.model;

import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.store.Row;
import dev.labelmill.lambda.tally.RowTotals;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a scan of the table says that totals should be. */
final class Gains {

    /** The rows whose changes the exploration puts into the stream. */
    static final Predicate<String> STREAMED = key -> key.startsWith("TASK#") || key.startsWith("DISPATCH#");

    private Gains() {}

    /** By tally, how much more a scan finds of later rows than of earlier ones. */
    static Map<String, Counters> between(
            SortedMap<String, Map<String, AttributeValue>> before,
            SortedMap<String, Map<String, AttributeValue>> after) {
        Map<String, Counters> gained = scan(after);
        scan(before)
                .forEach((name, counters) ->
                        gained.computeIfAbsent(name, n -> new Counters()).subtractAll(counters));
        return gained;
    }

    private static Map<String, Counters> scan(SortedMap<String, Map<String, AttributeValue>> rows) {
        Map<String, Counters> scanned = new TreeMap<>();
        rows.entrySet().stream()
                .filter(row -> STREAMED.test(row.getKey()))
                .forEach(row -> RowTotals.of(Row.of(row.getValue()))
                        .forEach((tally, counters) -> scanned.computeIfAbsent(tally, t -> new Counters())
                                .addAll(counters)));
        return scanned;
    }
}
