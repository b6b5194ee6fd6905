package dev.labelmill.lambda.notify;

import dev.labelmill.lambda.secret.SecretsUnreadable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Endpoints in a store that is read once a minute at most. Safe for use by several threads. */
public final class StoredEndpoints implements EndpointSource {

    private static final String PARAMETER = "ssm:";
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Supplier<byte[]> store;
    private final InstantSource clock;
    private volatile Loaded loaded;

    /** @param store gives the text of the endpoints, as {@link Endpoints} reads it */
    public StoredEndpoints(Supplier<byte[]> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The source that an address names.
     *
     * @param address {@code ssm:} and a parameter's name, or an absolute {@code file:} address
     * @throws IllegalArgumentException when it is neither
     */
    public static StoredEndpoints at(String address, SsmClient ssm, InstantSource clock) {
        if (address.startsWith(PARAMETER)) {
            String name = address.substring(PARAMETER.length());
            return new StoredEndpoints(() -> parameter(name, ssm), clock);
        }
        URI uri = URI.create(address);
        if (!"file".equals(uri.getScheme()) || uri.isOpaque()) {
            throw new IllegalArgumentException(
                    "the endpoints' address must be ssm: and a parameter's name, or an absolute file: address");
        }
        return new StoredEndpoints(() -> file(Path.of(uri)), clock);
    }

    private static byte[] parameter(String name, SsmClient ssm) {
        try {
            return ssm.getParameter(get -> get.name(name).withDecryption(true))
                    .parameter()
                    .value()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (SdkException failed) {
            throw new SecretsUnreadable("the parameter with the endpoints cannot be read", failed);
        }
    }

    private static byte[] file(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new SecretsUnreadable("the file with the endpoints cannot be read", failed);
        }
    }

    private record Loaded(List<Endpoint> endpoints, Instant at) {}

    @Override
    public List<Endpoint> current() {
        Instant now = clock.instant();
        Loaded last = loaded;
        if (last == null || !now.isBefore(last.at().plus(KEPT))) {
            last = new Loaded(Endpoints.parse(store.get()), now);
            loaded = last;
        }
        return last.endpoints();
    }
}
