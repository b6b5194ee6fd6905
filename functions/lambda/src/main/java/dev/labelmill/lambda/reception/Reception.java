package dev.labelmill.lambda.reception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.webhook.ForgerySample;
import dev.labelmill.lambda.webhook.FunctionUrlEvent;
import dev.labelmill.lambda.webhook.FunctionUrlResponse;
import dev.labelmill.lambda.webhook.GateOutcome;
import dev.labelmill.lambda.webhook.IncomingLabel;
import dev.labelmill.lambda.webhook.LabelProblem;
import dev.labelmill.lambda.webhook.WebhookGate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Answers a vendor's webhook. */
public final class Reception implements Handler {

    private static final Logger LOG = Logger.getLogger(Reception.class);

    private final WebhookGate gate;
    private final LabelIntake labels;
    private final RejectedStore rejected;
    private final RefusalLog refusals;
    private final InstantSource clock;

    public Reception(
            WebhookGate gate, LabelIntake labels, RejectedStore rejected, RefusalLog refusals, InstantSource clock) {
        this.gate = gate;
        this.labels = labels;
        this.rejected = rejected;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        JsonNode answer = respond(FunctionUrlEvent.read(event)).toJson();
        refusals.write();
        return answer;
    }

    private FunctionUrlResponse respond(FunctionUrlEvent event) {
        try {
            GateOutcome outcome = gate.admit(event);
            if (outcome instanceof GateOutcome.Admitted admitted) {
                return store(admitted);
            }
            if (outcome instanceof GateOutcome.Unusable unusable) {
                String id = event.requestContext().requestId();
                keep(unusable.vendor(), id, unusable.reason(), unusable.excerpt());
                return unusable.response();
            }
            GateOutcome.Answered answered = (GateOutcome.Answered) outcome;
            answered.sample().ifPresent(sample -> keep(sample, event));
            return answered.response();
        } catch (RuntimeException e) {
            LOG.error("a delivery could not be stored; the vendor is asked to send it again", e);
            return FunctionUrlResponse.error(500, "not stored: send it again");
        }
    }

    private FunctionUrlResponse store(GateOutcome.Admitted admitted) {
        List<LabelProblem> problems = new ArrayList<>(admitted.problems());
        List<LabelIntake.Outcome> outcomes =
                InParallel.map(admitted.labels(), label -> labels.take(admitted.vendor(), label));
        int stored = 0;
        int duplicates = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            LabelIntake.Outcome outcome = outcomes.get(i);
            if (outcome instanceof LabelIntake.Refused refused) {
                problems.add(new LabelProblem(
                        i, refused.reason(), excerpt(admitted.labels().get(i))));
            } else if (outcome == LabelIntake.Kept.STORED) {
                stored++;
            } else {
                duplicates++;
            }
        }
        for (LabelProblem problem : problems) {
            keep(
                    admitted.vendor(),
                    deliveryOf(admitted) + "/" + problem.index(),
                    problem.sentence(),
                    problem.excerpt());
        }
        return FunctionUrlResponse.stored(stored, duplicates, problems);
    }

    private static String excerpt(IncomingLabel label) {
        return Json.write(Json.object()
                .put("batch", label.batch())
                .put("task", label.task())
                .put("annotator", label.annotator())
                .put("revision", label.revision()));
    }

    private static String deliveryOf(GateOutcome.Admitted admitted) {
        return admitted.labels().isEmpty()
                ? "delivery"
                : admitted.labels().get(0).deliveryId();
    }

    private void keep(String vendor, String id, String reason, String content) {
        rejected.keep(new Rejection("webhook/" + vendor, clock.instant(), id, reason, content));
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
