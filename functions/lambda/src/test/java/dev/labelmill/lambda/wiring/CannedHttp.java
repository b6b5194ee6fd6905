package dev.labelmill.lambda.wiring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** A service that answers everything alike. */
final class CannedHttp implements SdkHttpClient {

    private final int status;
    private final String body;
    private final List<String> methods = new ArrayList<>();

    CannedHttp(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /** One that cannot be reached. */
    static CannedHttp unplugged() {
        return new CannedHttp(0, "");
    }

    /** Of the requests, in their order. */
    List<String> methods() {
        return methods;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (status == 0) {
                    throw new IOException("no route to host");
                }
                methods.add(request.httpRequest().method().name());
                return HttpExecuteResponse.builder()
                        .response(
                                SdkHttpFullResponse.builder().statusCode(status).build())
                        .responseBody(AbortableInputStream.create(
                                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
