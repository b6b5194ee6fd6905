package dev.labelmill.lambda.store;

import dev.labelmill.core.tally.Counters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows of a tally as one query has read them: one for each stream shard, one that their counters are moved into, and marks.
 *
 * <p>A query reads row by row, and a transaction may move counters from a row that is still to be read into one that was read before
 * (DynamoDB developer guide, "Isolation levels for transactions": a query is read-committed). Each move is counted on both of its
 * rows. {@value #BASE} sorts before every shard's row and is read first; later rows can only have been moved out of as often, or more
 * often. So the counts agree exactly where nothing was moved meanwhile.
 */
record TallyRows(List<Row> all) {

    /** The row that counters of closed shards are moved into. */
    static final String BASE = "base";

    /** The row of totals that were counted from the facts. */
    static final String REBUILT = "rebuilt";

    /** How often counters were moved into {@value #BASE}, or out of a shard's row. */
    static final String MOVES = "moves";

    private static final String COUNTER = "n_";

    /** Compaction moves each closed shard's counters once, a few milliseconds each: more reads than that never disagree. */
    private static final int MOST_READS = 1000;

    TallyRows {
        all = List.copyOf(all);
    }

    /** The tally's rows with no move between them. */
    static TallyRows read(Table table, String tally) {
        for (int reads = 0; reads < MOST_READS; reads++) {
            TallyRows rows = new TallyRows(table.partition(tally).toList());
            if (rows.inBase() == rows.outOfShards()) {
                return rows;
            }
        }
        throw new IllegalStateException("the rows of " + tally + " disagree on what was moved between them");
    }

    private long inBase() {
        return moves(row -> row.sk().equals(BASE));
    }

    private long outOfShards() {
        return moves(row -> !row.sk().equals(BASE));
    }

    private long moves(Predicate<Row> of) {
        return all.stream().filter(of).mapToLong(row -> row.number(MOVES)).sum();
    }

    /** What was counted from the facts; empty if the totals are folded. */
    Optional<Counters> rebuilt() {
        return all.stream().filter(row -> row.sk().equals(REBUILT)).findFirst().map(TallyRows::counters);
    }

    /** What was folded, of all shards. */
    Counters folded() {
        Counters folded = new Counters();
        all.stream()
                .filter(row -> !row.sk().equals(REBUILT))
                .map(TallyRows::counters)
                .forEach(folded::addAll);
        return folded;
    }

    /** The counters on a row. */
    static Counters counters(Row row) {
        Counters counters = new Counters();
        row.values().forEach((name, value) -> {
            if (name.startsWith(COUNTER)) {
                counters.add(name.substring(COUNTER.length()), Long.parseLong(value.n()));
            }
        });
        return counters;
    }

    /** The attribute that a counter is kept in. */
    static String attribute(String counter) {
        return COUNTER + counter;
    }

    /** An update expression's clause that adds counters; empty for none. */
    record Addition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

        static Addition of(Counters counters) {
            Map<String, String> names = new HashMap<>();
            Map<String, AttributeValue> values = new HashMap<>();
            StringBuilder additions = new StringBuilder();
            counters.nonZero().forEach((counter, amount) -> {
                String id = Integer.toString(names.size());
                names.put("#c" + id, attribute(counter));
                values.put(":c" + id, AttributeValue.fromN(Long.toString(amount)));
                additions.append(additions.isEmpty() ? " ADD " : ", ").append("#c" + id + " :c" + id);
            });
            return new Addition(additions.toString(), names, values);
        }
    }
}
