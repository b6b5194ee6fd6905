package dev.labelmill.lambda.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.Decider;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.StreamRecord;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.store.UnreadableRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Takes stored labels into their tasks. Labels of one task that come in one delivery cost one write.
 * When a task fails, its first record and all after it come again; taking a label in twice changes
 * nothing.
 */
public final class Scoring implements Handler {

    private static final Logger LOG = Logger.getLogger(Scoring.class);

    /** The account that money is charged to. */
    private static final String FUNCTION = "score";

    private final TaskStore tasks;
    private final LabelStore rows;
    private final Judges judges;
    private final ItemLines items;
    private final RejectedStore rejected;
    private final EventCounts events;
    private final Meter meter;
    private final InstantSource clock;

    public Scoring(
            TaskStore tasks,
            LabelStore rows,
            BatchStore batches,
            ItemLines items,
            Bucket bucket,
            RejectedStore rejected,
            EventCounts events,
            Meter meter,
            InstantSource clock) {
        this.tasks = tasks;
        this.rows = rows;
        this.judges = new Judges(batches, bucket);
        this.items = items;
        this.rejected = rejected;
        this.events = events;
        this.meter = meter;
        this.clock = clock;
    }

    private record Arrival(StreamRecord record, Label label) {}

    /** A task's own rules refuse a label; trying again never helps. */
    private static final class UnusableLabel extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Arrival arrival;

        UnusableLabel(Arrival arrival, String reason, Throwable cause) {
            super("the label cannot be taken into its task: " + reason, cause);
            this.arrival = arrival;
        }
    }

    @Override
    public JsonNode handle(JsonNode event) {
        Map<String, List<StreamRecord>> byTask = new LinkedHashMap<>();
        for (StreamRecord record : StreamRecord.of(event)) {
            if (record.leavesRow() && record.sk().startsWith(Keys.LABEL_SK)) {
                byTask.computeIfAbsent(record.pk(), pk -> new ArrayList<>()).add(record);
            }
        }
        ObjectNode answer = Json.object();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (List<StreamRecord> records : byTask.values()) {
            String first = records.get(0).id();
            try {
                takeUsable(readable(records));
            } catch (RuntimeException e) {
                LOG.errorf(e, "labels from sequence number %s on will come again", first);
                failures.addObject().put("itemIdentifier", first);
                return answer;
            }
        }
        return answer;
    }

    private List<Arrival> readable(List<StreamRecord> records) {
        List<Arrival> arrivals = new ArrayList<>();
        for (StreamRecord record : records) {
            try {
                record.after()
                        .map(LabelRows::read)
                        .map(label -> new Arrival(record, label))
                        .ifPresent(arrivals::add);
            } catch (UnreadableRow e) {
                if (setAside(record, e.getMessage())) {
                    events.add(Metric.SCORE_REJECTED, 1);
                }
            }
        }
        return arrivals;
    }

    /** Sets aside what can never succeed, label by label as far as possible, and takes in the rest. */
    private void takeUsable(List<Arrival> arrivals) {
        List<Arrival> left = arrivals;
        while (!left.isEmpty()) {
            try {
                take(left);
                return;
            } catch (UnusableLabel e) {
                setAside(e.arrival, e.getMessage());
                left = left.stream().filter(arrival -> arrival != e.arrival).toList();
            } catch (ContentChanged | UnreadableRow e) {
                left.forEach(arrival -> setAside(arrival, e.getMessage()));
                return;
            }
        }
    }

    private void setAside(Arrival arrival, String reason) {
        if (setAside(arrival.record(), reason)) {
            events.add(arrival.label().project(), Metric.SCORE_REJECTED, 1);
        }
    }

    /** What can never succeed must not hold up the shard: it is kept for people to look at, and counts as done. */
    private boolean setAside(StreamRecord record, String reason) {
        return rejected.keep(new Rejection(
                "score/" + record.batch().orElse("?"),
                clock.instant(),
                record.pk() + "/" + record.sk() + "/" + record.id(),
                reason,
                ""));
    }

    private void take(List<Arrival> arrivals) {
        Label first = arrivals.get(0).label();
        Optional<Task> task = tasks.get(first.batch(), first.item());
        if (task.isEmpty()) {
            return;
        }
        judges.of(first.batch(), task.get().wave()).ifPresent(known -> {
            arrivals.forEach(arrival -> known.fault(arrival.label()).ifPresent(fault -> {
                throw new UnusableLabel(arrival, fault, null);
            }));
            AtomicReference<Step> last = new AtomicReference<>();
            boolean written = meter.charge(
                    FUNCTION,
                    spent -> tasks.updateFrom(task.get(), known.settings().slices(), before -> {
                        Task after = known instanceof Judges.Known.OfClasses classes
                                ? receive(before, arrivals, classes)
                                : receiveStored(before, (Judges.Known.OfValues) known);
                        last.set(new Step(before, after));
                        return after == before ? before : after.spend(spent);
                    }));
            if (written) {
                events.add(first.project(), Metric.SCORE_LABELS, arrivals.size());
                last.get().count(events, first.project());
            }
        });
    }

    private static Task receive(Task before, List<Arrival> arrivals, Judges.Known.OfClasses known) {
        Task after = before;
        for (Arrival arrival : arrivals) {
            after = receive(after, arrival, known.judge());
        }
        return new Eligibility(known.settings()).settle(after, known.judge());
    }

    /**
     * Where values lie on the rows alone, a task takes in its rows as they are now, whatever a record shows: read after
     * the task, they hold the value of every ballot.
     */
    private Task receiveStored(Task before, Judges.Known.OfValues known) {
        List<Label> stored = known.usable(rows.of(before.batch(), before.item()));
        Optional<LabelValue> prelabel = before.stratum() == Stratum.AUTO
                ? ImportedPrelabel.usable(known.settings(), items.of(before)).map(ImportedPrelabel::value)
                : Optional.empty();
        Decider judge = known.judge(stored, prelabel);
        Task after = before;
        for (Label label : stored) {
            after = after.receive(label, judge);
        }
        return new Eligibility(known.settings()).settle(after, judge);
    }

    private static Task receive(Task task, Arrival arrival, Judge judge) {
        try {
            return task.receive(arrival.label(), judge);
        } catch (RuntimeException e) {
            throw new UnusableLabel(arrival, e.getMessage(), e);
        }
    }
}
