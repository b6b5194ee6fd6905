package dev.labelmill.lambda.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.StreamRecord;
import dev.labelmill.lambda.store.TaskStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes stored labels into their tasks. Labels of one task that come in one delivery cost one write.
 * When a task fails, its first record and all after it come again; taking a label in twice changes
 * nothing.
 */
public final class Scoring implements Handler {

    private static final Logger LOG = Logger.getLogger(Scoring.class);

    private final TaskStore tasks;
    private final Judges judges;
    private final RejectedStore rejected;
    private final Meter meter;
    private final InstantSource clock;

    public Scoring(
            TaskStore tasks,
            BatchStore batches,
            Bucket bucket,
            RejectedStore rejected,
            Meter meter,
            InstantSource clock) {
        this.tasks = tasks;
        this.judges = new Judges(batches, bucket);
        this.rejected = rejected;
        this.meter = meter;
        this.clock = clock;
    }

    private record Arrival(String first, List<Label> labels) {}

    @Override
    public JsonNode handle(JsonNode event) {
        Map<String, Arrival> arrivals = new LinkedHashMap<>();
        for (StreamRecord record : StreamRecord.of(event)) {
            if (record.after().isPresent() && record.sk().startsWith(Keys.LABEL_SK)) {
                arrivals.computeIfAbsent(record.pk(), pk -> new Arrival(record.id(), new ArrayList<>()))
                        .labels()
                        .add(LabelRows.read(record.after().get()));
            }
        }
        ObjectNode answer = Json.object();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (Arrival arrival : arrivals.values()) {
            try {
                take(arrival.labels());
            } catch (ContentChanged e) {
                setAside(arrival, e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(e, "labels from sequence number %s on will come again", arrival.first());
                failures.addObject().put("itemIdentifier", arrival.first());
                return answer;
            }
        }
        return answer;
    }

    /** What can never succeed must not hold up the shard: it is kept for people to look at, and counts as done. */
    private void setAside(Arrival arrival, String reason) {
        Label first = arrival.labels().get(0);
        rejected.keep(new Rejection(
                "score/" + first.batch(), clock.instant(), first.item() + "/" + arrival.first(), reason, ""));
    }

    private void take(List<Label> labels) {
        Label first = labels.get(0);
        Optional<Task> task = tasks.get(first.batch(), first.item());
        if (task.isEmpty()) {
            return;
        }
        judges.of(first.batch(), task.get().wave())
                .ifPresent(known -> meter.charge(nanos -> tasks.updateFrom(task.get(), known.slices(), before -> {
                    Task after = before;
                    for (Label label : labels) {
                        after = after.receive(label, known.judge());
                    }
                    return after == before ? before : after.spend(nanos);
                })));
    }
}
