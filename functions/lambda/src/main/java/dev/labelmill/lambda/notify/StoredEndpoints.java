package dev.labelmill.lambda.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Endpoints in a store that is read once a minute at most. Safe for use by several threads. */
public final class StoredEndpoints implements EndpointSource {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Supplier<byte[]> store;
    private final InstantSource clock;
    private volatile Loaded loaded;

    /** @param store gives the text of the endpoints, as {@link Endpoints} reads it */
    public StoredEndpoints(Supplier<byte[]> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
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
