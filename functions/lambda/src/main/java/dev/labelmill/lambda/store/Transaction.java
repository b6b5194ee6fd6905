package dev.labelmill.lambda.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes that happen together or not at all. One that meets another transaction, or a throttled table, waits a random
 * moment and tries again. All attempts carry the same token, the SDK's own repetitions too, so that one whose answer was lost
 * is answered as the first time and not done twice (TransactWriteItems, "ClientRequestToken", valid for ten minutes). Where
 * the token is not known any more a condition fails on what the transaction itself has written, which the mark on its rows tells.
 */
final class Transaction {

    /** Attempts before it is given up: some twenty seconds, most of them waiting. */
    private static final int MAX_ATTEMPTS = 24;

    /** Reasons that say nothing of the rows' content. */
    private static final Set<String> PASSING = Set.of(
            "None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    private static final String FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Backoff.Pause pause;
    private final List<TransactWriteItem> writes = new ArrayList<>();
    private final AttributeValue mark = LostAnswer.mark();

    Transaction(DynamoDbClient dynamo, String table, Backoff.Pause pause) {
        this.dynamo = dynamo;
        this.table = table;
        this.pause = pause;
    }

    /** A row, if its condition holds. */
    Transaction put(Row row, String condition, Map<String, AttributeValue> values) {
        writes.add(TransactWriteItem.builder()
                .put(p -> p.tableName(table)
                        .item(row.set(Keys.MARK, mark).values())
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.isEmpty() ? null : values)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build());
        return this;
    }

    /** A change of a row, which is made if it is not there; without a condition where that is null. */
    Transaction update(String pk, String sk, String change, String condition, Map<String, AttributeValue> values) {
        writes.add(TransactWriteItem.builder()
                .update(u -> u.tableName(table)
                        .key(Keys.of(pk, sk))
                        .updateExpression(change)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values))
                .build());
        return this;
    }

    /** How many writes there are; the next one's place among them. */
    int size() {
        return writes.size();
    }

    /** Does all of it. @return the places of the writes whose conditions failed; none if it is done */
    Set<Integer> commit() {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                dynamo.transactWriteItems(b -> b.transactItems(writes)
                        .clientRequestToken(mark.s())
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
                return Set.of();
            } catch (TransactionCanceledException e) {
                if (isDone(e)) {
                    return Set.of();
                }
                Set<Integer> failed = failed(e);
                if (!failed.isEmpty()) {
                    return failed;
                }
            } catch (TransactionInProgressException e) {
                // A repetition of this very one has overtaken it; the next attempt is told how it ended.
            }
            pause.after(attempt);
        }
        throw new IllegalStateException("table " + table + ": a transaction met others, or a throttled table, "
                + MAX_ATTEMPTS + " times in a row");
    }

    /** Whether a condition failed on what an attempt before has written, together with all the rest. */
    private boolean isDone(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .anyMatch(
                        reason -> reason.hasItem() && mark.equals(reason.item().get(Keys.MARK)));
    }

    private static Set<Integer> failed(TransactionCanceledException e) {
        Set<Integer> failed = new HashSet<>();
        List<CancellationReason> reasons = e.cancellationReasons();
        for (int i = 0; i < reasons.size(); i++) {
            if (FAILED.equals(reasons.get(i).code())) {
                failed.add(i);
            } else if (!PASSING.contains(reasons.get(i).code())) {
                throw e;
            }
        }
        return failed;
    }
}
