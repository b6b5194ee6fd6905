package dev.labelmill.lambda.notify;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The way to users' endpoints. */
@FunctionalInterface
public interface Post {

    /**
     * What an endpoint answered.
     *
     * @param status     of HTTP
     * @param retryAfter how long it asked to be left alone, if it did
     */
    record Answer(int status, Optional<Duration> retryAfter) {

        /** Whether the status is 200 to 299. */
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** There is no answer; the message says why, without any address. */
    final class Unanswered extends RuntimeException {

        public Unanswered(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * Makes a POST, once.
     *
     * @throws Unanswered if there is no answer in time
     */
    Answer send(URI url, Map<String, String> headers, byte[] body);
}
