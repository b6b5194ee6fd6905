package dev.labelmill.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue.
 *
 * @param id logical id
 * @param name as deployed
 * @param visibility how long a message that was received is hidden from others
 * @param redrive where messages go that failed too often; empty for dead-letter queues
 */
public record QueueDefinition(String id, String name, Duration visibility, Optional<Redrive> redrive) {

    /** What SQS takes where a queue says nothing. */
    private static final int DEFAULT_VISIBILITY_SECONDS = 30;

    /**
     * A redrive policy.
     *
     * @param deadLetters logical id of the queue they go to
     * @param maxReceives how often a message is tried before
     */
    public record Redrive(String deadLetters, int maxReceives) {}

    static QueueDefinition of(Resource queue) {
        Optional<Redrive> redrive = queue.at("/RedrivePolicy").isMissingNode()
                ? Optional.empty()
                : Optional.of(new Redrive(
                        queue.reference("/RedrivePolicy/deadLetterTargetArn"),
                        queue.requiredNumber("/RedrivePolicy/maxReceiveCount")));
        return new QueueDefinition(
                queue.id(),
                queue.text("/QueueName"),
                Duration.ofSeconds(queue.number("/VisibilityTimeout").orElse(DEFAULT_VISIBILITY_SECONDS)),
                redrive);
    }
}
