package dev.labelmill.lambda.secret;

import dev.labelmill.core.signature.BodyHmac;
import dev.labelmill.core.signature.Hash;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SharedSecretHeader;
import dev.labelmill.core.signature.SignatureScheme;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.signature.TimedHmac;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FetchForm;
import dev.labelmill.lambda.vendor.TaskRequest;
import dev.labelmill.lambda.vendor.argilla.ArgillaPayload;
import dev.labelmill.lambda.vendor.cvat.CvatJob;
import dev.labelmill.lambda.vendor.cvat.CvatPayload;
import dev.labelmill.lambda.vendor.labelbox.LabelboxLabel;
import dev.labelmill.lambda.vendor.labelbox.LabelboxPayload;
import dev.labelmill.lambda.vendor.labelmill.LabelmillPayload;
import dev.labelmill.lambda.vendor.labelmill.LabelmillRequest;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioPayload;
import dev.labelmill.lambda.vendor.scale.ScalePayload;
import dev.labelmill.lambda.vendor.toloka.TolokaAssignment;
import dev.labelmill.lambda.vendor.toloka.TolokaPayload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** How a vendor proves itself and how it writes its payloads, by the name that the secrets file uses. */
public enum VendorScheme {
    /** Standard Webhooks signatures over the project's own payload. */
    STANDARD_WEBHOOKS("standard-webhooks", new StandardWebhooks(), Secret::ofWebhookKey, new LabelmillPayload()),
    /** A static secret header over Label Studio's payload. */
    LABEL_STUDIO(
            "label-studio",
            new SharedSecretHeader(),
            Secret::ofText,
            new LabelStudioPayload(),
            StrictJson::readVendors),
    /** An HMAC over the raw body of CVAT's webhooks, which only tell which jobs are to be fetched. */
    CVAT(
            "cvat",
            new BodyHmac("x-signature-256", Hash.SHA256),
            Secret::ofText,
            new CvatPayload(),
            StrictJson::readVendors,
            new CvatJob()),
    /** A static header over Scale's callbacks. */
    SCALE(
            "scale",
            new SharedSecretHeader("scale-callback-auth"),
            Secret::ofText,
            new ScalePayload(),
            StrictJson::readVendors),
    /** Standard Webhooks signatures over Argilla's events. */
    ARGILLA("argilla", new StandardWebhooks(), Secret::ofWebhookKey, new ArgillaPayload(), StrictJson::readVendors),
    /** An HMAC over time and body of Toloka's notifications, whose assignments are then fetched. */
    TOLOKA(
            "toloka",
            new TimedHmac("toloka-signature"),
            Secret::ofText,
            new TolokaPayload(),
            StrictJson::readVendors,
            new TolokaAssignment()),
    /** An HMAC over the body of Labelbox's webhooks, whose labels are then fetched. */
    LABELBOX(
            "labelbox",
            new BodyHmac("x-hub-signature", Hash.SHA1, "x-labelbox-id"),
            Secret::ofText,
            new LabelboxPayload(),
            StrictJson::readVendors,
            new LabelboxLabel());

    private final String id;
    private final SignatureScheme signature;
    private final Function<String, Secret> secretReader;
    private final PayloadParser parser;
    private final BodyReader bodyReader;
    private final Optional<FetchForm> fetchForm;

    VendorScheme(String id, SignatureScheme signature, Function<String, Secret> secretReader, PayloadParser parser) {
        this(id, signature, secretReader, parser, StrictJson::read);
    }

    VendorScheme(
            String id,
            SignatureScheme signature,
            Function<String, Secret> secretReader,
            PayloadParser parser,
            BodyReader bodyReader) {
        this(id, signature, secretReader, parser, bodyReader, null);
    }

    VendorScheme(
            String id,
            SignatureScheme signature,
            Function<String, Secret> secretReader,
            PayloadParser parser,
            BodyReader bodyReader,
            FetchForm fetchForm) {
        this.id = id;
        this.signature = signature;
        this.secretReader = secretReader;
        this.parser = parser;
        this.bodyReader = bodyReader;
        this.fetchForm = Optional.ofNullable(fetchForm);
    }

    private interface BodyReader {
        Field read(byte[] body) throws UnusableContent;
    }

    /** The scheme of that name in the secrets file. */
    public static Optional<VendorScheme> of(String id) {
        return Arrays.stream(values()).filter(scheme -> scheme.id.equals(id)).findFirst();
    }

    /** How requests are proven. */
    public SignatureScheme signature() {
        return signature;
    }

    /**
     * Reads a payload that is proven.
     *
     * @param accepted what the signature vouches for
     * @throws UnusableContent when nothing of it can be used
     */
    public ParsedPayload read(byte[] body, Accepted accepted) throws UnusableContent {
        return parser.parse(bodyReader.read(body), accepted);
    }

    /**
     * Reads a request for tasks that is proven.
     *
     * @throws UnusableContent when it is none, or vendors of this scheme cannot ask for tasks
     */
    public TaskRequest readRequest(byte[] body) throws UnusableContent {
        requireTasks();
        return LabelmillRequest.read(bodyReader.read(body));
    }

    /**
     * Reads a request for tasks in a query string that is proven.
     *
     * @throws UnusableContent when it is none, or vendors of this scheme cannot ask for tasks
     */
    public TaskRequest readQuery(byte[] query) throws UnusableContent {
        requireTasks();
        return LabelmillRequest.read(new String(query, StandardCharsets.UTF_8));
    }

    private void requireTasks() throws UnusableContent {
        if (this != STANDARD_WEBHOOKS) {
            throw new UnusableContent(422, "tasks are asked for with the scheme " + STANDARD_WEBHOOKS.id + " alone");
        }
    }

    /** How labels are fetched that payloads only tell of, where there are such. */
    public Optional<FetchForm> fetchForm() {
        return fetchForm;
    }

    /**
     * Reads a secret as the scheme writes it.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it
     */
    public Secret secret(String text) {
        return secretReader.apply(text);
    }
}
