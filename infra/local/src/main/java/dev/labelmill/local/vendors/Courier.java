package dev.labelmill.local.vendors;

import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Sends deliveries as signed webhooks, as the Standard Webhooks specification has it: the same id when it tries again, a new
 * timestamp and so a new signature. Tries again where that can help (no connection, 429, 5xx), after twice the wait of the
 * time before, and gives up with a message.
 */
final class Courier {

    /**
     * How persistent it is.
     *
     * @param attempts  at a delivery in all, at least 1
     * @param firstWait before the second attempt; it doubles with each further one
     * @param longestWait that the doubling ends at
     */
    record Patience(int attempts, Duration firstWait, Duration longestWait) {

        /** Some 40 seconds in all: longer than a function needs to start, shorter than a signature is valid. */
        static final Patience USUAL = new Patience(12, Duration.ofMillis(100), Duration.ofSeconds(8));

        private Duration before(int attempt) {
            Duration wait = firstWait.multipliedBy(1L << Math.min(attempt - 1, 20));
            return wait.compareTo(longestWait) < 0 ? wait : longestWait;
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int REFUSED = 400;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final StandardWebhooks webhooks = new StandardWebhooks();
    private final String vendor;
    private final URI address;
    private final Secret secret;
    private final Patience patience;
    private final InstantSource clock;
    private final Consumer<String> complaints;

    /**
     * A courier of one vendor.
     *
     * @param receiver   scheme, host and port of the webhook
     * @param complaints hears, in one sentence, of each delivery that is given up
     */
    Courier(
            String vendor,
            URI receiver,
            Secret secret,
            Patience patience,
            InstantSource clock,
            Consumer<String> complaints) {
        this.vendor = vendor;
        this.address = receiver.resolve("/webhooks/" + vendor);
        this.secret = secret;
        this.patience = patience;
        this.clock = clock;
        this.complaints = complaints;
    }

    /** Sends, and returns when the delivery is accepted, refused or given up. */
    void send(Delivery delivery) throws InterruptedException {
        String problem = "";
        for (int attempt = 1; attempt <= patience.attempts(); attempt++) {
            if (attempt > 1) {
                Thread.sleep(patience.before(attempt - 1).toMillis());
            }
            try {
                HttpResponse<String> response = post(delivery);
                if (!mayPass(response.statusCode())) {
                    complainIfRefused(delivery, response);
                    return;
                }
                problem = "status " + response.statusCode();
            } catch (IOException unreachable) {
                problem = unreachable.getClass().getSimpleName();
            }
        }
        complaints.accept("vendor " + vendor + " gave up delivery " + delivery.id() + " with "
                + delivery.answers().size() + (delivery.answers().size() == 1 ? " label after " : " labels after ")
                + patience.attempts() + " attempts (" + problem + ")");
    }

    private HttpResponse<String> post(Delivery delivery) throws IOException, InterruptedException {
        Instant now = clock.instant();
        byte[] body = delivery.body(now);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        webhooks.headers(secret, delivery.id(), now, body).forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void complainIfRefused(Delivery delivery, HttpResponse<String> response) {
        if (response.statusCode() >= REFUSED) {
            complaints.accept("vendor " + vendor + "'s delivery " + delivery.id() + " was refused with "
                    + response.statusCode() + ": " + response.body());
        }
    }

    private static boolean mayPass(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }
}
