package dev.labelmill.lambda.prelabel.hosted;

import dev.labelmill.core.hosted.CallSettings;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Makes the SDK's clients of hosted models, when a batch first wants one. The SDK's standard strategy tells errors apart:
 * throttling waits longest, trouble and time-outs shorter, both exponentially with full jitter, and a refused request is
 * never sent again.
 */
public final class ModelClients {

    private final Surroundings surroundings;
    private final Duration firstDelay;
    private final Duration firstThrottledDelay;
    private final Duration longestDelay;

    /** Where clients find their service. */
    @FunctionalInterface
    public interface Surroundings {
        /** Tells a builder where, and as whom. */
        void apply(AwsClientBuilder<?, ?> builder);
    }

    /**
     * @param surroundings        where the services are
     * @param firstDelay          before the first repetition; the next ones wait twice as long each, at most
     * @param firstThrottledDelay the same after throttling
     * @param longestDelay        of any repetition
     */
    public ModelClients(
            Surroundings surroundings, Duration firstDelay, Duration firstThrottledDelay, Duration longestDelay) {
        this.surroundings = surroundings;
        this.firstDelay = firstDelay;
        this.firstThrottledDelay = firstThrottledDelay;
        this.longestDelay = longestDelay;
    }

    /** The services of the region and role that the function runs in. */
    public static ModelClients deployed() {
        return new ModelClients(builder -> {}, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(20));
    }

    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder, CallSettings calls) {
        Duration timeout = Duration.ofSeconds(calls.timeoutSeconds());
        surroundings.apply(builder);
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .socketTimeout(timeout)
                        .connectionTimeout(Duration.ofSeconds(2)))
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(timeout)
                        .retryStrategy(retries(calls))
                        .addExecutionInterceptor(new Attempts.Interceptor()))
                .build();
    }

    private RetryStrategy retries(CallSettings calls) {
        // The circuit breaker would end repetitions early where many calls share one client; attempts bound them
        // already.
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(calls.attempts())
                .backoffStrategy(BackoffStrategy.exponentialDelay(firstDelay, longestDelay))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(firstThrottledDelay, longestDelay))
                .circuitBreakerEnabled(false)
                .build();
    }
}
