package dev.labelmill.emulators.memory;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Does conditional writes, counts what they consume, and tells the stream of those that were done. */
final class Writing {
    private static final int IN_TRANSACTION = 2;

    private final Items items;
    private final Units units;
    private final Optional<MemoryStream> stream;

    Writing(Items items, Units units, Optional<MemoryStream> stream) {
        this.items = items;
        this.units = units;
        this.stream = stream;
    }

    /** @param units that it consumed */
    record Applied(Write.Done done, double units) {}

    /**
     * Does one.
     *
     * @throws ConditionalCheckFailedException if its condition does not hold
     */
    Applied one(Write write, ReturnValuesOnConditionCheckFailure onFailure) {
        Write.Done done = items.with(write.key().pk(), partition -> doOn(partition, write));
        double written = units.written(done.bytes());
        if (done.held()) {
            return new Applied(done, written);
        }
        boolean tell = onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD
                && !done.before().isEmpty();
        throw ConditionalCheckFailedException.builder()
                .message("the conditional request failed")
                .item(tell ? done.before() : null)
                .build();
    }

    /**
     * Does all of them or none.
     *
     * @return the units that they consumed
     * @throws TransactionCanceledException if a condition does not hold
     */
    double together(List<Write> writes) {
        List<Write.Done> outcomes = items.alone(() -> transact(writes));
        double written = 0;
        for (Write.Done done : outcomes) {
            for (int i = 0; i < IN_TRANSACTION; i++) {
                written += units.written(done.bytes());
            }
        }
        if (!outcomes.stream().allMatch(Write.Done::held)) {
            throw TransactionCanceledException.builder()
                    .message("transaction cancelled, see the reasons")
                    .cancellationReasons(outcomes.stream().map(Writing::reason).toList())
                    .build();
        }
        return written;
    }

    private List<Write.Done> transact(List<Write> writes) {
        List<Write.Done> tried = writes.stream()
                .map(write -> write.tryOn(items.partition(write.key().pk())))
                .toList();
        if (tried.stream().allMatch(Write.Done::held)) {
            writes.forEach(write -> doOn(items.partition(write.key().pk()), write));
        }
        return tried;
    }

    /** Whoever calls is alone with the partition. */
    private Write.Done doOn(NavigableMap<String, Map<String, AttributeValue>> partition, Write write) {
        Write.Done done = write.apply(partition);
        if (done.held()) {
            stream.ifPresent(told -> told.tell(write.key(), done));
        }
        return done;
    }

    private static CancellationReason reason(Write.Done done) {
        return CancellationReason.builder()
                .code(done.held() ? "None" : "ConditionalCheckFailed")
                .build();
    }
}
