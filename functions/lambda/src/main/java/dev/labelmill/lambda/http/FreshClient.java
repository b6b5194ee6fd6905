package dev.labelmill.lambda.http;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The JDK's client, which follows no redirect. It is made at the first call, so that functions that call nobody start as fast as
 * before, and anew when its pooled connections have lain idle: an environment may have been frozen for an hour, and servers hang
 * up. Safe for use by several threads.
 */
final class FreshClient {

    /** How long a connection may take to stand. */
    static final Duration CONNECT = Duration.ofSeconds(5);

    /** After which pooled connections are given up. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final InstantSource clock;
    private HttpClient client;
    private Instant lastUsed = Instant.MIN;

    FreshClient(InstantSource clock) {
        this.clock = clock;
    }

    synchronized HttpClient get() {
        Instant now = clock.instant();
        if (client == null || now.isAfter(lastUsed.plus(IDLE))) {
            client = HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .followRedirects(Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
        }
        lastUsed = now;
        return client;
    }
}
