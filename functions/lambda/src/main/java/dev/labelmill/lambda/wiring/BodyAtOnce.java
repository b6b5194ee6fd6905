package dev.labelmill.lambda.wiring;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends a body with its head, where the SDK would ask S3 first whether it wants it ({@code Expect: 100-continue}, RFC 9110,
 * 10.1.1): what functions write is small, so that asking costs a round trip and spares nothing. A connection that S3 has
 * closed meanwhile is found out while the SDK waits for that leave, in an exception that it does not retry
 * (aws-sdk-java-v2, issue 6578); without the question it is found out by one that it does.
 */
public final class BodyAtOnce implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().copy(request -> request.removeHeader("Expect"));
    }
}
