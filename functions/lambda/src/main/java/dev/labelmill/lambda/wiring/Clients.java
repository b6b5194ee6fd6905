package dev.labelmill.lambda.wiring;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's clients, each made when a function first needs it: most functions need one or two of them. */
public final class Clients {

    private final Supplier<DynamoDbClient> dynamo;
    private final Supplier<S3Client> s3;
    private final Supplier<SqsClient> sqs;

    public Clients(Supplier<DynamoDbClient> dynamo, Supplier<S3Client> s3, Supplier<SqsClient> sqs) {
        this.dynamo = new Once<>(dynamo);
        this.s3 = new Once<>(s3);
        this.sqs = new Once<>(sqs);
    }

    DynamoDbClient dynamo() {
        return dynamo.get();
    }

    S3Client s3() {
        return s3.get();
    }

    SqsClient sqs() {
        return sqs.get();
    }

    /** Makes a thing once. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private T made;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized T get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }
}
