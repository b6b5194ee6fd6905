package dev.labelmill.lambda.store;

import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Totals, one row per (tally, stream shard), an annotator's one per batch too. A row remembers the highest sequence number folded into
 * it and takes counters only together with a higher one, so a record that comes again adds nothing.
 */
public final class TallyStore {

    /** More counters than this in one write would make its expression longer than DynamoDB's 4 KB. */
    public static final int MAX_COUNTERS = 240;

    static final String WATERMARK = "watermark";
    static final String TOUCHED = "touched";

    /** Rows of a tally that are no stream shard's, as {@link TallyRows#BASE} and {@link TallyRows#REBUILT} are. */
    private static final String DIRTY = "dirty";

    private static final String CHECKED = "checked";

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
     * @return what the row holds then; empty if its watermark is another one: nothing was added
     */
    public Optional<Counters> add(
            String tally, String shard, Optional<BigInteger> before, BigInteger after, Counters counters, Instant now) {
        TallyRows.Addition gain = TallyRows.Addition.of(counters);
        Map<String, AttributeValue> values = new HashMap<>(gain.values());
        values.put(":after", AttributeValue.fromS(padded(after)));
        values.put(":now", AttributeValue.fromS(now.toString()));
        AttributeValue mark = LostAnswer.mark();
        values.put(":mark", mark);
        before.ifPresent(watermark -> values.put(":before", AttributeValue.fromS(padded(watermark))));
        try {
            Map<String, AttributeValue> row = table.dynamo()
                    .updateItem(b -> b.tableName(table.name())
                            .key(Keys.of(tally, shard))
                            .updateExpression("SET watermark = :after, touched = :now, " + Keys.MARK + " = :mark"
                                    + gain.expression())
                            .conditionExpression(
                                    before.isPresent() ? "watermark = :before" : "attribute_not_exists(watermark)")
                            .expressionAttributeNames(gain.names().isEmpty() ? null : gain.names())
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_NEW)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                    .attributes();
            return Optional.of(TallyRows.counters(Row.of(row)));
        } catch (ConditionalCheckFailedException e) {
            return LostAnswer.hid(e, mark) ? Optional.of(TallyRows.counters(Row.of(e.item()))) : Optional.empty();
        }
    }

    /**
     * The totals of a tally over all shards, or as last rebuilt, strongly consistent. To what was rebuilt comes the batch's
     * own row as it is now: the last change of it, its end, is later than any rebuild.
     */
    public Counters total(String tally) {
        TallyRows rows = TallyRows.read(table, tally);
        return rows.rebuilt().map(counted -> counted.addAll(ofBatch(tally))).orElseGet(rows::folded);
    }

    private Counters ofBatch(String tally) {
        return table.get(Keys.batch(tally.substring(Keys.TALLY.length())), Keys.META)
                .map(row -> Contributions.ofBatch(row.spent(), row.number(Keys.VERSION)))
                .orElseGet(Counters::new);
    }

    /**
     * Moves the counters of shards that have not been written to for long into one row, so that reading
     * a total stays cheap. Their watermarks stay, in case a record comes again after all.
     */
    public void compact(String tally, Instant untouchedSince) {
        new TallyCompaction(table, tally).compact(untouchedSince);
    }

    /** Whether anything was folded into a tally, or it was rebuilt, since an instant. */
    public boolean isTouchedSince(String tally, Instant since) {
        return table.partition(tally)
                .filter(row -> row.has(TOUCHED))
                .anyMatch(row -> !Instant.parse(row.string(TOUCHED)).isBefore(since));
    }

    /** Whether a tally was compared with the facts, and held them all, since an instant. */
    public boolean isCheckedSince(String tally, Instant since) {
        return table.get(tally, CHECKED)
                .filter(row -> !Instant.parse(row.string(TOUCHED)).isBefore(since))
                .isPresent();
    }

    /**
     * Compares a tally with the facts, and remembers when it was found to hold them all. How many dispatches there were is not
     * compared: to one that got no task, no task leads.
     *
     * @param facts of all the batch's rows but its own
     * @return whether it holds them
     */
    public boolean check(String tally, Counters facts, Instant now) {
        boolean holds = compared(total(tally))
                .equals(compared(new Counters().addAll(facts).addAll(ofBatch(tally))));
        if (holds) {
            touch(Row.at(tally, CHECKED), now);
        }
        return holds;
    }

    private static Counters compared(Counters counters) {
        Counters compared = new Counters();
        counters.nonZero().forEach((name, amount) -> {
            if (isCompared(name)) {
                compared.add(name, amount);
            }
        });
        return compared;
    }

    /**
     * Not what only some of a batch's changes were folded to by a version that did not count it yet: these are neither money nor
     * progress.
     */
    private static boolean isCompared(String name) {
        return !name.startsWith(Names.TALLY_SPENT)
                && !name.equals(Names.DISPATCHES)
                && !name.equals(Names.CLAIMS)
                && !name.equals(Names.ADJUDICATING)
                && Stream.of(Names.LATE, Names.IN_TIME, Names.WAITED).noneMatch(name::startsWith);
    }

    /** Remembers that changes may have been lost, so that the tally must be rebuilt from the facts. */
    public void markDirty(String tally) {
        table.insert(Row.at(tally, DIRTY));
    }

    /** Whether changes may have been lost at any time. */
    public boolean isDirty(String tally) {
        return table.get(tally, DIRTY).isPresent();
    }

    /** Whether a tally must be rebuilt, and was not since an instant. */
    public boolean needsRebuild(String tally, Instant since) {
        return isDirty(tally)
                && table.get(tally, TallyRows.REBUILT)
                        .filter(row -> !Instant.parse(row.string(TOUCHED)).isBefore(since))
                        .isEmpty();
    }

    /**
     * Puts totals counted from the facts in the place of the folded ones. What folding has cost so far is no other row's
     * and is taken from the folded rows, anew each time, so that it counts once however often totals are rebuilt.
     *
     * @param facts of all the batch's rows but its own
     */
    public void rebuild(String tally, Counters facts, Instant now) {
        Row row = Row.at(tally, TallyRows.REBUILT);
        Counters all = new Counters().addAll(facts).addAll(spentOnFolding(tally));
        all.nonZero().forEach((name, amount) -> row.set(TallyRows.attribute(name), (long) amount));
        touch(row, now);
    }

    /** Puts a row unless one that is as new is there. */
    private void touch(Row row, Instant now) {
        table.put(
                row.set(TOUCHED, now.toString()),
                "attribute_not_exists(pk) OR touched < :now",
                Map.of(":now", AttributeValue.fromS(now.toString())));
    }

    private Counters spentOnFolding(String tally) {
        Counters spent = new Counters();
        TallyRows.read(table, tally).folded().nonZero().forEach((counter, amount) -> {
            if (counter.startsWith(Names.TALLY_SPENT)) {
                spent.add(counter, amount);
            }
        });
        return spent;
    }

    /** Stream sequence numbers have up to 40 digits: too many for a DynamoDB number. */
    private static String padded(BigInteger sequence) {
        return String.format(Locale.ROOT, "%040d", sequence);
    }
}
