package dev.labelmill.lambda.stage;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.wiring.BodyAtOnce;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** DynamoDB Local, S3Proxy and ElasticMQ, one of each for the whole JVM, and clients of them. */
final class Servers {

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(Emulators.ACCESS_KEY, Emulators.SECRET_KEY));
    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.all());

    static final DynamoDbClient DYNAMO =
            at(EMULATORS.dynamoDb(), DynamoDbClient.builder()).build();
    static final DynamoDbStreamsClient STREAMS =
            at(EMULATORS.dynamoDb(), DynamoDbStreamsClient.builder()).build();
    static final S3Client S3 = at(EMULATORS.s3(), S3Client.builder())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 -> s3.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
            .overrideConfiguration(own -> own.addExecutionInterceptor(new BodyAtOnce()))
            .build();
    static final SqsClient SQS = at(EMULATORS.sqs(), SqsClient.builder()).build();

    private Servers() {}

    /** A DynamoDB client whose calls are watched. */
    static DynamoDbClient watchedDynamo(ExecutionInterceptor watcher) {
        return at(EMULATORS.dynamoDb(), DynamoDbClient.builder())
                .overrideConfiguration(o -> o.addExecutionInterceptor(watcher))
                .build();
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B at(URI address, B builder) {
        return builder.endpointOverride(address)
                .region(Region.of(Emulators.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
