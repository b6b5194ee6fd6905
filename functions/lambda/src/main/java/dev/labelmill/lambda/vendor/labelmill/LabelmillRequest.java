package dev.labelmill.lambda.vendor.labelmill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request for tasks: a body, {@code schema/labelmill.tasks.v1.schema.json}, or a query string. The body's types are none of those
 * that labels come under, so that neither kind of request means anything where the other goes.
 */
public final class LabelmillRequest {

    private static final String REQUESTED = "tasks.requested";
    private static final String HELD = "tasks.held";
    private static final String RELEASED = "tasks.released";

    /** The characters of a query by RFC 3986, 3.4: none of them begins a JSON object, so that no signed body passes for a query. */
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    /** What Java's decoders leave where bytes are no UTF-8. */
    private static final char NO_CHARACTER = '\uFFFD';

    private LabelmillRequest() {}

    /**
     * Reads a body whose sender is proven; fields it does not know are ignored.
     *
     * @throws UnusableContent if it is none, naming the field
     */
    public static TaskRequest read(Field body) throws UnusableContent {
        Field type = body.member("type");
        body.member("timestamp").instant();
        Field data = body.member("data");
        String annotator = data.member("annotator").id();
        return switch (type.text()) {
            case REQUESTED -> new TaskRequest.Wanted(annotator, most(data.member("most")));
            case HELD -> new TaskRequest.Held(annotator, leases(data.member("leases")));
            case RELEASED -> new TaskRequest.Released(annotator, leases(data.member("leases")));
            default -> throw type.fault("is none of " + REQUESTED + ", " + HELD + " and " + RELEASED);
        };
    }

    /**
     * Reads a query string whose sender is proven, such as {@code annotator=w3&most=3}; names it does not know are ignored.
     *
     * @throws UnusableContent if it asks for no tasks, naming the field
     */
    public static TaskRequest read(String query) throws UnusableContent {
        if (!QUERY.matcher(query).matches()) {
            throw unencoded();
        }
        ObjectNode said = Json.object();
        for (String pair : query.split("&")) {
            int end = pair.indexOf('=');
            String name = decoded(end < 0 ? pair : pair.substring(0, end));
            String value = end < 0 ? "" : decoded(pair.substring(end + 1));
            if (said.has(name)) {
                throw new UnusableContent(422, "the query says something twice");
            }
            if (WHOLE.matcher(value).matches() && name.equals("most")) {
                said.put(name, Integer.parseInt(value));
            } else {
                said.put(name, value);
            }
        }
        Field asked = new Field("", said);
        return new TaskRequest.Wanted(asked.member("annotator").id(), most(asked.member("most")));
    }

    private static String decoded(String part) throws UnusableContent {
        try {
            String decoded = URLDecoder.decode(part, StandardCharsets.UTF_8);
            if (decoded.indexOf(NO_CHARACTER) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException broken) {
            // Told below, as what is not UTF-8 is.
        }
        throw unencoded();
    }

    private static UnusableContent unencoded() {
        return new UnusableContent(400, "the query is not percent-encoded UTF-8");
    }

    private static int most(Field field) throws UnusableContent {
        int most = field.integer();
        if (most < 1 || most > TaskRequest.MOST_TASKS) {
            throw field.fault("is not between 1 and " + TaskRequest.MOST_TASKS);
        }
        return most;
    }

    private static List<TaskKey> leases(Field field) throws UnusableContent {
        List<TaskKey> leases = new ArrayList<>();
        for (Field element : field.elements()) {
            leases.add(TaskKey.read(element));
        }
        if (leases.isEmpty() || leases.size() > TaskRequest.MOST_LEASES) {
            throw field.fault("does not hold 1 to " + TaskRequest.MOST_LEASES + " leases");
        }
        return leases.stream().distinct().toList();
    }
}
