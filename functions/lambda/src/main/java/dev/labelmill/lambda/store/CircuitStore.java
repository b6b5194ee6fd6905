package dev.labelmill.lambda.store;

import dev.labelmill.core.delivery.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The circuits of vendors' APIs, one for all batches; a vendor that never failed has no row. */
public final class CircuitStore {

    private static final String SK = "CIRCUIT";

    private final Table table;

    public CircuitStore(Table table) {
        this.table = table;
    }

    /** A vendor's circuit. */
    public Circuit get(String vendor) {
        return row(vendor).map(CircuitStore::read).orElse(Circuit.CLOSED);
    }

    /**
     * Whether a call may be made now. Of all who ask an open circuit only one is told so, and makes the probe.
     *
     * @param patience how long a probe may take
     */
    public boolean enter(String vendor, Instant now, Duration patience) {
        Optional<Row> row = row(vendor);
        Circuit circuit = row.map(CircuitStore::read).orElse(Circuit.CLOSED);
        if (!circuit.admits(now)) {
            return false;
        }
        Circuit calling = circuit.calling(now, patience);
        return calling.equals(circuit) || write(vendor, row, calling);
    }

    /**
     * Changes a circuit, reading it again as long as somebody else changes it meanwhile.
     *
     * @return whether anything was written; not if the change changes nothing
     */
    public boolean update(String vendor, UnaryOperator<Circuit> change) {
        while (true) {
            Optional<Row> row = row(vendor);
            Circuit before = row.map(CircuitStore::read).orElse(Circuit.CLOSED);
            Circuit after = change.apply(before);
            if (after.equals(before)) {
                return false;
            }
            if (write(vendor, row, after)) {
                return true;
            }
        }
    }

    private Optional<Row> row(String vendor) {
        return table.get(Keys.vendor(vendor), SK);
    }

    private boolean write(String vendor, Optional<Row> before, Circuit circuit) {
        long version = before.map(row -> row.number(Keys.VERSION)).orElse(0L);
        Row row = Row.at(Keys.vendor(vendor), SK)
                .set("state", circuit.state().name())
                .set("failures", circuit.failures())
                .set("openings", circuit.openings())
                .set("until", circuit.until().toString())
                .set(Keys.VERSION, version + 1);
        return before.isPresent() ? table.replace(row, version) : table.insert(row);
    }

    private static Circuit read(Row row) {
        return row.as(r -> new Circuit(
                Circuit.State.valueOf(r.string("state")),
                (int) r.number("failures"),
                (int) r.number("openings"),
                Instant.parse(r.string("until"))));
    }
}
