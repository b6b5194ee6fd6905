package dev.labelmill.lambda.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.queue.QueueEvents;
import dev.labelmill.lambda.reception.Arrival;
import dev.labelmill.lambda.reception.Storing;
import dev.labelmill.lambda.returned.ReturnedFiles;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.FetchForm;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads returned files, and runs errands: fetches what a vendor's webhook told of and stores it. Running one twice changes nothing, since labels are
 * stored by task, annotator and revision. What the vendor will never give is kept as rejected; while the vendor does not
 * answer, an errand goes back to the queue by a message of its own, so that an outage of hours costs it none of the tries after
 * which SQS sets a message aside.
 */
public final class Collecting implements Handler {

    private final SecretSource secrets;
    private final VendorApi api;
    private final Storing storing;
    private final ReturnedFiles files;
    private final Queue queue;
    private final Patience patience;
    private final InstantSource clock;

    /** @param queue whose messages come back here */
    public Collecting(
            SecretSource secrets,
            VendorApi api,
            Storing storing,
            ReturnedFiles files,
            Queue queue,
            InstantSource clock) {
        this.secrets = secrets;
        this.api = api;
        this.storing = storing;
        this.files = files;
        this.queue = queue;
        this.patience = new Patience();
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        Instant began = clock.instant();
        JsonNode answer = QueueEvents.each(event, message -> take(message, began));
        storing.tell();
        return answer;
    }

    private void take(JsonNode message, Instant began) {
        if (ReturnedFiles.isAbout(message)) {
            files.take(message, began);
        } else {
            take(ErrandMessage.read(message));
        }
    }

    private void take(ErrandMessage message) {
        Instant now = clock.instant();
        Optional<Instant> wait = patience.holds(message, now);
        if (wait.isPresent()) {
            putBack(message.held(wait.get()), now);
            return;
        }
        try {
            store(message, fetch(message));
            patience.answered(message.vendor());
        } catch (VendorUnavailable unavailable) {
            Instant failed = clock.instant();
            putBack(patience.afterFailure(message, unavailable, failed), failed);
        } catch (VendorRefusal | UnusableContent never) {
            storing.reject(arrival(message, ParsedPayload.ignored()), never.getMessage(), Json.write(message.toJson()));
        }
    }

    /** A vendor that cannot be asked for want of a key fails the message: with the key put right it can be sent back. */
    private ParsedPayload fetch(ErrandMessage message) throws UnusableContent {
        VendorSecrets.Entry vendor = secrets.current()
                .of(message.vendor())
                .orElseThrow(() -> new IllegalStateException("the secrets name no vendor " + message.vendor()));
        FetchForm form = vendor.scheme()
                .fetchForm()
                .orElseThrow(() -> new IllegalStateException(
                        "nothing can be fetched by the scheme of vendor " + message.vendor()));
        ApiAccess access = vendor.api()
                .orElseThrow(() -> new IllegalStateException("the secrets have no api for vendor " + message.vendor()));
        return form.fetch(api, access, message.errand());
    }

    private void store(ErrandMessage message, ParsedPayload fetched) {
        storing.store(arrival(message, fetched));
    }

    /** Not by the delivery that told of it, whose name nobody may have signed: what is repeated is the same arrival. */
    private static Arrival arrival(ErrandMessage message, ParsedPayload fetched) {
        return new Arrival(
                "collect",
                message.vendor(),
                message.errand().kind() + "/" + message.errand().id(),
                fetched);
    }

    private void putBack(ErrandMessage message, Instant now) {
        queue.sendLater(message.toJson(), Patience.delay(message, now));
    }
}
