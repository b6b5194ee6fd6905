package dev.labelmill.lambda.prelabel.hosted;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * What became of one call's attempts, repetitions among them. Services charge for what they carry out: an attempt that was
 * answered with an error costs nothing, and one that was not answered may have been carried out.
 */
final class Attempts {

    private static final ExecutionAttribute<Attempts> OF_CALL = new ExecutionAttribute<>("labelmill.Attempts");

    private final Duration left;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger carriedOut = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** @param left how long all of them together may take; above zero */
    Attempts(Duration left) {
        this.left = left;
    }

    /** Has a call's attempts counted here, and ended in time. */
    void watch(AwsRequestOverrideConfiguration.Builder request) {
        request.putExecutionAttribute(OF_CALL, this).apiCallTimeout(left);
    }

    /** Attempts that were answered without an error. */
    int carriedOut() {
        return carriedOut.get();
    }

    /** Attempts that were not answered. */
    int unanswered() {
        return sent.get() - carriedOut.get() - refused.get();
    }

    /** Watches a client's attempts. */
    static final class Interceptor implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            attributes.getAttribute(OF_CALL).sent.incrementAndGet();
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            Attempts attempts = attributes.getAttribute(OF_CALL);
            (context.httpResponse().isSuccessful() ? attempts.carriedOut : attempts.refused).incrementAndGet();
        }
    }
}
