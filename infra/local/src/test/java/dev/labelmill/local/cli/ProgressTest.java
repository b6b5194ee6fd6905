package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.json.BatchSettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Path DIGITS = Path.of(System.getProperty("labelmill.root"), "events/batches/digits");

    @Test
    void what_is_answered_never_becomes_less_when_known_items_that_were_held_back_are_given_out() throws IOException {
        Counters held = new Counters()
                .add(Names.TASKS + "human", 10)
                .add(Names.STATE + "human.resolved", 2)
                .add(Names.TASKS + "gold", 100)
                .add(Names.STATE + "gold.resolved", 40)
                .add(Names.GOLD_HELD, 40);
        Counters givenOut = new Counters()
                .addAll(held)
                .add(Names.STATE + "gold.resolved", -30)
                .add(Names.STATE + "gold.claimed", 30)
                .add(Names.GOLD_HELD, -30);

        assertThat(progress(held).resolved()).isEqualTo(2);
        assertThat(progress(held).tasks()).isEqualTo(70);
        assertThat(progress(givenOut).resolved()).isEqualTo(2);
        assertThat(progress(givenOut).tasks()).isEqualTo(100);
    }

    private static Progress progress(Counters totals) throws IOException {
        byte[] json = Files.readAllBytes(DIGITS.resolve("batch.json"));
        Batch batch = Batch.received(BatchSettingsReader.read("digits", json), "{}", "e", Instant.EPOCH);
        return Progress.of(batch, List.of(), totals);
    }
}
