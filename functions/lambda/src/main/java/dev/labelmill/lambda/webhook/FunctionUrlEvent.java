package dev.labelmill.lambda.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request as a Lambda Function URL hands it on, payload format version 2.0; fields that no function reads are left
 * out.
 *
 * @param rawPath the path as sent, not decoded; empty when absent
 * @param rawQueryString what follows the question mark as sent, not decoded; empty when absent
 * @param headers values by lower-case name; repeated headers come joined by commas
 * @param requestContext the request's id and method
 * @param body the body, or empty
 * @param isBase64Encoded whether {@code body} is base64 of the bytes sent, else it is their text
 */
public record FunctionUrlEvent(
        String rawPath,
        String rawQueryString,
        Map<String, String> headers,
        RequestContext requestContext,
        String body,
        boolean isBase64Encoded) {

    /** Absent parts become empty ones, and header names lower-case, as the service sends them. */
    public FunctionUrlEvent {
        rawPath = rawPath == null ? "" : rawPath;
        rawQueryString = rawQueryString == null ? "" : rawQueryString;
        headers = headers == null ? Map.of() : lowerCased(headers);
        requestContext = requestContext == null ? new RequestContext("", null) : requestContext;
        body = body == null ? "" : body;
    }

    /**
     * What the service knows of the request.
     *
     * @param requestId the service's id of the request; empty when absent
     */
    public record RequestContext(String requestId, Http http) {
        /** Absent parts become empty ones. */
        public RequestContext {
            requestId = requestId == null ? "" : requestId;
            http = http == null ? new Http("") : http;
        }
    }

    /**
     * The request line's part that matters.
     *
     * @param method the HTTP method in upper case; empty when absent
     */
    public record Http(String method) {
        /** An absent method becomes an empty one. */
        public Http {
            method = method == null ? "" : method;
        }
    }

    /** The request in an event. */
    public static FunctionUrlEvent read(JsonNode event) {
        Map<String, String> headers = new HashMap<>();
        event.path("headers")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
        JsonNode context = event.path("requestContext");
        JsonNode http = context.path("http");
        return new FunctionUrlEvent(
                event.path("rawPath").asText(),
                event.path("rawQueryString").asText(),
                headers,
                new RequestContext(
                        context.path("requestId").asText(),
                        new Http(http.path("method").asText())),
                event.path("body").asText(),
                event.path("isBase64Encoded").asBoolean());
    }

    private static Map<String, String> lowerCased(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        // Two spellings of one name say two things: joined, neither passes for the other.
                        (one, other) -> one + "," + other));
    }
}
