package dev.labelmill.lambda.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys in a notification that an object was created: S3's own form (whose keys are URL-encoded),
 * or EventBridge's (whose keys are not). Test events and other kinds of event hold none.
 */
public final class UploadEvents {

    private UploadEvents() {}

    /** Whether a message comes from S3: a notification in either form, or the test event that S3 sends where one is set up. */
    public static boolean isNotification(JsonNode message) {
        return "aws.s3".equals(message.path("source").asText())
                || "aws:s3"
                        .equals(message.path("Records")
                                .path(0)
                                .path("eventSource")
                                .asText())
                || "s3:TestEvent".equals(message.path("Event").asText());
    }

    /** The keys, decoded. */
    public static List<String> keys(JsonNode event) {
        List<String> keys = new ArrayList<>();
        if ("aws.s3".equals(event.path("source").asText())) {
            if ("Object Created".equals(event.path("detail-type").asText())) {
                keys.add(event.path("detail").path("object").path("key").asText());
            }
            return keys;
        }
        for (JsonNode record : event.path("Records")) {
            if (record.path("eventName").asText().startsWith("ObjectCreated:")) {
                String encoded = record.path("s3").path("object").path("key").asText();
                keys.add(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
            }
        }
        return keys;
    }
}
