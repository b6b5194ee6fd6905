package dev.labelmill.lambda.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Which of users' endpoints have said that they want no more, each at the address that said so. */
public final class EndpointStore {

    private static final String GONE = "gone";
    private static final String ADDRESS = "address";

    private final Table table;

    public EndpointStore(Table table) {
        this.table = table;
    }

    /** Whether it has said so, at this address, and not taken anything since. */
    public boolean isGone(String endpoint, String address) {
        return row(endpoint).filter(row -> isGone(row, address)).isPresent();
    }

    /** Notes that it wants no more. */
    public void leave(String endpoint, String address, Instant at) {
        write(endpoint, row(endpoint), address, 1, at);
    }

    /** Notes that it has taken something; nothing is written unless it was gone. */
    public void comeBack(String endpoint, String address, Instant at) {
        Optional<Row> before = row(endpoint);
        if (before.filter(row -> isGone(row, address)).isPresent()) {
            write(endpoint, before, address, 0, at);
        }
    }

    private Optional<Row> row(String endpoint) {
        return table.get(Keys.endpoint(endpoint), Keys.META);
    }

    private static boolean isGone(Row row, String address) {
        return row.number(GONE) == 1 && row.string(ADDRESS).equals(hash(address));
    }

    /** Whoever comes second has heard the endpoint no later, so that its word may go. */
    private void write(String endpoint, Optional<Row> before, String address, long gone, Instant at) {
        long version = before.map(row -> row.number(Keys.VERSION)).orElse(0L);
        Row after = Row.at(Keys.endpoint(endpoint), Keys.META)
                .set(ADDRESS, hash(address))
                .set(GONE, gone)
                .set("at", at.toString())
                .set(Keys.VERSION, version + 1);
        if (before.isEmpty()) {
            table.insert(after);
        } else {
            table.replace(after, version);
        }
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
