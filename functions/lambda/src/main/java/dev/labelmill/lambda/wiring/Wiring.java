package dev.labelmill.lambda.wiring;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.notify.EndpointSource;
import dev.labelmill.lambda.notify.StoredEndpoints;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.secret.ParameterSecrets;
import dev.labelmill.lambda.secret.SecretSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;

/**
 * Makes the services of a function's process. Clients are application-scoped, so that each is made only
 * when its function first calls it, from the builders that the extension prepares for native images.
 */
@Singleton
public class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final StartCost startCost = new StartCost();

    @Produces
    @Singleton
    Configuration configuration() {
        return Configuration.of(System.getenv());
    }

    @Produces
    @Singleton
    Meter meter(Configuration configuration) {
        Meter meter = new Meter(
                PriceFile.shipped(configuration.prices()),
                configuration.memory(),
                (nanos, failure) -> LOG.warnf(
                        "a write failed with %d nano-dollars on it, which the ledger may lack: %s", nanos, failure));
        startCost.paidBy(meter);
        return meter;
    }

    /**
     * What can be done beforehand is done here, where the deployment wants it: before a snapshot is taken, or in an executable,
     * whose application is started before Lambda is asked for the first event. On the JVM without a snapshot it is started with
     * that event. An environment's initialisation is billed like an invocation's time; a snapshot's is the version's, and the
     * environments that are restored from it are others.
     */
    void initialised(@Observes StartupEvent started, Instance<Priming> priming) {
        initialised(System.getenv(), priming::get);
    }

    /** The same in an environment of these variables. */
    void initialised(Map<String, String> environment, Supplier<Priming> priming) {
        Initialisation initialisation = Initialisation.of(environment);
        if (initialisation.isPrimed()) {
            new BoundedPriming(priming, initialisation.limit(), LOG::warn).of(Initialisation.function(environment));
        }
        if (initialisation.isItsOwn()) {
            ProcessAge.millis().ifPresent(startCost::took);
        }
    }

    @Produces
    @Singleton
    Priming priming(
            Services services,
            Configuration configuration,
            DynamoDbClient dynamo,
            S3Client s3,
            SqsClient sqs,
            SsmClient ssm) {
        return new Priming(new Handlers(services), new Clients(dynamo, s3, sqs), ssm, configuration);
    }

    @Produces
    @ApplicationScoped
    DynamoDbClient dynamo(DynamoDbClientBuilder builder, Meter meter) {
        return metered(builder, meter).build();
    }

    @Produces
    @ApplicationScoped
    S3Client s3(S3ClientBuilder builder, Meter meter) {
        return watched(metered(builder, meter), new BodyAtOnce()).build();
    }

    @Produces
    @ApplicationScoped
    SqsClient sqs(SqsClientBuilder builder, Meter meter) {
        return metered(builder, meter).build();
    }

    @Produces
    @ApplicationScoped
    SsmClient ssm(SsmClientBuilder builder) {
        return builder.build();
    }

    @Produces
    @Singleton
    SecretSource secrets(Configuration configuration, SsmClient ssm) {
        return ParameterSecrets.isAddress(configuration.secrets())
                ? ParameterSecrets.at(configuration.secrets(), ssm, Clock.systemUTC())
                : FileSecrets.at(configuration.secrets());
    }

    @Produces
    @Singleton
    EndpointSource endpoints(Configuration configuration, SsmClient ssm) {
        return StoredEndpoints.at(configuration.endpoints(), ssm, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Services services(
            Configuration configuration,
            DynamoDbClient dynamo,
            S3Client s3,
            SqsClient sqs,
            SecretSource secrets,
            EndpointSource endpoints,
            Meter meter) {
        return new Services(
                configuration, new Clients(dynamo, s3, sqs), secrets, endpoints, meter, System.out, Clock.systemUTC());
    }

    private static <B extends AwsClientBuilder<B, ?>> B metered(B builder, Meter meter) {
        return watched(builder, new MeteringInterceptor(meter));
    }

    private static <B extends AwsClientBuilder<B, ?>> B watched(B builder, ExecutionInterceptor interceptor) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(interceptor)
                .build());
    }
}
