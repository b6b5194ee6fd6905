package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.Stage;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;

/** The queues between functions, and those for what failed too often. */
final class Queues {

    /** How often a message is tried before it goes to the dead-letter queue. */
    private static final int MAX_RECEIVES = 5;

    /** The longest that SQS keeps messages. */
    private static final Duration KEPT = Duration.days(14);

    private final Stack stack;
    private final Stage stage;
    private final Encryption encryption;
    private final Map<QueueName, Queue> queues = new EnumMap<>(QueueName.class);
    private final Queue scoreFailures;

    Queues(Stack stack, Stage stage, Encryption encryption) {
        this.stack = stack;
        this.stage = stage;
        this.encryption = encryption;
        for (QueueName name : QueueName.values()) {
            queues.put(name, queue(name));
        }
        scoreFailures = dead(FunctionName.SCORE);
        Nag.suppress(
                scoreFailures,
                "AwsSolutions-SQS3",
                "It is a failure destination itself: nothing reads it but people, so nothing fails on it.");
    }

    Queue get(QueueName name) {
        return queues.get(name);
    }

    /** Where what a function failed on too often lies. */
    IQueue deadLetters(FunctionName reader) {
        return reader == FunctionName.SCORE
                ? scoreFailures
                : queues.get(QueueName.valueOf(reader.name()))
                        .getDeadLetterQueue()
                        .getQueue();
    }

    /** Where the mapping tells which label records {@code score} never got through. */
    Queue scoreFailures() {
        return scoreFailures;
    }

    private Queue queue(QueueName name) {
        FunctionName reader = name.reader();
        // A message is hidden as long as the call that has it may last, and a minute for the answer to be taken.
        Duration hidden = Duration.seconds(stage.function(reader).timeout() + 60);
        return basis(reader.title() + "Queue", name.name().toLowerCase(Locale.ROOT))
                .visibilityTimeout(hidden)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(dead(reader))
                        .maxReceiveCount(MAX_RECEIVES)
                        .build())
                .build();
    }

    private Queue dead(FunctionName reader) {
        return basis(reader.title() + "DeadLetterQueue", reader.export() + "-dlq")
                .build();
    }

    private Queue.Builder basis(String id, String name) {
        Optional<Key> key = encryption.key();
        Queue.Builder builder = Queue.Builder.create(stack, id)
                .queueName(stage.named(name))
                .retentionPeriod(KEPT)
                .enforceSsl(true)
                .encryption(key.isPresent() ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED);
        key.ifPresent(own -> builder.encryptionMasterKey(own).dataKeyReuse(Duration.hours(1)));
        return builder;
    }
}
