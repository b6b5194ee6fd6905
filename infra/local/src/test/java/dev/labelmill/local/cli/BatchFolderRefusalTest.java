package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.refuses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a batch's folder is refused before a run, by its file and place. */
class BatchFolderRefusalTest {

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void copyBirds() throws IOException {
        folder = SampleBatches.copied("birds", parent);
    }

    @Test
    void a_misspelt_field_of_an_annotator_is_named_and_not_the_one_that_it_was_meant_to_be() throws IOException {
        Path requests = SampleBatches.copied("requests", parent);
        Path annotators = requests.resolve("annotators.json");
        Files.writeString(annotators, Files.readString(annotators).replaceFirst("accuracy", "acuracy"));
        refuses(
                "annotators.json: annotator crowd-01: vendors[0].annotators[0].acuracy is not a known field: you may"
                        + " have meant \"accuracy\".",
                "run",
                requests.toString());
    }

    @Test
    void a_folder_without_batch_json_is_one_sentence() throws IOException {
        Files.delete(folder.resolve("batch.json"));
        refuses(folder + " has no batch.json.", "run", folder.toString());
    }

    @Test
    void a_folder_without_manifest_is_one_sentence() throws IOException {
        Files.delete(folder.resolve("manifest.jsonl"));
        refuses(folder + " has no manifest.jsonl.", "run", folder.toString());
    }

    @Test
    void a_broken_batch_json_is_one_sentence_with_its_place() throws IOException {
        Files.writeString(folder.resolve("batch.json"), "{\"project\": \"birds\",\n oops}");
        refuses("batch.json is not valid JSON at line 2, column 2.", "run", folder.toString());
        refuses("batch.json is not valid JSON at line 2, column 2.", "run", folder.toString(), "--seed", "7");
    }

    @Test
    void a_wrong_setting_is_named() throws IOException {
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(folder.resolve("batch.json"), settings.replace("\"max\": 5", "\"max\": 4"));
        refuses("batch.json: overlap must have 1 <= min <= max <= 25, not 5 and 4.", "run", folder.toString());
    }

    @Test
    void a_missing_model_is_named() throws IOException {
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(
                folder.resolve("batch.json"),
                settings.replace(
                        "\"overlap\"",
                        "\"prelabel\": {\"labeler\": \"linear\", \"model\": \"model.json\"}, \"overlap\""));
        refuses(folder + " has no model.json, which batch.json asks for.", "run", folder.toString());
    }

    @Test
    void a_missing_recording_is_named() throws IOException {
        Files.delete(folder.resolve("replay.jsonl"));
        refuses(
                "annotators.json: its vendors need replay.jsonl, which is not in " + folder + ".",
                "run",
                folder.toString());
    }

    @Test
    void a_broken_truth_file_is_named_with_its_line() throws IOException {
        Files.writeString(folder.resolve("truth.jsonl"), "{\"id\":\"a\",\"label\":\"Duck\"}\n{\"id\":\"b\"}\n");
        refuses("truth.jsonl, line 2: label is missing.", "run", folder.toString());
    }

    @Test
    void an_item_without_a_true_label_is_named_before_simulated_annotators_are_asked_for_it() throws IOException {
        Path requests = SampleBatches.copied("requests", parent);
        List<String> truth = Files.readAllLines(requests.resolve("truth.jsonl"));
        List<String> manifest = new ArrayList<>(Files.readAllLines(requests.resolve("manifest.jsonl")));
        manifest.add(1, "{\"id\": \"no item, and so no task\"");
        Files.write(requests.resolve("manifest.jsonl"), manifest);
        Files.write(requests.resolve("truth.jsonl"), truth.subList(0, truth.size() - 1));

        refuses(
                "truth.jsonl has no label for item \"request-119\" (manifest.jsonl, line 121), which simulated"
                        + " annotators need.",
                "run",
                requests.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-choice", "several-choices"})
    void a_truth_of_a_class_that_batch_json_does_not_have_is_named_with_its_line(String kind) throws IOException {
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(folder.resolve("batch.json"), settings.replace("single-choice", kind));
        Files.writeString(
                folder.resolve("truth.jsonl"),
                "{\"id\":\"a\",\"label\":\"Duck\"}\n{\"id\":\"b\",\"label\":\"bill\"}\n");
        refuses("truth.jsonl, line 2: label \"bill\" is not among labelType.classes.", "run", folder.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"class\": \"Dodo\", \"keyword\": \"big\"}|"
                        + "rule 2 names the class \"Dodo\", which is not in labelType.classes",
                "{\"class\": \"Duck\", \"pattern\": \"a(b\"}|rule 2: the pattern is malformed: Unclosed group"
            })
    void a_wrong_rule_is_named_with_its_number_and_its_file(String rule, String problem) throws IOException {
        String rules = "[{\"class\": \"Duck\", \"keyword\": \"quack\"}, " + rule + "]";
        prelabel("\"rules\": " + rules);
        refuses("batch.json: " + problem + ".", "run", folder.toString());

        Files.writeString(folder.resolve("mine.json"), rules);
        copyBatchJson();
        prelabel("\"rulesFile\": \"mine.json\"");
        refuses("mine.json: " + problem + ".", "run", folder.toString());
    }

    @Test
    void a_known_answer_of_a_class_that_batch_json_does_not_have_is_named_with_its_line() throws IOException {
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(
                folder.resolve("batch.json"),
                settings.replace("\"overlap\"", "\"gold\": {\"overlap\": 5, \"rate\": 0.2}, \"overlap\""));
        Files.writeString(
                folder.resolve("gold.jsonl"), "{\"id\":\"a\",\"label\":\"Duck\"}\n{\"id\":\"b\",\"label\":\"Dodo\"}\n");
        refuses("gold.jsonl line 2: label \"Dodo\" is not among labelType.classes.", "run", folder.toString());
    }

    @Test
    void a_folder_name_that_cannot_be_a_batch_is_refused() {
        refuses(
                "The folder's name becomes the batch's, so it must be 1 to 64 letters, digits, dots, dashes or"
                        + " underscores, not \"my birds\".",
                "run",
                folder.getParent().toString());
    }

    private void copyBatchJson() throws IOException {
        Files.copy(
                SampleBatches.ROOT.resolve("birds/batch.json"),
                folder.resolve("batch.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void prelabel(String rules) throws IOException {
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(
                folder.resolve("batch.json"),
                settings.replace("\"overlap\"", "\"prelabel\": {\"labeler\": \"rules\", " + rules + "}, \"overlap\""));
    }
}
