package dev.labelmill.lambda.store;

import dev.labelmill.core.tally.Counters;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Totals, one row per (tally, stream shard). A row remembers the highest sequence number folded into
 * it and takes counters only together with a higher one, so a record that comes again adds nothing.
 */
public final class TallyStore {

    private static final String WATERMARK = "watermark";
    private static final String COUNTER = "n_";

    private final Table table;

    public TallyStore(Table table) {
        this.table = table;
    }

    /** The highest sequence number folded into a tally from a shard, as a number; empty if none was. */
    public Optional<BigInteger> watermark(String tally, String shard) {
        return table.get(tally, shard).map(row -> new BigInteger(row.string(WATERMARK)));
    }

    /**
     * Adds counters and moves the watermark, in one write.
     *
     * @param before the watermark the counters were folded upon; empty if there was none
     * @return false if the row's watermark is another one: nothing was added
     */
    public boolean add(String tally, String shard, Optional<BigInteger> before, BigInteger after, Counters counters) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        StringBuilder additions = new StringBuilder();
        counters.nonZero().forEach((counter, amount) -> {
            String id = Integer.toString(names.size());
            names.put("#c" + id, COUNTER + counter);
            values.put(":c" + id, AttributeValue.fromN(Long.toString(amount)));
            additions.append(additions.isEmpty() ? " ADD " : ", ").append("#c" + id + " :c" + id);
        });
        values.put(":after", AttributeValue.fromS(padded(after)));
        before.ifPresent(watermark -> values.put(":before", AttributeValue.fromS(padded(watermark))));
        try {
            table.dynamo()
                    .updateItem(b -> b.tableName(table.name())
                            .key(Keys.of(tally, shard))
                            .updateExpression("SET watermark = :after" + additions)
                            .conditionExpression(
                                    before.isPresent() ? "watermark = :before" : "attribute_not_exists(watermark)")
                            .expressionAttributeNames(names.isEmpty() ? null : names)
                            .expressionAttributeValues(values)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** The totals of a tally over all shards, strongly consistent. */
    public Counters total(String tally) {
        Counters total = new Counters();
        table.query(tally, "").forEach(row -> total.addAll(counters(row)));
        return total;
    }

    private static Counters counters(Row row) {
        Counters counters = new Counters();
        row.values().entrySet().stream()
                .filter(e -> e.getKey().startsWith(COUNTER))
                .collect(Collectors.toMap(
                        e -> e.getKey().substring(COUNTER.length()),
                        e -> Long.parseLong(e.getValue().n())))
                .forEach(counters::add);
        return counters;
    }

    /** Stream sequence numbers have up to 40 digits: too many for a DynamoDB number. */
    private static String padded(BigInteger sequence) {
        return String.format(Locale.ROOT, "%040d", sequence);
    }
}
