package dev.labelmill.lambda.reception;

import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.notify.RejectedDelivery;
import dev.labelmill.lambda.notify.RejectionNotices;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes durable what came from a vendor: labels in their rows, what cannot be used under REJECTED, errands on the queue. Doing
 * it twice changes nothing. Safe for use by several threads.
 */
public final class Storing {

    private final LabelDesk desk;
    private final RejectedStore rejected;
    private final Queue errands;
    private final RejectionNotices notices;
    private final InstantSource clock;

    /**
     * @param errands the queue of what is to be fetched
     * @param notices where users are told of what could not be used
     */
    public Storing(LabelDesk desk, RejectedStore rejected, Queue errands, Notices notices, InstantSource clock) {
        this.desk = desk;
        this.rejected = rejected;
        this.errands = errands;
        this.notices = new RejectionNotices(notices, desk::project);
        this.clock = clock;
    }

    /** Stores all of it; it is durable when this returns. */
    public LabelDesk.Taken store(Arrival arrival) {
        LabelDesk.Taken taken = desk.take(arrival.vendor(), arrival.payload());
        InParallel.each(
                taken.problems(),
                problem -> keep(
                        arrival, arrival.delivery() + "/" + problem.index(), problem.sentence(), problem.excerpt()));
        notices.tell(delivery(arrival), taken.problems());
        errands.send(arrival.payload().errands().stream()
                .map(errand -> new ErrandMessage(arrival.vendor(), errand).toJson())
                .toList());
        return taken;
    }

    /** Keeps something of which nothing can be used. */
    public void reject(Arrival arrival, String reason, String content) {
        desk.countUnusable();
        keep(arrival, arrival.delivery(), reason, content);
        notices.tell(delivery(arrival), List.of(new LabelProblem(0, reason, "")));
    }

    /** Tells what became of deliveries, as far as it is due. */
    public void tell() {
        desk.tell();
    }

    private void keep(Arrival arrival, String id, String reason, String content) {
        rejected.keep(new Rejection(arrival.source(), clock.instant(), id, reason, content));
    }

    private RejectedDelivery delivery(Arrival arrival) {
        return new RejectedDelivery(arrival.source(), arrival.delivery(), clock.instant());
    }
}
