package dev.labelmill.local.views;

import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.store.Table;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where everything lies.
 *
 * @param bucketName of the bucket that {@code s3} reaches
 * @param uploads    who is told of new objects, as the bucket tells them
 * @param queues     all queues of dead letters
 */
public record Premises(
        Table table, S3Client s3, String bucketName, ObjectListener uploads, SqsClient sqs, List<Lane> queues) {

    /**
     * Where a function's messages go that fail too often.
     *
     * @param name    of the function
     * @param source  address of the queue that wakes it; empty if a stream does, whose dead letters tell where the records
     *     were and not what they held
     * @param deadUrl address of the dead-letter queue
     */
    public record Lane(String name, Optional<String> source, String deadUrl) {}

    /** Copies the queues. */
    public Premises {
        queues = List.copyOf(queues);
    }

    Bucket bucket() {
        return new Bucket(s3, bucketName);
    }
}
