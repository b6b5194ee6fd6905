package dev.labelmill.lambda.reception;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.LabelProblem.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Tells users of labels that could not be used: one notice for a delivery and batch, however many of its labels it was. */
final class RejectionNotices {

    /** Reasons in a notice; all of them are under REJECTED. */
    private static final int MOST_TOLD = 20;

    private final Notices notices;
    private final Function<String, Optional<String>> projects;

    /** @param projects the project of a batch, if there is such a batch */
    RejectionNotices(Notices notices, Function<String, Optional<String>> projects) {
        this.notices = notices;
        this.projects = projects;
    }

    /** Tells of problems of one delivery; nothing if there are none. */
    void tell(Arrival arrival, List<LabelProblem> problems, Instant now) {
        Map<String, List<LabelProblem>> byBatch = new TreeMap<>();
        problems.forEach(problem -> byBatch.computeIfAbsent(
                        problem.place().map(Place::batch).orElse(""), batch -> new ArrayList<>())
                .add(problem));
        List<Notice> told = new ArrayList<>();
        byBatch.forEach((batch, of) -> told.add(notice(arrival, batch, of, now)));
        if (!told.isEmpty()) {
            notices.tell(told);
        }
    }

    private Notice notice(Arrival arrival, String batch, List<LabelProblem> problems, Instant now) {
        String source = arrival.way() + "/" + arrival.vendor();
        String project = batch.isEmpty() ? "" : projects.apply(batch).orElse("");
        ObjectNode data = Json.object().put("source", source).put("delivery", arrival.delivery());
        if (!batch.isEmpty()) {
            data.put("batch", batch);
        }
        data.put("labels", problems.size());
        ArrayNode told = data.putArray("problems");
        problems.stream().limit(MOST_TOLD).forEach(problem -> {
            ObjectNode one = told.addObject();
            problem.place().ifPresent(place -> one.put("task", place.task()));
            one.put("reason", problem.sentence());
        });
        return Notice.of(Notice.TASK_REJECTED, source + "\n" + arrival.delivery() + "\n" + batch, now, project, data);
    }
}
