package dev.labelmill.lambda.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.List;
import java.util.Map;

/**
 * An answer in the form that a Lambda Function URL takes, payload format version 2.0.
 *
 * @param body JSON text
 * @param isBase64Encoded always false here: every answer is text
 */
public record FunctionUrlResponse(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    /** Copies the headers. */
    public FunctionUrlResponse {
        headers = Map.copyOf(headers);
    }

    /**
     * 200: the delivery's labels are durable.
     *
     * @param stored labels written or replaced by a higher revision
     * @param duplicates labels that were there already, or newer
     */
    public static FunctionUrlResponse stored(int stored, int duplicates) {
        return stored(stored, duplicates, List.of());
    }

    /**
     * 200 as above, telling what could not be used; 422 when nothing could. Without problems the answer has no
     * {@code rejected}.
     */
    public static FunctionUrlResponse stored(int stored, int duplicates, List<LabelProblem> problems) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("stored", stored).put("duplicates", duplicates);
        problems.forEach(problem -> answer.withArray("/rejected")
                .addObject()
                .put("index", problem.index())
                .put("reason", problem.sentence()));
        if (stored + duplicates == 0 && !problems.isEmpty()) {
            answer.put("error", "none of the labels could be used");
            return new FunctionUrlResponse(422, JSON, answer.toString(), false);
        }
        return new FunctionUrlResponse(200, JSON, answer.toString(), false);
    }

    /** 200 with what was asked for, which is for one who asks and for now. */
    public static FunctionUrlResponse ok(ObjectNode answer) {
        return new FunctionUrlResponse(
                200, Map.of("content-type", "application/json", "cache-control", "no-store"), answer.toString(), false);
    }

    /** The answer to a sender whose content cannot be used. */
    static FunctionUrlResponse of(UnusableContent content) {
        return error(content.statusCode(), content.getMessage());
    }

    /** An error with one sentence for the sender. */
    public static FunctionUrlResponse error(int statusCode, String sentence) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("error", sentence);
        return new FunctionUrlResponse(statusCode, JSON, answer.toString(), false);
    }

    /** 401, the same for every cause, so that it tells nothing about which vendors exist. */
    public static FunctionUrlResponse unauthorized() {
        return error(401, "unauthorized");
    }

    /** 429, naming after how many seconds to come again. */
    public static FunctionUrlResponse tooMany(long seconds) {
        FunctionUrlResponse answer = error(429, "too many requests: come again later");
        return new FunctionUrlResponse(
                429,
                Map.of("content-type", "application/json", "retry-after", Long.toString(seconds)),
                answer.body(),
                false);
    }

    /** 404. */
    public static FunctionUrlResponse notFound() {
        return error(
                404,
                "there is nothing here: labels go to POST /webhooks/<vendor>, requests for tasks to GET or POST /tasks/<vendor>");
    }

    /**
     * 405, naming the methods that there are.
     *
     * @param methods such as {@code GET, POST}
     */
    public static FunctionUrlResponse methodNotAllowed(String methods) {
        FunctionUrlResponse answer = error(405, "requests are sent by " + methods.replace(",", " or"));
        return new FunctionUrlResponse(
                405, Map.of("content-type", "application/json", "allow", methods), answer.body(), false);
    }

    /** The answer as the Function URL wants it. */
    public ObjectNode toJson() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("statusCode", statusCode);
        ObjectNode fields = answer.putObject("headers");
        headers.forEach(fields::put);
        return answer.put("body", body).put("isBase64Encoded", isBase64Encoded);
    }
}
