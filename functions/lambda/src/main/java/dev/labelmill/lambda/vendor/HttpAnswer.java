package dev.labelmill.lambda.vendor;

import java.util.Map;

/**
 * A vendor's answer.
 *
 * @param status  the HTTP status
 * @param headers by lower-case name, the first of each
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    /** Copies the headers. */
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
