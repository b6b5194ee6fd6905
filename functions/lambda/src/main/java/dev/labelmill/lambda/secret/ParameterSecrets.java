package dev.labelmill.lambda.secret;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Secrets in a parameter of AWS Systems Manager, or in a secret of AWS Secrets Manager by the parameter that stands for it,
 * {@code /aws/reference/secretsmanager/<name>}. They are kept for {@link #KEPT} and not a moment longer: when they cannot be
 * read again, nothing is accepted, since they may be withdrawn by then. Safe for use by several threads.
 */
public final class ParameterSecrets implements SecretSource {

    /** After which a rotation is seen at the latest. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private static final String SCHEME = "ssm:";

    private final String parameter;
    private final SsmClient ssm;
    private final InstantSource clock;
    private volatile Loaded loaded;

    private ParameterSecrets(String parameter, SsmClient ssm, InstantSource clock) {
        this.parameter = parameter;
        this.ssm = ssm;
        this.clock = clock;
    }

    /** Whether an address names a parameter. */
    public static boolean isAddress(String address) {
        return address.startsWith(SCHEME);
    }

    /**
     * The source that an address names; it is first read when secrets are first asked for.
     *
     * @param address such as {@code ssm:/labelmill/vendors}
     * @throws IllegalArgumentException when it names no parameter
     */
    public static ParameterSecrets at(String address, SsmClient ssm, InstantSource clock) {
        if (!isAddress(address) || address.length() == SCHEME.length()) {
            throw new IllegalArgumentException("the secrets' address must be ssm: and a parameter's name");
        }
        return new ParameterSecrets(address.substring(SCHEME.length()), ssm, clock);
    }

    @Override
    public VendorSecrets current() {
        Instant now = clock.instant();
        Loaded last = loaded;
        if (last != null && now.isBefore(last.at.plus(KEPT))) {
            return last.secrets;
        }
        VendorSecrets secrets = VendorSecrets.parse(read().getBytes(StandardCharsets.UTF_8));
        loaded = new Loaded(secrets, now);
        return secrets;
    }

    private String read() {
        try {
            return ssm.getParameter(get -> get.name(parameter).withDecryption(true))
                    .parameter()
                    .value();
        } catch (SdkException failed) {
            throw new SecretsUnreadable("the parameter with the secrets cannot be read", failed);
        }
    }

    private record Loaded(VendorSecrets secrets, Instant at) {}
}
