package dev.labelmill.lambda.reception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.pull.TaskDesk;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.webhook.ForgerySample;
import dev.labelmill.lambda.webhook.FunctionUrlEvent;
import dev.labelmill.lambda.webhook.FunctionUrlResponse;
import dev.labelmill.lambda.webhook.GateOutcome;
import dev.labelmill.lambda.webhook.WebhookGate;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Answers a vendor's webhooks and requests for tasks. */
public final class Reception implements Handler {

    private static final Logger LOG = Logger.getLogger(Reception.class);

    private static final String WAY = "webhook";

    private final WebhookGate gate;
    private final Storing storing;
    private final TaskDesk tasks;
    private final RejectedStore rejected;
    private final SecretsTrouble trouble;

    public Reception(WebhookGate gate, Storing storing, TaskDesk tasks, RejectedStore rejected, InstantSource clock) {
        this.gate = gate;
        this.storing = storing;
        this.tasks = tasks;
        this.rejected = rejected;
        this.trouble = new SecretsTrouble(LOG::error, clock);
    }

    @Override
    public JsonNode handle(JsonNode event) {
        JsonNode answer = respond(FunctionUrlEvent.read(event)).toJson();
        storing.tell();
        return answer;
    }

    private FunctionUrlResponse respond(FunctionUrlEvent event) {
        try {
            GateOutcome outcome = gate.admit(event);
            if (outcome instanceof GateOutcome.Admitted admitted) {
                return store(admitted);
            }
            if (outcome instanceof GateOutcome.Asking asking) {
                return FunctionUrlResponse.ok(tasks.answer(asking.vendor(), asking.delivery(), asking.request()));
            }
            if (outcome instanceof GateOutcome.Unusable unusable) {
                storing.reject(
                        new Arrival(WAY, unusable.vendor(), unusable.delivery(), ParsedPayload.ignored()),
                        unusable.reason(),
                        unusable.excerpt());
                return unusable.response();
            }
            GateOutcome.Answered answered = (GateOutcome.Answered) outcome;
            answered.sample().ifPresent(sample -> keepIfPossible(sample, event));
            return answered.response();
        } catch (SecretsUnreadable e) {
            trouble.count(e);
            return FunctionUrlResponse.error(500, "not stored: send it again");
        } catch (RuntimeException e) {
            LOG.error("a request could not be done; the vendor is asked to send it again", e);
            return FunctionUrlResponse.error(500, "not stored: send it again");
        }
    }

    private FunctionUrlResponse store(GateOutcome.Admitted admitted) {
        LabelDesk.Taken taken =
                storing.store(new Arrival(WAY, admitted.vendor(), admitted.delivery(), admitted.payload()));
        return FunctionUrlResponse.stored(taken.stored(), taken.duplicates(), taken.problems());
    }

    /** A sample is for people to look at and nothing more: a forger is not to learn how the table is. */
    private void keepIfPossible(ForgerySample sample, FunctionUrlEvent event) {
        try {
            rejected.keep(new Rejection(
                    "webhook-refused",
                    sample.at(),
                    event.requestContext().requestId(),
                    sample.reason().sentence(),
                    sample.excerpt()));
        } catch (RuntimeException e) {
            LOG.warn("a sample of a forged request could not be kept", e);
        }
    }
}
