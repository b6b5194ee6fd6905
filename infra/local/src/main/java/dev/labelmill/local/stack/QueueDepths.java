package dev.labelmill.local.stack;

import dev.labelmill.local.cloud.QueueDepth;
import dev.labelmill.local.telemetry.Telemetry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tells telemetry how many messages each queue holds, every few seconds, as SQS tells CloudWatch each minute. */
final class QueueDepths implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(QueueDepths.class.getName());
    private static final long PERIOD_SECONDS = 3;

    private final SqsClient sqs;
    private final Telemetry telemetry;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "queue-depths");
        thread.setDaemon(true);
        return thread;
    });

    QueueDepths(SqsClient sqs, Telemetry telemetry) {
        this.sqs = sqs;
        this.telemetry = telemetry;
        timer.scheduleWithFixedDelay(this::read, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void read() {
        try {
            for (String url : sqs.listQueues().queueUrls()) {
                telemetry.queue(url.substring(url.lastIndexOf('/') + 1), QueueDepth.of(sqs, url));
            }
        } catch (SdkException | IllegalStateException closing) {
            // The next reading comes soon; while the cloud closes there is none.
            LOG.log(System.Logger.Level.DEBUG, "The queues could not be read", closing);
        }
    }
}
