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
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.Storing;
import dev.labelmill.lambda.returned.ReturnedFiles;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.FetchForm;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Reads returned files, and runs errands: fetches what a vendor's webhook told of and stores it. Running one twice changes nothing, since labels are
 * stored by task, annotator and revision. What the vendor will never give is kept as rejected; while the vendor does not
 * answer, or does not yet have what it told of, an errand goes back to the queue by a message of its own, so that an outage of hours costs it none of the tries after
 * which SQS sets a message aside.
 */
public final class Collecting implements Handler {

    /** After the first look in vain; six times as long after the next. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

    private static final int LOOKS_APART = 6;

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
            FetchForm form = form(message);
            ParsedPayload fetched = form.fetch(api, access(message), message.errand());
            if (isGone(fetched) && message.looks() + 1 < form.looks()) {
                lookAgain(message);
            } else {
                store(message, fetched);
            }
            patience.answered(message.vendor());
        } catch (VendorUnavailable unavailable) {
            Instant failed = clock.instant();
            putBack(patience.afterFailure(message, unavailable, failed), failed);
        } catch (VendorRefusal | UnusableContent never) {
            reject(message, never.getMessage());
        }
    }

    /** A vendor that cannot be asked for want of a key fails the message: with the key put right it can be sent back. */
    private VendorSecrets.Entry vendor(ErrandMessage message) {
        return secrets.current()
                .of(message.vendor())
                .orElseThrow(() -> new IllegalStateException("the secrets name no vendor " + message.vendor()));
    }

    private FetchForm form(ErrandMessage message) {
        return vendor(message)
                .scheme()
                .fetchForm()
                .orElseThrow(() -> new IllegalStateException(
                        "nothing can be fetched by the scheme of vendor " + message.vendor()));
    }

    private ApiAccess access(ErrandMessage message) {
        return vendor(message)
                .api()
                .orElseThrow(() -> new IllegalStateException("the secrets have no api for vendor " + message.vendor()));
    }

    private static boolean isGone(ParsedPayload fetched) {
        return fetched.labels().isEmpty()
                && fetched.problems().isEmpty()
                && !fetched.withdrawals().isEmpty();
    }

    private void lookAgain(ErrandMessage message) {
        Instant now = clock.instant();
        Duration wait = FIRST_LOOK.multipliedBy((long) Math.pow(LOOKS_APART, message.looks()));
        putBack(message.missed(now.plus(wait)), now);
    }

    /** What is gone and was never there, as far as is known here, may be a label that is lost: somebody has to hear of it. */
    private void store(ErrandMessage message, ParsedPayload fetched) {
        LabelDesk.Taken taken = storing.store(arrival(message, said(fetched), fetched));
        boolean unknown = isGone(fetched)
                && taken.stored() + taken.duplicates() == 0
                && taken.problems().isEmpty();
        if (unknown && message.looks() > 0) {
            reject(
                    message,
                    "the vendor told of a label that its API does not have, asked " + (message.looks() + 1)
                            + " times, and that never came: have it sent again, or return it as a file");
        }
    }

    private void reject(ErrandMessage message, String reason) {
        storing.reject(arrival(message, reason, ParsedPayload.ignored()), reason, Json.write(message.toJson()));
    }

    /**
     * Not by the delivery that told of it, whose name nobody may have signed: what is repeated is the same arrival, and what the
     * vendor says otherwise by now is another.
     *
     * @param said what came of the errand
     */
    private static Arrival arrival(ErrandMessage message, String said, ParsedPayload fetched) {
        return new Arrival(
                "collect",
                message.vendor(),
                message.errand().kind() + "/" + message.errand().id() + "/" + named(said),
                fetched);
    }

    /** What labels say and whose they are, without the name of the delivery that told of them. */
    private static String said(ParsedPayload fetched) {
        StringBuilder said = new StringBuilder();
        fetched.labels()
                .forEach(label -> said.append(label.batch())
                        .append('\n')
                        .append(label.task())
                        .append('\n')
                        .append(label.annotator())
                        .append('\n')
                        .append(label.revision())
                        .append('\n')
                        .append(label.change())
                        .append('\n'));
        fetched.problems()
                .forEach(problem -> said.append(problem.sentence()).append('\n').append(problem.excerpt()));
        return said.toString();
    }

    private static String named(String said) {
        return HexFormat.of().toHexDigits(MurmurHash3.hash128x64(said.getBytes(StandardCharsets.UTF_8))[0]);
    }

    private void putBack(ErrandMessage message, Instant now) {
        queue.sendLater(message.toJson(), Patience.delay(message, now));
    }
}
