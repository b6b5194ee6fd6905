package dev.labelmill.lambda.notify;

import dev.labelmill.lambda.queue.Queue;
import java.util.List;

/** Notices by the queue that {@code notify} reads. */
public final class QueuedNotices implements Notices {

    private final Queue queue;

    public QueuedNotices(Queue queue) {
        this.queue = queue;
    }

    @Override
    public void tell(List<Notice> notices) {
        queue.send(notices.stream().map(Notice::toMessage).toList());
    }
}
