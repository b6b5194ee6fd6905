package dev.labelmill.local.stack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * The network between a function and a service: a share of calls is throttled before it reaches the
 * service, and a process may die right before a write is sent or right after it took effect.
 */
final class FaultyHttp implements SdkHttpClient {

    /** What a service says when it throttles. */
    enum Service {
        DYNAMODB("com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"),
        SQS("com.amazonaws.sqs#RequestThrottled"),
        S3("SlowDown");

        private final String error;

        Service(String error) {
            this.error = error;
        }
    }

    private final SdkHttpClient real;
    private final Service service;
    private final Faults faults;
    private final SplittableRandom random;
    private final CrashPoints points;
    private final AtomicLong crashes;
    private final AtomicLong throttles;

    FaultyHttp(
            SdkHttpClient real,
            Service service,
            Faults faults,
            CrashPoints points,
            AtomicLong crashes,
            AtomicLong throttles) {
        this.real = real;
        this.service = service;
        this.faults = faults;
        this.random = faults.random(service.name());
        this.points = points;
        this.crashes = crashes;
        this.throttles = throttles;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (drawn(faults.throttled())) {
                    throttles.incrementAndGet();
                    return throttled();
                }
                return isWrite(request) ? write(prepared) : prepared.call();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private HttpExecuteResponse write(ExecutableHttpRequest prepared) throws IOException {
        String place = CrashPoints.here();
        dieIf(points.diesBefore(place) || drawn(faults.crashed()), SimulatedCrash::beforeTheWrite);
        HttpExecuteResponse response = prepared.call();
        boolean tookEffect = response.httpResponse().isSuccessful();
        dieIf(
                tookEffect && (points.diesAfter(place) || drawn(faults.crashed())),
                service == Service.DYNAMODB
                        ? SimulatedCrash::afterARowTookEffect
                        : SimulatedCrash::afterAnotherWriteTookEffect);
        return response;
    }

    private boolean isWrite(HttpExecuteRequest request) {
        if (service == Service.S3) {
            return request.httpRequest().method() != SdkHttpMethod.GET
                    && request.httpRequest().method() != SdkHttpMethod.HEAD;
        }
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        return target.endsWith("PutItem")
                || target.endsWith("UpdateItem")
                || target.endsWith("DeleteItem")
                || target.endsWith("TransactWriteItems")
                || target.endsWith("SendMessageBatch");
    }

    private void dieIf(boolean dies, Supplier<SimulatedCrash> crash) {
        if (dies) {
            crashes.incrementAndGet();
            throw crash.get();
        }
    }

    private synchronized boolean drawn(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    private HttpExecuteResponse throttled() {
        boolean xml = service == Service.S3;
        String body = xml
                ? "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>"
                : "{\"__type\":\"" + service.error + "\",\"message\":\"throttled\"}";
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(xml ? 503 : 400)
                        .putHeader("Content-Type", xml ? "application/xml" : "application/x-amz-json-1.0")
                        .build())
                .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    @Override
    public void close() {
        real.close();
    }
}
