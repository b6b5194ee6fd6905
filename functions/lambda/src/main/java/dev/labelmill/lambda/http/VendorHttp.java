package dev.labelmill.lambda.http;

import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.HttpCall;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.net.ConnectException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Vendors' APIs over HTTP/1.1 by the JDK's own client: unlike {@code HttpURLConnection} it never sends a POST a second time on
 * its own, it knows PATCH, a whole exchange can be bounded, and it compiles ahead of time as it is. It is made at the first
 * call, so that functions that call nobody start as fast as before. No redirect is followed, so no key goes to another
 * host; answers are read up to a size. Safe for use by several threads.
 */
public final class VendorHttp implements VendorApi {

    /** Largest answer taken, in bytes: as a tree it is some ten times as large, and functions have 512 MB. */
    public static final int MAX_BYTES = 8 << 20;

    /** How long a whole exchange may take, up to the answer's last byte. */
    public static final Duration EXCHANGE = Duration.ofSeconds(30);

    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /** By these a server says that it has not looked at the request: RFC 8470 section 5.2 and RFC 6585 section 4. */
    private static final Set<Integer> UNDONE = Set.of(425, 429);

    private static final int SERVER_ERRORS = 500;

    private final InstantSource clock;
    private final Duration exchange;
    private final int maxBytes;
    private final FreshClient client;

    /** @param clock tells how far away a Retry-After date is */
    public VendorHttp(InstantSource clock) {
        this(clock, EXCHANGE, MAX_BYTES);
    }

    VendorHttp(InstantSource clock, Duration exchange, int maxBytes) {
        this.clock = clock;
        this.exchange = exchange;
        this.maxBytes = maxBytes;
        this.client = new FreshClient(clock);
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        HttpResponse<byte[]> response = exchange(request(call));
        HttpAnswer answer = new HttpAnswer(response.statusCode(), headers(response), response.body());
        if (answer.status() < 200 || answer.status() >= SERVER_ERRORS || LATER.contains(answer.status())) {
            String told = "the vendor's API answered with status " + answer.status();
            throw UNDONE.contains(answer.status())
                    ? VendorUnavailable.undone(told, retryAfter(answer), null)
                    : new VendorUnavailable(told, retryAfter(answer));
        }
        return answer;
    }

    /** What is wrong with a header is told by the client with its value, which may be the key: that message is not passed on. */
    private static HttpRequest request(HttpCall call) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                    .version(Version.HTTP_1_1)
                    .method(
                            call.method(),
                            call.body().length == 0
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::setHeader);
            return request.build();
        } catch (IllegalArgumentException unfit) {
            throw VendorRefusal.unsent(
                    "the request cannot be sent: its address, its method or a header with the API key is"
                            + " not of the form that HTTP wants");
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.get().sendAsync(request, info -> new BoundedBody(info.headers(), maxBytes));
        try {
            return sent.get(exchange.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new VendorUnavailable(
                    "the vendor's API did not answer within " + exchange.toSeconds() + " s", Optional.empty(), late);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new VendorUnavailable("the call to the vendor's API was interrupted", Optional.empty(), stopped);
        } catch (ExecutionException failed) {
            if (BoundedBody.isTooLarge(failed)) {
                throw new VendorRefusal("the vendor's answer is larger than " + maxBytes + " bytes");
            }
            throw unreachable(failed.getCause());
        }
    }

    /** Without a connection nothing was sent; one that broke may have carried the request. */
    private static VendorUnavailable unreachable(Throwable cause) {
        String told = "the vendor's API cannot be reached";
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? VendorUnavailable.undone(told, Optional.empty(), cause)
                : new VendorUnavailable(told, Optional.empty(), cause);
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private Optional<Duration> retryAfter(HttpAnswer answer) {
        return Optional.ofNullable(answer.headers().get("retry-after"))
                .flatMap(value -> RetryAfter.read(value, clock.instant()));
    }
}
