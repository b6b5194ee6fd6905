package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.LabelProblem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Tells users of what could not be used: one notice for a delivery and batch, however many of its labels or tasks it was. */
public final class RejectionNotices {

    private final Notices notices;
    private final Function<String, Optional<String>> projects;

    /** @param projects the project of a batch, if there is such a batch */
    public RejectionNotices(Notices notices, Function<String, Optional<String>> projects) {
        this.notices = notices;
        this.projects = projects;
    }

    /** Tells of labels of one delivery; nothing if there are none. */
    public void tell(RejectedDelivery delivery, List<LabelProblem> problems) {
        Map<String, Rejections> byBatch = new TreeMap<>();
        problems.forEach(problem -> byBatch.computeIfAbsent(
                        problem.place().map(Place::batch).orElse(""), batch -> Rejections.ofLabels())
                .add(problem));
        List<Notice> told = new ArrayList<>();
        byBatch.forEach((batch, of) -> told.add(notice(delivery, batch, of)));
        if (!told.isEmpty()) {
            notices.tell(told);
        }
    }

    /**
     * Tells of what of one delivery was for one batch; nothing if there is none.
     *
     * @param batch empty if it is not known
     */
    public void tell(RejectedDelivery delivery, String batch, Rejections rejections) {
        if (!rejections.isEmpty()) {
            notices.tell(List.of(notice(delivery, batch, rejections)));
        }
    }

    private Notice notice(RejectedDelivery delivery, String batch, Rejections rejections) {
        String project = batch.isEmpty() ? "" : projects.apply(batch).orElse("");
        ObjectNode data = Json.object().put("source", delivery.source()).put("delivery", delivery.id());
        if (!batch.isEmpty()) {
            data.put("batch", batch);
        }
        data.setAll(rejections.toJson());
        return Notice.of(Notice.TASK_REJECTED, delivery.occurrence(batch), delivery.at(), project, data);
    }
}
