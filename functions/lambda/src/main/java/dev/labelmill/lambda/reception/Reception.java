package dev.labelmill.lambda.reception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.webhook.ForgerySample;
import dev.labelmill.lambda.webhook.FunctionUrlEvent;
import dev.labelmill.lambda.webhook.FunctionUrlResponse;
import dev.labelmill.lambda.webhook.GateOutcome;
import dev.labelmill.lambda.webhook.WebhookGate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Answers a vendor's webhook. */
public final class Reception implements Handler {

    private static final Logger LOG = Logger.getLogger(Reception.class);

    private final WebhookGate gate;
    private final LabelIntake labels;
    private final RejectedStore rejected;
    private final DeliveryMetrics metrics;
    private final InstantSource clock;

    public Reception(
            WebhookGate gate,
            LabelIntake labels,
            RejectedStore rejected,
            DeliveryMetrics metrics,
            InstantSource clock) {
        this.gate = gate;
        this.labels = labels;
        this.rejected = rejected;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        JsonNode answer = respond(FunctionUrlEvent.read(event)).toJson();
        metrics.write();
        return answer;
    }

    private FunctionUrlResponse respond(FunctionUrlEvent event) {
        try {
            GateOutcome outcome = gate.admit(event);
            if (outcome instanceof GateOutcome.Admitted admitted) {
                return store(admitted);
            }
            if (outcome instanceof GateOutcome.Unusable unusable) {
                metrics.countUnusable();
                keep(unusable.vendor(), unusable.delivery(), unusable.reason(), unusable.excerpt());
                return unusable.response();
            }
            GateOutcome.Answered answered = (GateOutcome.Answered) outcome;
            answered.sample().ifPresent(sample -> keepIfPossible(sample, event));
            return answered.response();
        } catch (RuntimeException e) {
            LOG.error("a delivery could not be stored; the vendor is asked to send it again", e);
            return FunctionUrlResponse.error(500, "not stored: send it again");
        }
    }

    private FunctionUrlResponse store(GateOutcome.Admitted admitted) {
        List<LabelProblem> problems = new ArrayList<>(admitted.problems());
        problems.forEach(problem -> metrics.countUnusable());
        int stored = 0;
        int duplicates = 0;
        for (Taken taken : takeAll(admitted)) {
            if (taken.outcome() instanceof LabelIntake.Refused refused) {
                problems.add(new LabelProblem(taken.index(), refused.reason(), excerpt(taken.label())));
            } else if (taken.outcome() == LabelIntake.Kept.DUPLICATE) {
                duplicates++;
            } else {
                stored++;
            }
        }
        problems.sort(Comparator.comparingInt(LabelProblem::index));
        InParallel.each(
                problems,
                problem -> keep(
                        admitted.vendor(),
                        admitted.delivery() + "/" + problem.index(),
                        problem.sentence(),
                        problem.excerpt()));
        return FunctionUrlResponse.stored(stored, duplicates, problems);
    }

    private record Taken(int index, IncomingLabel label, LabelIntake.Outcome outcome) {}

    /** Labels of one task are taken one after the other, so that each sees how many came before it. */
    private List<Taken> takeAll(GateOutcome.Admitted admitted) {
        Map<String, List<Integer>> byTask = new LinkedHashMap<>();
        for (int i = 0; i < admitted.labels().size(); i++) {
            IncomingLabel label = admitted.labels().get(i);
            byTask.computeIfAbsent(label.batch() + "\n" + label.task(), task -> new ArrayList<>())
                    .add(i);
        }
        List<Integer> places = places(admitted);
        return InParallel.map(
                        byTask.values(),
                        group -> group.stream()
                                .map(i -> take(admitted, i, places.get(i)))
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Where in its delivery each label stood: the places that the problems leave, in order. */
    private static List<Integer> places(GateOutcome.Admitted admitted) {
        Set<Integer> taken =
                admitted.problems().stream().map(LabelProblem::index).collect(Collectors.toSet());
        return Stream.iterate(0, i -> i + 1)
                .filter(i -> !taken.contains(i))
                .limit(admitted.labels().size())
                .toList();
    }

    private Taken take(GateOutcome.Admitted admitted, int index, int place) {
        IncomingLabel label = admitted.labels().get(index);
        LabelIntake.Outcome outcome = labels.take(admitted.vendor(), label);
        labels.project(label.batch())
                .ifPresentOrElse(project -> metrics.count(project, label, outcome), metrics::countUnusable);
        return new Taken(place, label, outcome);
    }

    private static String excerpt(IncomingLabel label) {
        return Json.write(Json.object()
                .put("batch", label.batch())
                .put("task", label.task())
                .put("annotator", label.annotator())
                .put("revision", label.revision()));
    }

    private void keep(String vendor, String id, String reason, String content) {
        rejected.keep(new Rejection("webhook/" + vendor, clock.instant(), id, reason, content));
    }

    /** A sample is for people to look at and nothing more: a forger is not to learn how the table is. */
    private void keepIfPossible(ForgerySample sample, FunctionUrlEvent event) {
        try {
            keep(sample, event);
        } catch (RuntimeException e) {
            LOG.warn("a sample of a forged request could not be kept", e);
        }
    }

    private void keep(ForgerySample sample, FunctionUrlEvent event) {
        rejected.keep(new Rejection(
                "webhook-refused",
                sample.at(),
                event.requestContext().requestId(),
                sample.reason().name(),
                sample.excerpt()));
    }
}
