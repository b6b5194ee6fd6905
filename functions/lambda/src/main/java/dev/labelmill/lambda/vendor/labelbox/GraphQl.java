package dev.labelmill.lambda.vendor.labelbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Labelbox's API (labelbox-python, lbox/request_client.py): one address for all, errors in the answer's body whatever its
 * status, told apart by {@code extensions.code}. An error of a code that is not documented may pass.
 */
final class GraphQl {

    /** What most questions are sent to. */
    static final String STABLE = "graphql";
    /** What batches are sent to. */
    static final String EXPERIMENTAL = "_gql";

    private final JsonApi api;
    private final ApiAccess access;

    GraphQl(VendorApi api, ApiAccess access) {
        this.api = new JsonApi(api, "Authorization", "Bearer " + access.key());
        this.access = access;
    }

    /**
     * Asks or changes something.
     *
     * @param document the query or mutation; ids come in its variables alone
     * @throws VendorUnavailable if there is no answer, or an error of no documented kind
     */
    Answer send(String endpoint, String document, ObjectNode variables) {
        ObjectNode body = Json.object().put("query", document);
        body.set("variables", variables);
        return read(api.post(ApiPath.of(access).fixed(endpoint).uri(), body));
    }

    /**
     * Asks or changes something with a file, as a form whose part {@code map} says which variable the file is (graphql-multipart-request-spec).
     *
     * @param document whose variable {@code file} is the file
     * @param file     lines of JSON
     */
    Answer upload(String document, ObjectNode variables, byte[] file) {
        ObjectNode operations = Json.object().put("query", document);
        operations.set("variables", variables.putNull("file"));
        String boundary = "labelmill-" + UUID.randomUUID();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        part(form, boundary, "name=\"operations\"", bytes(Json.write(operations)));
        part(form, boundary, "name=\"map\"", bytes("{\"0\":[\"variables.file\"]}"));
        part(form, boundary, "name=\"0\"; filename=\"predictions.ndjson\"\r\nContent-Type: application/x-ndjson", file);
        form.writeBytes(bytes("--" + boundary + "--\r\n"));
        return read(api.post(
                ApiPath.of(access).fixed(STABLE).uri(),
                "multipart/form-data; boundary=" + boundary,
                form.toByteArray()));
    }

    private static void part(ByteArrayOutputStream form, String boundary, String head, byte[] content) {
        form.writeBytes(bytes("--" + boundary + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n"));
        form.writeBytes(content);
        form.writeBytes(bytes("\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer read(HttpAnswer answer) {
        try {
            return Answer.read(answer);
        } catch (UnusableContent unreadable) {
            throw new VendorUnavailable("Labelbox's answer cannot be read", Optional.empty(), unreadable);
        }
    }

    /** How it went. */
    enum Outcome {
        /** The data are there. */
        DONE,
        /** What was asked for does not exist. */
        NOT_FOUND,
        /** Something of that name exists already. */
        CONFLICT,
        /** What was sent is not as it should be. */
        UNFIT
    }

    /** An answer; its data are null unless it is {@link Outcome#DONE}. */
    record Answer(Outcome outcome, Field data) {

        private static final String DUPLICATE_KEY = "duplicate global key";
        private static final int BAD_REQUEST = 400;
        private static final int UNPROCESSABLE = 422;

        private static Answer read(HttpAnswer http) throws UnusableContent {
            Field body = JsonApi.read(http);
            Optional<Field> errors = body.optional("errors");
            if (errors.isPresent() && !errors.get().elements().isEmpty()) {
                return new Answer(outcome(errors.get().elements().get(0)), null);
            }
            if (!http.isSuccess()) {
                throw unavailable();
            }
            return new Answer(Outcome.DONE, body.member("data"));
        }

        private static Outcome outcome(Field error) {
            String message = error.node().path("message").asText();
            if (message.toLowerCase(Locale.ROOT).contains(DUPLICATE_KEY)) {
                return Outcome.CONFLICT;
            }
            return switch (error.node().at("/extensions/code").asText()) {
                case "RESOURCE_NOT_FOUND" -> Outcome.NOT_FOUND;
                case "RESOURCE_CONFLICT" -> Outcome.CONFLICT;
                case "MALFORMED_REQUEST" -> Outcome.UNFIT;
                case "INTERNAL_SERVER_ERROR" -> ofStatus(error);
                default -> throw unavailable();
            };
        }

        /** Errors of the sender's are called internal too, with the status that they should have had. */
        private static Outcome ofStatus(Field error) {
            int status = error.node().at("/extensions/exception/status").asInt();
            if (status == BAD_REQUEST || status == UNPROCESSABLE) {
                return Outcome.UNFIT;
            }
            throw unavailable();
        }

        private static VendorUnavailable unavailable() {
            return new VendorUnavailable(
                    "Labelbox answers with an error that may pass, or refuses the key that stands beside its url in the"
                            + " secrets",
                    Optional.empty());
        }
    }
}
