package dev.labelmill.lambda.store;

import dev.labelmill.core.delivery.Circuit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of users' endpoints, each at the address that it is known of: which of them have said that they want no more, and
 * which do not answer. One that has answered everything has no row.
 */
public final class EndpointStore {

    private static final String GONE = "gone";
    private static final String ADDRESS = "address";

    private final Table table;

    public EndpointStore(Table table) {
        this.table = table;
    }

    /** Whether an endpoint may be called. */
    public sealed interface Door {

        /** It may. */
        record Open() implements Door {}

        /** Not before then: it has not answered for a while, and no more than one call at a time shows whether it does again. */
        record Closed(Instant until) implements Door {}

        /** It wants no more. */
        record Gone() implements Door {}
    }

    /** What a row says of an endpoint at one address. */
    private record Known(boolean gone, Circuit circuit) {

        static final Known NOTHING = new Known(false, Circuit.CLOSED);
    }

    /** Whether it has said that it wants no more, at this address, and not taken anything since. */
    public boolean isGone(String endpoint, String address) {
        return known(row(endpoint), address).gone();
    }

    /**
     * Whether it may be called now. Of all who ask about one that has not answered for a while, a single one is told so at a
     * time.
     *
     * @param patience how long a call may take
     */
    public Door enter(String endpoint, String address, Instant now, Duration patience) {
        while (true) {
            Optional<Row> row = row(endpoint);
            Known known = known(row, address);
            if (known.gone()) {
                return new Door.Gone();
            }
            if (!known.circuit().admits(now)) {
                return new Door.Closed(known.circuit().until());
            }
            Circuit calling = known.circuit().calling(now, patience);
            if (calling.equals(known.circuit()) || write(endpoint, row, address, new Known(false, calling), now)) {
                return new Door.Open();
            }
        }
    }

    /** Notes that it wants no more. */
    public void leave(String endpoint, String address, Instant at) {
        update(endpoint, address, at, known -> new Known(true, Circuit.CLOSED));
    }

    /** Notes that it has taken something; nothing is written unless something was known against it. */
    public void comeBack(String endpoint, String address, Instant at) {
        update(endpoint, address, at, known -> Known.NOTHING);
    }

    /** Notes that it answers, whatever it says; nothing is written unless it did not. */
    public void answered(String endpoint, String address, Instant at) {
        update(
                endpoint,
                address,
                at,
                known -> new Known(known.gone(), known.circuit().succeeded()));
    }

    /** Notes that it did not answer. */
    public void unanswered(String endpoint, String address, Instant at) {
        update(
                endpoint,
                address,
                at,
                known -> new Known(known.gone(), known.circuit().failed(at)));
    }

    private void update(String endpoint, String address, Instant at, UnaryOperator<Known> change) {
        while (true) {
            Optional<Row> row = row(endpoint);
            Known before = known(row, address);
            Known after = change.apply(before);
            if (after.equals(before) || write(endpoint, row, address, after, at)) {
                return;
            }
        }
    }

    private Optional<Row> row(String endpoint) {
        return table.get(Keys.endpoint(endpoint), Keys.META);
    }

    /** What is known of another address says nothing of this one. */
    private static Known known(Optional<Row> row, String address) {
        return row.filter(there -> there.string(ADDRESS).equals(hash(address)))
                .map(there -> there.as(EndpointStore::read))
                .orElse(Known.NOTHING);
    }

    private static Known read(Row row) {
        Circuit circuit = row.has("state")
                ? new Circuit(
                        Circuit.State.valueOf(row.string("state")),
                        (int) row.number("failures"),
                        (int) row.number("openings"),
                        Instant.parse(row.string("until")))
                : Circuit.CLOSED;
        return new Known(row.number(GONE) == 1, circuit);
    }

    private boolean write(String endpoint, Optional<Row> before, String address, Known known, Instant at) {
        long version = before.map(row -> row.number(Keys.VERSION)).orElse(0L);
        Row after = Row.at(Keys.endpoint(endpoint), Keys.META)
                .set(ADDRESS, hash(address))
                .set(GONE, known.gone() ? 1 : 0)
                .set("at", at.toString())
                .set(Keys.VERSION, version + 1);
        Circuit circuit = known.circuit();
        if (!circuit.equals(Circuit.CLOSED)) {
            after.set("state", circuit.state().name())
                    .set("failures", circuit.failures())
                    .set("openings", circuit.openings())
                    .set("until", circuit.until().toString());
        }
        return before.isEmpty() ? table.insert(after) : table.replace(after, version);
    }

    /** An address may hold what only its owner is to know. */
    private static String hash(String address) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
