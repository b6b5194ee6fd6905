package dev.labelmill.lambda.secret;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Secrets in AWS Systems Manager, by an address of one of two forms: {@code ssm:/labelmill/vendors} is one parameter, or a
 * secret of AWS Secrets Manager by the parameter that stands for it, {@code ssm:/aws/reference/secretsmanager/<name>}, with all
 * vendors in it; {@code ssm:/labelmill/vendors/} with a slash at its end is one parameter for each vendor below that path.
 *
 * <p>Either is read when a request comes after {@link #KEPT}, whatever vendor the request names, and kept not a moment longer:
 * when it cannot be read again nothing is accepted, since a secret may be withdrawn by then. While reading fails it is tried
 * once in {@link #RETRIED}, so that nobody can drive requests to the service. Safe for use by several threads.
 */
public final class ParameterSecrets implements SecretSource {

    /** After which a rotation is seen at the latest. */
    static final Duration KEPT = Duration.ofMinutes(1);
    /** Between attempts to read what could not be read. */
    public static final Duration RETRIED = Duration.ofSeconds(5);

    private static final String SCHEME = "ssm:";

    private final Supplier<VendorSecrets> parameters;
    private final InstantSource clock;
    private volatile Read last;

    private ParameterSecrets(Supplier<VendorSecrets> parameters, InstantSource clock) {
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Whether an address names parameters. */
    public static boolean isAddress(String address) {
        return address.startsWith(SCHEME);
    }

    /**
     * The source that an address names; it is first read when secrets are first asked for.
     *
     * @throws IllegalArgumentException when it names no parameter
     */
    public static ParameterSecrets at(String address, SsmClient ssm, InstantSource clock) {
        String name = isAddress(address) ? address.substring(SCHEME.length()) : "";
        if (name.isEmpty() || name.equals("/")) {
            throw new IllegalArgumentException(
                    "the secrets' address must be ssm: and a parameter's name, or a path with a slash at its end");
        }
        return new ParameterSecrets(
                name.endsWith("/") ? new ParameterPath(name, ssm) : new OneParameter(name, ssm), clock);
    }

    @Override
    public VendorSecrets current() {
        Instant now = clock.instant();
        Read known = last;
        return (known != null && known.holds(now) ? known : readOnce(now)).secrets();
    }

    /** Of several threads that find the secrets old one reads, and the others take what it read. */
    private synchronized Read readOnce(Instant now) {
        if (last == null || !last.holds(now)) {
            last = read(now);
        }
        return last;
    }

    private Read read(Instant now) {
        try {
            return new Had(parameters.get(), now.plus(KEPT));
        } catch (SecretsUnreadable failed) {
            return new Failed(failed, now.plus(RETRIED));
        }
    }

    /** What the last attempt to read gave, and until when no other is made. */
    private sealed interface Read {
        Instant until();

        VendorSecrets secrets();

        default boolean holds(Instant now) {
            return now.isBefore(until());
        }
    }

    private record Had(VendorSecrets secrets, Instant until) implements Read {}

    private record Failed(SecretsUnreadable failure, Instant until) implements Read {
        @Override
        public VendorSecrets secrets() {
            throw new SecretsUnreadable(failure.getMessage(), failure);
        }
    }
}
