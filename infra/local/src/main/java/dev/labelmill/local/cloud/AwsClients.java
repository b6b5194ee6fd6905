package dev.labelmill.local.cloud;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.wiring.BodyAtOnce;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * AWS clients of the emulated services. Each may be used by many threads; each is made where it is needed and closed there.
 */
public final class AwsClients {

    private AwsClients() {}

    /** A client of DynamoDB at {@code endpoint}. */
    public static DynamoDbClient dynamoDb(URI endpoint) {
        return plain(dynamoDbBuilder(endpoint));
    }

    /** A client of DynamoDB at {@code endpoint}, but for its HTTP client. */
    public static DynamoDbClientBuilder dynamoDbBuilder(URI endpoint) {
        return at(endpoint, DynamoDbClient.builder());
    }

    /** A client of DynamoDB Streams at {@code endpoint}, the same as DynamoDB's. */
    public static DynamoDbStreamsClient streams(URI endpoint) {
        return plain(at(endpoint, DynamoDbStreamsClient.builder()));
    }

    /**
     * A client of S3 at {@code endpoint}: path-style, no chunked encoding, checksums only where S3 demands them. Like the
     * functions' it does not ask before it writes: S3Proxy hangs up on who does where it refuses the write.
     */
    public static S3Client s3(URI endpoint) {
        return plain(s3Builder(endpoint));
    }

    /** A client of S3 at {@code endpoint}, but for its HTTP client. */
    public static S3ClientBuilder s3Builder(URI endpoint) {
        return at(endpoint, S3Client.builder())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
                .overrideConfiguration(own -> own.addExecutionInterceptor(new BodyAtOnce()));
    }

    /** A client of SQS at {@code endpoint}. */
    public static SqsClient sqs(URI endpoint) {
        return plain(sqsBuilder(endpoint));
    }

    /** A client of SQS at {@code endpoint}, but for its HTTP client. */
    public static SqsClientBuilder sqsBuilder(URI endpoint) {
        return at(endpoint, SqsClient.builder());
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(Emulators.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Emulators.ACCESS_KEY, Emulators.SECRET_KEY)));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C plain(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }
}
