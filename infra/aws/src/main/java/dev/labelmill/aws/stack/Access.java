package dev.labelmill.aws.stack;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a function's code touches, as its stores and clients do it.
 *
 * @param rowReads    DynamoDB actions that read the table
 * @param lanes       whether it reads the index by-lane
 * @param rowWrites   DynamoDB actions that write the table; a transaction needs those of its parts
 * @param rowKinds    partition keys that it writes under, {@code *} for what varies
 * @param objectReads keys in the bucket that it reads
 * @param objectWrites keys in the bucket that it writes
 * @param sends       queues that it sends to
 */
record Access(
        Set<String> rowReads,
        boolean lanes,
        Set<String> rowWrites,
        Set<String> rowKinds,
        Set<String> objectReads,
        Set<String> objectWrites,
        Set<QueueName> sends) {

    static final String GET = "dynamodb:GetItem";
    static final String BATCH_GET = "dynamodb:BatchGetItem";
    static final String QUERY = "dynamodb:Query";
    static final String PUT = "dynamodb:PutItem";
    static final String UPDATE = "dynamodb:UpdateItem";
    static final String DELETE = "dynamodb:DeleteItem";

    /** Nothing. */
    static Access none() {
        return new Access(Set.of(), false, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    Access readingRows(String... actions) {
        return new Access(ordered(actions), lanes, rowWrites, rowKinds, objectReads, objectWrites, sends);
    }

    Access readingLanes() {
        return new Access(rowReads, true, rowWrites, rowKinds, objectReads, objectWrites, sends);
    }

    Access writingRows(Set<String> actions, String... kinds) {
        return new Access(
                rowReads,
                lanes,
                ordered(actions.stream().sorted().toArray(String[]::new)),
                ordered(kinds),
                objectReads,
                objectWrites,
                sends);
    }

    Access readingObjects(String... keys) {
        return new Access(rowReads, lanes, rowWrites, rowKinds, ordered(keys), objectWrites, sends);
    }

    Access writingObjects(String... keys) {
        return new Access(rowReads, lanes, rowWrites, rowKinds, objectReads, ordered(keys), sends);
    }

    Access sendingTo(QueueName first, QueueName... rest) {
        return new Access(rowReads, lanes, rowWrites, rowKinds, objectReads, objectWrites, EnumSet.of(first, rest));
    }

    /** In the order given, so that the template is the same every time. */
    private static Set<String> ordered(String... values) {
        return new LinkedHashSet<>(List.of(values));
    }
}
