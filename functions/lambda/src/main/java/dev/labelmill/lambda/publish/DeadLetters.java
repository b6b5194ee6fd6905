package dev.labelmill.lambda.publish;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages lie in the dead-letter queues, and so wait for somebody to look. */
public final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /** Names of the queues that there are. */
    public static final List<String> QUEUES =
            List.of("intake", "prelabel", "train", "finish", "collect", "notify", "score");

    private final SqsClient sqs;
    private final Map<String, String> urls;

    /** @param urls of the queues, by the name they are published under */
    public DeadLetters(SqsClient sqs, Map<String, String> urls) {
        this.sqs = sqs;
        this.urls = new TreeMap<>(urls);
    }

    /** Adds a gauge for each queue that answers. */
    void addTo(EmfEvent event) {
        urls.forEach((name, url) -> {
            try {
                event.count(Metric.deadLetters(name), depth(url));
            } catch (SdkException e) {
                LOG.errorf(e, "the dead letters of %s could not be counted; the next tick tries again", name);
            }
        });
    }

    private long depth(String url) {
        return Long.parseLong(sqs.getQueueAttributes(
                        get -> get.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }
}
