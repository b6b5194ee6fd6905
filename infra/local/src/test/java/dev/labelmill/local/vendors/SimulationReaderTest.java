package dev.labelmill.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.lambda.json.BatchSettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationReaderTest {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events/batches");

    @TempDir
    private Path folder;

    @Test
    void the_sample_batches_simulate_their_vendors() throws IOException {
        assertThat(read(BATCHES.resolve("digits"), "digits").names())
                .containsExactlyInAnyOrder("crowd", "ghost", "experts");
        assertThat(read(BATCHES.resolve("birds"), "birds").names()).containsExactly("mturk");
    }

    @Test
    void a_seed_given_replaces_the_files_own() throws IOException {
        Path digits = BATCHES.resolve("digits");
        assertThat(Simulation.read(digits, settings(digits, "digits"), OptionalLong.of(99))
                        .seed())
                .isEqualTo(99);
        assertThat(read(digits, "digits").seed()).isEqualTo(7);
    }

    @Test
    void a_vendor_that_batch_json_does_not_name_is_refused() throws IOException {
        refuses(
                "{\"vendors\": [{\"name\": \"croud\", \"kind\": \"silent\"}]}",
                "annotators.json: vendors[0].name \"croud\" is no vendor of batch.json");
    }

    @Test
    void an_unknown_kind_is_refused() throws IOException {
        refuses(
                "{\"vendors\": [{\"name\": \"mturk\", \"kind\": \"lazy\"}]}",
                "annotators.json: vendors[0].kind must be \"simulated\", \"replay\" or \"silent\", not \"lazy\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": \"labelmill\", \"delivery\": \"pull\" | its delivery is pull, and simulated annotators ask for no tasks",
                "\"format\": \"label-studio\" | its format is not labelmill"
            })
    void a_vendor_whose_tasks_no_simulation_reads_is_refused(String way, String why) throws IOException {
        String birds = Files.readString(BATCHES.resolve("birds/batch.json"));
        Files.writeString(folder.resolve("batch.json"), birds.replace("\"format\": \"labelmill\"", way));
        Files.writeString(
                folder.resolve("annotators.json"), "{\"vendors\": [{\"name\": \"mturk\", \"kind\": \"silent\"}]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(folder, "own"))
                .withMessage("annotators.json: vendor mturk cannot be simulated: " + why);
    }

    @Test
    void a_missing_truth_file_is_named() throws IOException {
        refuses("""
                {"vendors": [{"name": "mturk", "kind": "simulated", "delayMillis": [1, 2], "annotators": []}]}
                """, "annotators.json: its vendors need truth.jsonl, which is not in " + folder);
    }

    @Test
    void a_confusion_with_an_unknown_class_is_refused() throws IOException {
        refuses("""
                {"vendors": [{"name": "mturk", "kind": "simulated", "delayMillis": [1, 2], "annotators": [
                  {"name": "w1", "accuracy": 0.9, "secondsMedian": 1, "secondsSigma": 1,
                   "confusions": {"Dragon": {"Duck": 0.1}}}]}]}
                """, "annotators.json: annotator w1: vendors[0].annotators[0].confusions.Dragon is not a known field");
    }

    @Test
    void a_broken_file_is_named() throws IOException {
        refuses("{", "annotators.json: is not valid JSON at line 1, column 2");
    }

    private void refuses(String annotators, String sentence) throws IOException {
        Files.copy(BATCHES.resolve("birds/batch.json"), folder.resolve("batch.json"));
        Files.writeString(folder.resolve("annotators.json"), annotators);
        BatchSettings birds = settings(folder, "birds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulation.read(folder, birds, OptionalLong.empty()))
                .withMessage(sentence);
    }

    private static Simulation read(Path folder, String batch) throws IOException {
        return Simulation.read(folder, settings(folder, batch), OptionalLong.empty());
    }

    private static BatchSettings settings(Path folder, String batch) throws IOException {
        return BatchSettingsReader.read(batch, Files.readAllBytes(folder.resolve("batch.json")));
    }
}
