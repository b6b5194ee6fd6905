package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.json.BatchSettingsReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatchFolderTest {

    private static final Path DIGITS = Path.of(System.getProperty("labelmill.root"), "events/batches/digits");

    @Test
    void what_only_a_simulation_knows_is_never_uploaded() {
        BatchFolder digits = BatchFolder.open(DIGITS, OptionalLong.empty(), Optional.empty());
        assertThat(digits.uploads())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("model.json", "gold.jsonl", "manifest.jsonl");
    }

    @Test
    void a_seed_given_is_uploaded_in_batch_json() {
        BatchFolder digits = BatchFolder.open(DIGITS, OptionalLong.of(99), Optional.empty());
        assertThat(digits.settings().seed()).isEqualTo(99);
        assertThat(BatchSettingsReader.read("digits", digits.settingsText()).seed())
                .isEqualTo(99);
    }

    @Test
    void a_batch_takes_its_folders_name() {
        assertThat(BatchFolder.open(DIGITS, OptionalLong.empty(), Optional.empty())
                        .settings()
                        .batch())
                .isEqualTo("digits");
    }
}
