package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.intake.Intake;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.stack.WatchedHouse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefusalReaderTest {

    private final Table table = WatchedHouse.shared().premises().table();

    @Test
    void a_batch_whose_settings_are_wrong_is_refused_with_the_reason() {
        assertThat(new RefusalReader(table, WatchedHouse.BROKEN, InstantSource.system()).get())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("batch.json"));
    }

    @Test
    void a_batch_that_waits_for_files_is_not_refused() {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        new RejectedStore(table)
                .keep(new Rejection(
                        "batch/waits", now, "m", Intake.WAITING + "gold.jsonl, which batch.json asks for", ""));
        assertThat(new RefusalReader(table, "waits", () -> now).get()).isEmpty();
    }

    @Test
    void a_refusal_of_before_midnight_is_found_after_it() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T23:59:58Z"));
        RefusalReader reader = new RefusalReader(table, "late", now::get);
        new RejectedStore(table).keep(new Rejection("batch/late", now.get(), "m", "the manifest is wrong", ""));
        now.set(Instant.parse("2026-11-25T00:00:01Z"));
        assertThat(reader.get()).contains("the manifest is wrong");
    }
}
