package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.tally.Counters;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold of the rows of tallies themselves, while they are folded into, compacted and read. */
final class FoldsHold implements Checks {

    private static final String COUNTER = "n_";

    private final SortedMap<String, Map<String, AttributeValue>> start;

    /** @param start the rows at the beginning */
    FoldsHold(SortedMap<String, Map<String, AttributeValue>> start) {
        this.start = start;
    }

    /** Watermarks only rise, and without one that rises no tally's sum changes: compaction moves counters alone. */
    @Override
    public void step(World before, World after) {
        if (before.rows() == after.rows()) {
            return;
        }
        Set<String> folded = new HashSet<>();
        after.rows().forEach((key, now) -> {
            String was = watermark(before.rows().getOrDefault(key, Map.of()));
            assertThat(watermark(now)).as("watermark of %s", key).isGreaterThanOrEqualTo(was);
            if (!watermark(now).equals(was)) {
                folded.add(now.get("pk").s());
            }
        });
        Map<String, Counters> sums = sums(before.rows());
        sums(after.rows()).forEach((tally, sum) -> {
            if (!folded.contains(tally)) {
                assertThat(sum).as("%s, into which nothing was folded", tally).isEqualTo(sums.get(tally));
            }
        });
    }

    private static String watermark(Map<String, AttributeValue> row) {
        return row.containsKey("watermark") ? row.get("watermark").s() : "";
    }

    /** Everything is folded, once, and whoever read the totals while nothing was folded read all of them. */
    @Override
    public void end(World world) {
        Map<String, Counters> expected = sums(start);
        Gains.between(start, world.rows())
                .forEach((tally, gained) ->
                        expected.computeIfAbsent(tally, t -> new Counters()).addAll(gained));
        Map<String, Counters> sums = sums(world.rows());
        expected.forEach((tally, counters) ->
                assertThat(sums.getOrDefault(tally, new Counters())).as(tally).isEqualTo(counters));
        for (Process process : world.processes()) {
            for (JsonNode told : process.responses()) {
                if (told.has("total") && world.stream().isEmpty()) {
                    assertThat(counters(told.path("total")))
                            .as("the total that was read")
                            .isEqualTo(expected.get("TALLY#b"));
                }
            }
        }
    }

    private static Counters counters(JsonNode total) {
        Counters counters = new Counters();
        total.properties()
                .forEach(counter ->
                        counters.add(counter.getKey(), counter.getValue().asLong()));
        return counters;
    }

    private static Map<String, Counters> sums(SortedMap<String, Map<String, AttributeValue>> rows) {
        Map<String, Counters> sums = new TreeMap<>();
        rows.values().stream()
                .filter(row -> row.get("pk").s().startsWith("TALLY#"))
                .forEach(row -> {
                    Counters sum = sums.computeIfAbsent(row.get("pk").s(), tally -> new Counters());
                    row.forEach((name, value) -> {
                        if (name.startsWith(COUNTER)) {
                            sum.add(name.substring(COUNTER.length()), Long.parseLong(value.n()));
                        }
                    });
                });
        return sums;
    }
}
