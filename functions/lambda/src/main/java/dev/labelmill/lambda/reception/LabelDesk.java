package dev.labelmill.lambda.reception;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.store.LeaseStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the labels of a vendor's delivery, whatever way they came, and counts what became of them. Doing it again stores
 * nothing twice. Safe for use by several threads.
 */
public final class LabelDesk {

    private final LabelIntake labels;
    private final LeaseStore leases;
    private final DeliveryMetrics metrics;
    private final InstantSource clock;

    /** @param leases where slots of labels that are taken back are offered to others who ask */
    public LabelDesk(LabelIntake labels, LeaseStore leases, DeliveryMetrics metrics, InstantSource clock) {
        this.labels = labels;
        this.leases = leases;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What became of a delivery.
     *
     * @param stored     labels that are new or took the place of earlier ones
     * @param duplicates labels that were there already
     * @param problems   labels that cannot be used, in the delivery's order; whoever calls keeps them
     */
    public record Taken(int stored, int duplicates, List<LabelProblem> problems) {

        /** Copies the list. */
        public Taken {
            problems = List.copyOf(problems);
        }
    }

    private record One(int index, IncomingLabel label, LabelIntake.Outcome outcome) {}

    /** Stores each label that can be used. Labels of different tasks are taken side by side. */
    public Taken take(String vendor, ParsedPayload parsed) {
        ParsedPayload delivery = withDeletions(vendor, parsed);
        List<LabelProblem> problems = new ArrayList<>(delivery.problems());
        problems.forEach(problem -> metrics.countUnusable());
        int stored = 0;
        int duplicates = 0;
        for (One taken : takeAll(vendor, delivery)) {
            if (taken.outcome() instanceof LabelIntake.Refused refused) {
                problems.add(problem(taken, refused));
            } else if (taken.outcome() == LabelIntake.Kept.DUPLICATE) {
                duplicates++;
            } else {
                stored++;
            }
        }
        problems.sort(Comparator.comparingInt(LabelProblem::index));
        return new Taken(stored, duplicates, problems);
    }

    /**
     * What a vendor takes back by its own id of it becomes a deletion like any other, behind the delivery's labels. Ids are looked up
     * side by side: a thousand of them one after the other may take longer than an invocation has, and Label Studio tells nothing twice.
     */
    private ParsedPayload withDeletions(String vendor, ParsedPayload parsed) {
        if (parsed.withdrawals().isEmpty()) {
            return parsed;
        }
        List<IncomingLabel> all = new ArrayList<>(parsed.labels());
        InParallel.map(parsed.withdrawals(), withdrawal -> labels.deletion(vendor, withdrawal))
                .forEach(deletion -> deletion.ifPresent(all::add));
        return new ParsedPayload(all, parsed.problems());
    }

    /** Counts content of which not even a label is known. */
    public void countUnusable() {
        metrics.countUnusable();
    }

    /** Tells what was counted, where it is due. */
    public void tell() {
        metrics.write();
    }

    /** Labels of one task are taken one after the other, so that each sees how many came before it. */
    private List<One> takeAll(String vendor, ParsedPayload delivery) {
        Map<String, List<Integer>> byTask = new LinkedHashMap<>();
        for (int i = 0; i < delivery.labels().size(); i++) {
            IncomingLabel label = delivery.labels().get(i);
            byTask.computeIfAbsent(label.batch() + "\n" + label.task(), task -> new ArrayList<>())
                    .add(i);
        }
        List<Integer> places = places(delivery);
        return InParallel.map(
                        byTask.values(),
                        group -> group.stream()
                                .map(i -> take(vendor, delivery.labels().get(i), places.get(i)))
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Where in its delivery each label stood: the places that the problems leave, in order. */
    private static List<Integer> places(ParsedPayload delivery) {
        Set<Integer> taken =
                delivery.problems().stream().map(LabelProblem::index).collect(Collectors.toSet());
        return Stream.iterate(0, i -> i + 1)
                .filter(i -> !taken.contains(i))
                .limit(delivery.labels().size())
                .toList();
    }

    private One take(String vendor, IncomingLabel label, int place) {
        LabelIntake.Outcome outcome = labels.take(vendor, label);
        if (label.change() instanceof LabelChange.Deleted && outcome instanceof LabelIntake.Kept) {
            // A repeated deletion too: the first one may have died just before this.
            leases.vacate(label.batch(), label.task(), vendor, label.annotator(), clock.instant());
        }
        labels.project(label.batch())
                .ifPresentOrElse(project -> metrics.count(project, label, outcome), metrics::countUnusable);
        return new One(place, label, outcome);
    }

    /** The project of a batch, if there is such a batch. */
    public Optional<String> project(String batch) {
        return labels.project(batch);
    }

    private static LabelProblem problem(One taken, LabelIntake.Refused refused) {
        IncomingLabel label = taken.label();
        return new LabelProblem(
                taken.index(),
                refused.reason(),
                excerpt(label),
                Optional.of(new LabelProblem.Place(label.batch(), label.task())));
    }

    /**
     * What was said, of which as much is kept as of any problem ({@link LabelProblem#MAX_EXCERPT_CHARS}): so a class that came too late,
     * or is one too many, is there for whoever wants it still.
     */
    private static String excerpt(IncomingLabel label) {
        ObjectNode kept = Json.object()
                .put("batch", label.batch())
                .put("task", label.task())
                .put("annotator", label.annotator())
                .put("revision", label.revision());
        if (label.milliseconds() != null) {
            kept.put("milliseconds", label.milliseconds());
        }
        label.change().write(kept);
        return kept.toString();
    }
}
