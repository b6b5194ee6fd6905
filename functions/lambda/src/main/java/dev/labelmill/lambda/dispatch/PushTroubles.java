package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.notify.RejectedDelivery;
import dev.labelmill.lambda.notify.RejectionNotices;
import dev.labelmill.lambda.notify.Rejections;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells the owner of a batch what a vendor's API did not take: as a remark on the batch, task by task among the rejections, and by
 * a notice.
 */
public final class PushTroubles {

    private final BatchStore batches;
    private final RejectedStore rejected;
    private final RejectionNotices notices;
    private final EventCounts events;
    private final InstantSource clock;

    public PushTroubles(
            BatchStore batches, RejectedStore rejected, Notices notices, EventCounts events, InstantSource clock) {
        this.batches = batches;
        this.rejected = rejected;
        this.notices = new RejectionNotices(
                notices, id -> batches.get(id).map(batch -> batch.settings().project()));
        this.events = events;
        this.clock = clock;
    }

    /** An attempt failed that may succeed later. */
    void unavailable(Batch batch, Vendor vendor, boolean opened) {
        events.add(batch.settings().project(), Metric.DISPATCH_PUSH_FAILURES, 1);
        if (opened) {
            events.add(batch.settings().project(), Metric.DISPATCH_CIRCUITS_OPENED, 1);
        }
    }

    /** Everything was refused, which is more likely the key's or the address's fault than the tasks'. */
    void refusedAltogether(Batch batch, Vendor vendor, Dispatch dispatch, String reason) {
        events.add(batch.settings().project(), Metric.DISPATCH_PUSH_FAILURES, 1);
        events.add(batch.settings().project(), Metric.DISPATCH_CIRCUITS_OPENED, 1);
        keep(
                vendor,
                dispatch.id(),
                reason,
                Json.object().put("batch", batch.id()).toString());
        Rejections all = Rejections.ofTasks();
        all.add(dispatch.items().size(), Optional.empty(), reason);
        tell(batch, vendor, dispatch, "all", all);
        note(batch, "vendor \"" + vendor.name() + "\" takes no tasks", reason);
    }

    /** Some tasks were refused for good. */
    void refused(Batch batch, Vendor vendor, Dispatch dispatch, List<Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        InParallel.each(
                refused,
                task -> keep(
                        vendor,
                        dispatch.id() + "/" + task.item(),
                        task.reason(),
                        Json.write(Json.object().put("batch", batch.id()).put("task", task.item()))));
        Rejections some = Rejections.ofTasks();
        refused.forEach(task -> some.add(1, Optional.of(task.item()), task.reason()));
        tell(batch, vendor, dispatch, which(refused), some);
        note(
                batch,
                "vendor \"" + vendor.name() + "\" refuses tasks for good",
                "the first is \"" + refused.get(0).item() + "\": "
                        + refused.get(0).reason());
    }

    private void keep(Vendor vendor, String id, String reason, String content) {
        rejected.keep(new Rejection(source(vendor), clock.instant(), id, reason, content));
    }

    /** @param which of the dispatch's tasks are refused: others later are news, and the same again are none */
    private void tell(Batch batch, Vendor vendor, Dispatch dispatch, String which, Rejections rejections) {
        notices.tell(
                new RejectedDelivery(source(vendor), dispatch.id(), which, clock.instant()), batch.id(), rejections);
    }

    private static String which(List<Refused> refused) {
        String items = refused.stream().map(Refused::item).sorted().collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(items.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String source(Vendor vendor) {
        return "push/" + vendor.name();
    }

    private void note(Batch batch, String beginning, String rest) {
        batches.update(batch.id(), b -> b.phase().isFinal() ? b : b.notingToo(beginning, beginning + ", " + rest));
    }
}
