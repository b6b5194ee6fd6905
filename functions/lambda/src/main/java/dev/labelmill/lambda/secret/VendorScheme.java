package dev.labelmill.lambda.secret;

import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SharedSecretHeader;
import dev.labelmill.core.signature.SignatureScheme;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.vendor.labelmill.LabelmillPayload;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioPayload;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** How a vendor proves itself and how it writes its payloads, by the name that the secrets file uses. */
public enum VendorScheme {
    /** Standard Webhooks signatures over the project's own payload. */
    STANDARD_WEBHOOKS("standard-webhooks", new StandardWebhooks(), Secret::ofWebhookKey, new LabelmillPayload()),
    /** A static secret header over Label Studio's payload. */
    LABEL_STUDIO("label-studio", new SharedSecretHeader(), Secret::ofText, new LabelStudioPayload());

    private final String id;
    private final SignatureScheme signature;
    private final Function<String, Secret> secretReader;
    private final PayloadParser parser;

    VendorScheme(String id, SignatureScheme signature, Function<String, Secret> secretReader, PayloadParser parser) {
        this.id = id;
        this.signature = signature;
        this.secretReader = secretReader;
        this.parser = parser;
    }

    /** The scheme of that name in the secrets file. */
    public static Optional<VendorScheme> of(String id) {
        return Arrays.stream(values()).filter(scheme -> scheme.id.equals(id)).findFirst();
    }

    /** How requests are proven. */
    public SignatureScheme signature() {
        return signature;
    }

    /** How payloads are read. */
    public PayloadParser parser() {
        return parser;
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
