package dev.labelmill.local.cli;

import dev.labelmill.lambda.intake.Intake;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads why intake does not take a batch; empty as long as it may still take it. */
final class RefusalReader implements Supplier<Optional<String>> {

    private final String batch;
    private final RejectedStore rejected;
    private final InstantSource clock;
    private final LocalDate start;

    RefusalReader(Table table, String batch, InstantSource clock) {
        this.batch = batch;
        this.clock = clock;
        rejected = new RejectedStore(table);
        start = day(clock.instant());
    }

    @Override
    public Optional<String> get() {
        // Rows are kept by the day, and it may be past midnight since the upload.
        return Stream.of(start, day(clock.instant()))
                .distinct()
                .flatMap(day -> rejected.of("batch/" + batch, day).stream())
                .map(Rejection::reason)
                .filter(reason -> !reason.startsWith(Intake.WAITING))
                .findFirst();
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
