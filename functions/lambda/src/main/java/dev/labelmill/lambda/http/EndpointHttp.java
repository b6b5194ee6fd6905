package dev.labelmill.lambda.http;

import dev.labelmill.lambda.notify.Post;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Users' endpoints over HTTP/1.1. Of an answer only status and {@code Retry-After} are read, as soon as they are there: what comes
 * behind them costs no memory, no time but the connection's, and that no longer than an answer may take. No redirect is followed. In a deployment no address is called but public ones, so
 * that whoever names an endpoint cannot reach what only a function can. Check and call resolve the name by the JDK's cache of
 * thirty seconds: a name that becomes another just as its entry runs out is not noticed. Safe for use by several threads.
 */
public final class EndpointHttp implements Post {

    /** How long an answer may take, the longest that Standard Webhooks recommends. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of a body, for the connection's sake: one that is longer costs it its connection. */
    private static final long PASSED_OVER = 64 << 10;

    private final InstantSource clock;
    private final Predicate<InetAddress> reach;
    private final Duration patience;
    private final FreshClient client;

    EndpointHttp(InstantSource clock, Predicate<InetAddress> reach, Duration patience) {
        this.clock = clock;
        this.reach = reach;
        this.patience = patience;
        this.client = new FreshClient(clock);
    }

    /**
     * For functions in the cloud: public addresses alone.
     *
     * @param clock tells how far away a Retry-After date is
     */
    public static EndpointHttp ofPublic(InstantSource clock) {
        return new EndpointHttp(clock, PublicAddresses::contains, PATIENCE);
    }

    /**
     * For a local cloud: any address.
     *
     * @param clock tells how far away a Retry-After date is
     */
    public static EndpointHttp ofAny(InstantSource clock) {
        return new EndpointHttp(clock, any -> true, PATIENCE);
    }

    @Override
    public Answer send(URI url, Map<String, String> headers, byte[] body) {
        requireReach(url.getHost());
        HttpResponse<Void> answer = exchange(request(url, headers, body));
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("retry-after").flatMap(value -> RetryAfter.read(value, clock.instant())));
    }

    private void requireReach(String host) {
        try {
            if (!Stream.of(InetAddress.getAllByName(host)).allMatch(reach)) {
                throw new Unanswered("not called: its address is not a public one", null);
            }
        } catch (UnknownHostException unknown) {
            throw new Unanswered("cannot be reached: its name has no address", unknown);
        }
    }

    /** The client's own message may repeat the address: it is not passed on. */
    private static HttpRequest request(URI url, Map<String, String> headers, byte[] body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(url).version(Version.HTTP_1_1).POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::setHeader);
            return request.build();
        } catch (IllegalArgumentException unfit) {
            throw new Unanswered("not called: its address is not of the form that HTTP wants", null);
        }
    }

    private HttpResponse<Void> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> sent = client.get().sendAsync(request, info -> new PassedOver(patience));
        try {
            return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new Unanswered("no answer within " + patience.toSeconds() + " s", late);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new Unanswered("cannot be reached", failed.getCause());
        }
    }

    /** A body that nobody wants: the answer is complete without it. */
    private static final class PassedOver implements BodySubscriber<Void> {

        private final Duration patience;
        private Subscription subscription;
        private long bytes;

        PassedOver(Duration patience) {
            this.patience = patience;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
            // One that drips would keep its connection for as long as it likes; of one that is over this does nothing.
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(given::cancel);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                bytes += buffer.remaining();
            }
            if (bytes > PASSED_OVER) {
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The answer is there.
        }

        @Override
        public void onComplete() {
            // The answer is there.
        }
    }
}
