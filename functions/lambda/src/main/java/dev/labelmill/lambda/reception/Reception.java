package dev.labelmill.lambda.reception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.webhook.ForgerySample;
import dev.labelmill.lambda.webhook.FunctionUrlEvent;
import dev.labelmill.lambda.webhook.FunctionUrlResponse;
import dev.labelmill.lambda.webhook.GateOutcome;
import dev.labelmill.lambda.webhook.WebhookGate;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Answers a vendor's webhook. */
public final class Reception implements Handler {

    private static final Logger LOG = Logger.getLogger(Reception.class);

    private final WebhookGate gate;
    private final LabelDesk desk;
    private final RejectedStore rejected;
    private final InstantSource clock;

    public Reception(WebhookGate gate, LabelDesk desk, RejectedStore rejected, InstantSource clock) {
        this.gate = gate;
        this.desk = desk;
        this.rejected = rejected;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        JsonNode answer = respond(FunctionUrlEvent.read(event)).toJson();
        desk.tell();
        return answer;
    }

    private FunctionUrlResponse respond(FunctionUrlEvent event) {
        try {
            GateOutcome outcome = gate.admit(event);
            if (outcome instanceof GateOutcome.Admitted admitted) {
                return store(admitted);
            }
            if (outcome instanceof GateOutcome.Unusable unusable) {
                desk.countUnusable();
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
        LabelDesk.Taken taken = desk.take(admitted.vendor(), admitted.payload());
        InParallel.each(
                taken.problems(),
                problem -> keep(
                        admitted.vendor(),
                        admitted.delivery() + "/" + problem.index(),
                        problem.sentence(),
                        problem.excerpt()));
        return FunctionUrlResponse.stored(taken.stored(), taken.duplicates(), taken.problems());
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
