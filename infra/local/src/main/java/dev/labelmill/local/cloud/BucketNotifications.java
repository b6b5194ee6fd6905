package dev.labelmill.local.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.local.cloud.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends S3's event notifications to SQS queues, as a bucket's notification configuration has it. */
public final class BucketNotifications implements ObjectListener {

    /**
     * One entry of the configuration.
     *
     * @param events what it wants: {@code ObjectCreated:} for all creations, or one event's full name
     * @param keyPrefix of the keys wanted
     * @param queueUrl where to send
     */
    public record Rule(String events, String keyPrefix, String queueUrl) {

        private boolean wants(String eventName, String key) {
            return eventName.startsWith(events) && key.startsWith(keyPrefix);
        }
    }

    private final SqsClient sqs;
    private final String bucket;
    private final List<Rule> rules;
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);

    /** Notifications of {@code bucket} by {@code rules}; other buckets' changes are not sent. */
    public BucketNotifications(SqsClient sqs, String bucket, List<Rule> rules) {
        this.sqs = sqs;
        this.bucket = bucket;
        this.rules = List.copyOf(rules);
    }

    /** Sends the {@code s3:TestEvent} that S3 sends when a configuration is put. */
    public void announce() {
        String test = Json.text(Json.object()
                .put("Service", "Amazon S3")
                .put("Event", "s3:TestEvent")
                .put("Time", Instant.now().toString())
                .put("Bucket", bucket)
                .put("RequestId", UUID.randomUUID().toString())
                .put("HostId", "localhost"));
        rules.stream().map(Rule::queueUrl).distinct().forEach(queue -> send(queue, test));
    }

    @Override
    public void changed(String eventName, String changedBucket, String key, long size, String etag) {
        if (!changedBucket.equals(bucket)) {
            return;
        }
        List<Rule> wanting =
                rules.stream().filter(rule -> rule.wants(eventName, key)).toList();
        if (!wanting.isEmpty()) {
            String event = event(eventName, key, size, etag);
            wanting.forEach(rule -> send(rule.queueUrl(), event));
        }
    }

    private void send(String queue, String body) {
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body));
    }

    private String event(String eventName, String key, long size, String etag) {
        ObjectNode record = Json.object()
                .put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", Emulators.REGION)
                .put("eventTime", Instant.now().toString())
                .put("eventName", eventName);
        record.putObject("userIdentity").put("principalId", "AWS:LABELMILL");
        record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        record.putObject("responseElements")
                .put("x-amz-request-id", UUID.randomUUID().toString())
                .put("x-amz-id-2", "localhost");
        ObjectNode s3 = record.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "labelmill");
        s3.putObject("bucket")
                .put("name", bucket)
                .put("arn", "arn:aws:s3:::" + bucket)
                .putObject("ownerIdentity")
                .put("principalId", "LABELMILL");
        ObjectNode object = s3.putObject("object").put("key", encoded(key));
        if (eventName.startsWith("ObjectCreated:")) {
            object.put("size", size).put("eTag", etag);
        }
        object.put("sequencer", "%018X".formatted(sequence.incrementAndGet()));
        ObjectNode event = Json.object();
        event.putArray("Records").add(record);
        return Json.text(event);
    }

    /** S3 encodes keys as form fields are, except for slashes: a blank is a plus sign. */
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
