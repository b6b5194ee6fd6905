package dev.labelmill.lambda.faults;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.core.internal.interceptor.DefaultFailedExecutionContext;

/** Tells the functions' own interceptor of calls of services in memory, as the SDK tells it of calls that go over a network. */
final class MeteredCalls {

    private static final ExecutionAttributes NONE = new ExecutionAttributes();

    private final MeteringInterceptor meter;

    MeteredCalls(Meter meter) {
        this.meter = new MeteringInterceptor(meter);
    }

    /** A request is sent. */
    void sent(Object request) {
        meter.beforeTransmission(
                InterceptorContext.builder().request((SdkRequest) request).build(), NONE);
    }

    /** It was answered. @return the answer */
    Object answered(Object request, Object answer) {
        if (answer instanceof SdkResponse response) {
            meter.afterExecution(
                    InterceptorContext.builder()
                            .request((SdkRequest) request)
                            .response(response)
                            .build(),
                    NONE);
        }
        return answer;
    }

    /** It was refused. */
    void failed(Object request, Throwable failure) {
        meter.onExecutionFailure(
                DefaultFailedExecutionContext.builder()
                        .interceptorContext(InterceptorContext.builder()
                                .request((SdkRequest) request)
                                .build())
                        .exception(failure)
                        .build(),
                NONE);
    }
}
