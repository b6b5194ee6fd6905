package dev.labelmill.lambda.faults;

import java.util.Set;

/** A kind of trouble, and how likely it is where it may happen. */
enum FaultKind {
    /** A message, a change of the table or a delivery of labels comes once more. */
    DUPLICATE(0.05),
    /** What waits is handed out in another order. */
    REORDER(0.1),
    /** A message or a delivery comes later, or a call of a service takes half a minute. */
    DELAY(0.01),
    /** DynamoDB or SQS refuses a call, and the SDK's own repetitions were refused as well. */
    THROTTLE(0.01),
    /** A request for many things does only some of them. */
    PARTIAL_FAILURE(0.1),
    /** A write is done and its answer is lost: the SDK sends it again, or gives up with a time-out. */
    LOST_ANSWER(0.02),
    /** The process is killed right before a write. */
    KILL_BEFORE_WRITE(0.01),
    /** The process is killed right after a write. */
    KILL_AFTER_WRITE(0.01),
    /** A shard of the stream splits in two. */
    SHARD_SPLIT(0.03),
    /** A reader of the stream loses its iterator and reads again from where it is remembered to have been. */
    EXPIRED_ITERATOR(0.03),
    /** A message that nobody can read lies in a queue. */
    POISON_MESSAGE(0.02),
    /** A message has been tried in vain too often and there is no room among the dead letters: it stays where it is. */
    FULL_DEAD_LETTERS(0.5),
    /** S3 asks to be called less often. */
    S3_SLOW_DOWN(0.01),
    /** A vendor's secret is replaced while deliveries signed with the former are under way, with time to change over or without. */
    SECRET_ROTATED(0.02),
    /** The user's endpoint for notices does not answer as it should. */
    ENDPOINT_DOWN(0.1),
    /** A vendor's API takes nothing now: 429, 500 or 503. */
    API_BUSY(0.15),
    /** A vendor's API takes a task and its answer is lost. */
    API_ANSWER_LOST(0.15),
    /** An annotator who has leases is not heard of for an hour. */
    ANNOTATOR_GONE(0.1),
    /** A heartbeat that was to keep leases does not come. */
    HEARTBEAT_LOST(0.3),
    /** A vendor's API refuses a task for good. */
    TASK_REFUSED(0.05),
    /** An environment's clock goes wrong by up to ten minutes for an hour; tasks may go to others. */
    CLOCK_SKEW(0.3),
    /** A vendor takes and sends nothing for an hour, so that its tasks run out of time. */
    VENDOR_DOWN(0.01),
    /** An environment is of a later version, whose rows and messages hold more than this one knows. */
    TWO_VERSIONS(0.3);

    /** Kinds by which labels may rightly take another way than in a calm run. */
    static final Set<FaultKind> REROUTING = Set.of(TASK_REFUSED, CLOCK_SKEW, VENDOR_DOWN, TWO_VERSIONS);

    private final double chance;

    FaultKind(double chance) {
        this.chance = chance;
    }

    /** How likely it is at each place where it may happen, 0 to 1. */
    double chance() {
        return chance;
    }
}
