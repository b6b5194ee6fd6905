package dev.labelmill.lambda.webhook;

import dev.labelmill.core.signature.Decoy;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.Verdict;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.webhook.GateOutcome.Admitted;
import dev.labelmill.lambda.webhook.GateOutcome.Answered;
import dev.labelmill.lambda.webhook.GateOutcome.Asking;
import dev.labelmill.lambda.webhook.GateOutcome.Unusable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Lets in what a vendor signed: path, size, signature over the raw bytes of the body, or of the query string where there is none, the vendor's rate, and only then the parsing.
 * Until the signature is proven, all answers and the work for them are the same for every vendor's name, known or not.
 * Safe for use by several threads.
 */
public final class WebhookGate {
    private static final Pattern PATH = Pattern.compile("/(webhooks|tasks)/([A-Za-z0-9][A-Za-z0-9._-]{0,63})");

    private static final int KEY_BYTES = 32;

    private final SecretSource secrets;
    private final ForgeryCounter forgeries;
    private final InstantSource clock;
    private final Decoy decoy = new Decoy(nobodysKey());
    private final HashingBudget budget;
    private final VendorRates rates;

    /**
     * @param secrets asked once for every request
     * @param forgeries counts what is refused
     * @param clock the time of reception
     */
    public WebhookGate(SecretSource secrets, ForgeryCounter forgeries, InstantSource clock) {
        this.secrets = secrets;
        this.forgeries = forgeries;
        this.clock = clock;
        this.budget = new HashingBudget(clock);
        this.rates = new VendorRates(clock);
    }

    /**
     * Judges a request.
     *
     * @throws SecretsUnreadable when it cannot be judged now; the sender is to be answered 5xx
     */
    public GateOutcome admit(FunctionUrlEvent event) {
        Matcher path = PATH.matcher(event.rawPath());
        if (!path.matches()) {
            return answered(FunctionUrlResponse.notFound());
        }
        String vendor = path.group(2);
        String method = event.requestContext().http().method();
        boolean tasks = path.group(1).equals("tasks");
        boolean byQuery = tasks && method.equals("GET");
        if (!byQuery && !method.equals("POST")) {
            return answered(FunctionUrlResponse.methodNotAllowed(tasks ? "GET, POST" : "POST"));
        }
        try {
            if (byQuery) {
                return judge(vendor, event, RawBody.ofQuery(event), WebhookGate::askedByQuery);
            }
            return judge(vendor, event, RawBody.read(event), tasks ? WebhookGate::asked : WebhookGate::told);
        } catch (UnusableContent unreadable) {
            return answered(FunctionUrlResponse.of(unreadable));
        }
    }

    /** Makes something of a body that is proven, or of a query string in its place. */
    private interface Reader {
        GateOutcome read(String vendor, String delivery, VendorScheme scheme, byte[] body, Accepted accepted)
                throws UnusableContent;
    }

    private GateOutcome judge(String vendor, FunctionUrlEvent event, byte[] body, Reader reader) {
        if (!budget.allows(body.length)) {
            return answered(FunctionUrlResponse.tooMany(HashingBudget.RETRY_SECONDS));
        }
        Instant now = clock.instant();
        Optional<VendorSecrets.Entry> known = secrets.current().of(vendor);
        Verdict verdict = known.isPresent()
                ? decoy.verify(known.get().scheme().signature(), known.get().secrets(), event.headers(), body, now)
                : decoy.refuse(body);
        return verdict instanceof Accepted accepted
                ? admit(vendor, known.get(), body, accepted, reader)
                : refuse(((Refused) verdict).reason(), body, now);
    }

    private GateOutcome refuse(Reason reason, byte[] body, Instant now) {
        budget.refused(body.length);
        Optional<ForgerySample> sample =
                forgeries.count(reason) ? Optional.of(ForgerySample.of(now, reason, body)) : Optional.empty();
        return new Answered(FunctionUrlResponse.unauthorized(), sample);
    }

    private GateOutcome admit(String vendor, VendorSecrets.Entry entry, byte[] body, Accepted accepted, Reader reader) {
        Duration wait = rates.take(vendor, entry.rate());
        if (!wait.isZero()) {
            return answered(FunctionUrlResponse.tooMany(wait.plusMillis(999).toSeconds()));
        }
        return parse(vendor, entry.scheme(), body, accepted, reader);
    }

    private static GateOutcome parse(
            String vendor, VendorScheme scheme, byte[] body, Accepted accepted, Reader reader) {
        // Not by an id that nobody signed: under that, whoever repeats a request could have many rejections kept of it.
        String delivery = accepted.deliveryId().orElseGet(() -> named(body));
        try {
            return reader.read(vendor, delivery, scheme, body, accepted);
        } catch (UnusableContent unusable) {
            return new Unusable(
                    vendor, delivery, unusable.getMessage(), excerpt(body), FunctionUrlResponse.of(unusable));
        }
    }

    private static GateOutcome told(String vendor, String delivery, VendorScheme scheme, byte[] body, Accepted accepted)
            throws UnusableContent {
        ParsedPayload parsed = scheme.read(body, accepted);
        return parsed.isEmpty() ? answered(FunctionUrlResponse.stored(0, 0)) : new Admitted(vendor, delivery, parsed);
    }

    private static GateOutcome asked(
            String vendor, String delivery, VendorScheme scheme, byte[] body, Accepted accepted)
            throws UnusableContent {
        return new Asking(vendor, delivery, scheme.readRequest(body));
    }

    private static GateOutcome askedByQuery(
            String vendor, String delivery, VendorScheme scheme, byte[] query, Accepted accepted)
            throws UnusableContent {
        return new Asking(vendor, delivery, scheme.readQuery(query));
    }

    /** A vendor that names no delivery sends the same bytes when it sends it again. */
    private static String named(byte[] body) {
        long[] hash = MurmurHash3.hash128x64(body);
        return HexFormat.of().toHexDigits(hash[0]) + HexFormat.of().toHexDigits(hash[1]);
    }

    private static GateOutcome answered(FunctionUrlResponse response) {
        return new Answered(response, Optional.empty());
    }

    private static String excerpt(byte[] body) {
        return new String(body, 0, Math.min(body.length, LabelProblem.MAX_EXCERPT_CHARS), StandardCharsets.UTF_8);
    }

    private static Secret nobodysKey() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return Secret.ofKey(random);
    }
}
