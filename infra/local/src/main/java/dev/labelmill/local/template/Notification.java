package dev.labelmill.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which changes in the bucket a queue is told of.
 *
 * @param events an event's name as the events themselves have it, or the beginning of several: {@code ObjectCreated:}
 * @param keyPrefix of the keys
 * @param queue logical id
 */
public record Notification(String events, String keyPrefix, String queue) {

    static List<Notification> of(Resource bucket) {
        List<Notification> all = new ArrayList<>();
        for (JsonNode entry : bucket.at("/NotificationConfiguration/QueueConfigurations")) {
            String event = entry.path("Event").asText();
            all.add(new Notification(
                    event.replaceFirst("^s3:", "").replaceFirst("\\*$", ""),
                    prefix(bucket, entry),
                    Resource.reference(entry.path("Queue"))
                            .orElseThrow(() -> new IllegalArgumentException(
                                    bucket.id() + " tells a queue that is not in the template"))));
        }
        return all;
    }

    private static String prefix(Resource bucket, JsonNode entry) {
        String prefix = "";
        for (JsonNode rule : entry.at("/Filter/S3Key/Rules")) {
            if (!rule.path("Name").asText().equals("prefix")) {
                throw new IllegalArgumentException(bucket.id() + " tells of keys by another rule than their prefix");
            }
            prefix = rule.path("Value").asText();
        }
        return prefix;
    }
}
