package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Batch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Batches, and which of them are active. A batch is active exactly while its phase is not final. */
public final class BatchStore {

    private static final long SECONDS_PER_MINUTE = 60;

    private final Table table;

    public BatchStore(Table table) {
        this.table = table;
    }

    /** Stores a new batch as active; false if its id is taken. */
    public boolean insert(Batch batch) {
        return transact(List.of(
                put(BatchRows.write(batch.nextVersion()), "attribute_not_exists(pk)", -1),
                TransactWriteItem.builder()
                        .put(p -> p.tableName(table.name()).item(Keys.of(Keys.ACTIVE, batch.id())))
                        .build()));
    }

    /** One batch. */
    public Optional<Batch> get(String batch) {
        return table.get(Keys.batch(batch), Keys.META).map(BatchRows::read);
    }

    /** All batches, over ones too, in no order: it reads the whole table. */
    public Stream<Batch> all() {
        return table.scan(Keys.META)
                .filter(row -> row.pk().startsWith(Keys.BATCH))
                .map(BatchRows::read);
    }

    /** Ids of the active batches. */
    public List<String> active() {
        return table.partition(Keys.ACTIVE).map(Row::sk).toList();
    }

    /** The same, beginning with another one each minute: whoever runs out of time has not left out the same ones each time. */
    public List<String> activeInTurn(Instant now) {
        List<String> ids = new ArrayList<>(active());
        Collections.rotate(ids, (int) -(now.getEpochSecond() / SECONDS_PER_MINUTE % Math.max(1, ids.size())));
        return ids;
    }

    /**
     * Replaces a batch read before; false if it has changed since. A final phase ends its being active, and leaving one
     * makes it active again.
     */
    public boolean replace(Batch before, Batch after) {
        Row row = BatchRows.write(after.nextVersion());
        if (after.phase().isFinal() == before.phase().isFinal()) {
            return table.replace(row, before.version());
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(row, "version = :expected", before.version()));
        writes.add(TransactWriteItem.builder()
                .applyMutation(write -> {
                    if (after.phase().isFinal()) {
                        write.delete(d -> d.tableName(table.name()).key(Keys.of(Keys.ACTIVE, after.id())));
                    } else {
                        write.put(p -> p.tableName(table.name()).item(Keys.of(Keys.ACTIVE, after.id())));
                    }
                })
                .build());
        return transact(writes);
    }

    /**
     * Changes a batch, reading it again as long as somebody else changes it meanwhile. Writes nothing
     * if the change changes nothing.
     *
     * @return whether anything was written; not if there is no such batch
     */
    public boolean update(String id, UnaryOperator<Batch> change) {
        while (true) {
            Optional<Batch> before = get(id);
            Optional<Batch> after = before.map(change);
            if (after.equals(before)) {
                return false;
            }
            if (replace(before.get(), after.get())) {
                return true;
            }
        }
    }

    private TransactWriteItem put(Row row, String condition, long expectedVersion) {
        return TransactWriteItem.builder()
                .put(p -> {
                    p.tableName(table.name()).item(row.values()).conditionExpression(condition);
                    if (expectedVersion >= 0) {
                        p.expressionAttributeValues(
                                Map.of(":expected", AttributeValue.fromN(Long.toString(expectedVersion))));
                    }
                })
                .build();
    }

    private boolean transact(List<TransactWriteItem> writes) {
        try {
            table.dynamo()
                    .transactWriteItems(
                            b -> b.transactItems(writes).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return true;
        } catch (TransactionCanceledException e) {
            boolean conditionFailed =
                    e.cancellationReasons().stream().anyMatch(r -> "ConditionalCheckFailed".equals(r.code()));
            if (conditionFailed) {
                return false;
            }
            throw e;
        }
    }
}
