package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelmillTest {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events/batches");

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void copyBirds() throws IOException {
        folder = Files.createDirectory(parent.resolve("my birds")).resolve("birds");
        Files.createDirectory(folder);
        copy(BATCHES.resolve("birds"), folder);
        folder = folder.toRealPath();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void help_names_the_commands_and_the_exit_codes() {
        Terminal terminal = labelmill("--help");
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("run", "serve", "Exit codes:", "the batch failed");
        assertThat(labelmill().out()).isEqualTo(terminal.out());
    }

    @Test
    void help_of_a_command_is_asked_for_in_two_ways() {
        Terminal terminal = labelmill("help", "run");
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out())
                .startsWith("Usage: labelmill run")
                .isEqualTo(labelmill("run", "--help").out());
        assertThat(labelmill("help").out()).isEqualTo(labelmill("--help").out());
        refuses(labelmill("nonsense").err().strip().replaceFirst("labelmill: ", ""), "help", "nonsense");
    }

    @Test
    void version_names_the_java_it_runs_on() {
        assertThat(labelmill("--version").out()).startsWith("labelmill ").contains("Java " + Runtime.version());
    }

    @Test
    void an_unknown_option_is_one_sentence() {
        refuses("Unknown option: '--fast' (see labelmill run --help)", "run", folder.toString(), "--fast");
    }

    @Test
    void an_unknown_option_is_told_alone_and_with_the_one_that_was_meant() {
        String told = "Unknown option: '--sumary'; did you mean --summary? (see labelmill run --help)";
        refuses(told, "run", "--sumary", "out.json", folder.toString());
        refuses(told, "run", folder.toString(), "--sumary", "out.json");
        refuses(told, "run", "--sumary=out.json", folder.toString());
        refuses("Unknown option: '--fast' (see labelmill run --help)", "run", "--fast", "7", folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "run, --seed, abc, a whole number",
        "run, --seed, 99999999999999999999, a number of fewer digits",
        "serve, --port, http, a whole number",
        "estimate, --price, cheap, a number",
        "replay, --confidence, high, a number",
        "statement, --endpoint, a b, an address such as http://127.0.0.1:8000"
    })
    void what_an_option_takes_is_told_in_plain_words(String command, String option, String value, String form) {
        refuses(
                option + " must be " + form + ", not " + value + " (see labelmill " + command + " --help)",
                command,
                option,
                value);
    }

    @Test
    void an_unknown_command_is_told_with_those_that_there_are() {
        refuses(
                "there is no command nonsense; commands are run, serve, score, replay, estimate, reconcile, statement,"
                        + " help.",
                "nonsense");
        refuses("Unknown option: '--nonsense' (see labelmill --help)", "--nonsense");
    }

    @Test
    void a_misspelt_field_of_an_annotator_is_named_and_not_the_one_that_it_was_meant_to_be() throws IOException {
        Path requests = Files.createDirectory(parent.resolve("requests")).toRealPath();
        copy(BATCHES.resolve("requests"), requests);
        Path annotators = requests.resolve("annotators.json");
        Files.writeString(annotators, Files.readString(annotators).replaceFirst("accuracy", "acuracy"));
        refuses(
                "annotators.json: annotator crowd-01: vendors[0].annotators[0].acuracy is not a known field: you may"
                        + " have meant \"accuracy\".",
                "run",
                requests.toString());
    }

    @Test
    void a_missing_folder_is_one_sentence() {
        refuses("There is no folder nowhere/at/all.", "run", "nowhere/at/all");
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
        Path requests = Files.createDirectory(parent.resolve("requests")).toRealPath();
        copy(BATCHES.resolve("requests"), requests);
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

    @Test
    void a_native_executable_that_is_none_is_refused() {
        refuses(
                folder.resolve("batch.json") + " is not an executable file.",
                "run",
                folder.toString(),
                "--native",
                folder.resolve("batch.json").toString());
    }

    @Test
    void a_summary_that_cannot_be_written_is_refused_before_the_run() {
        Path summary = folder.resolve("no/such/folder/out.json");
        refuses(summary + " cannot be written.", "run", folder.toString(), "--summary", summary.toString());
    }

    @Test
    void a_folder_of_results_that_is_none_or_the_batchs_own_is_refused() {
        Path file = folder.resolve("batch.json");
        refuses(file + " is not a folder.", "run", folder.toString(), "--out", file.toString());
        refuses(
                folder + " is the batch's own folder; name another for its results.",
                "run",
                folder.toString(),
                "--out",
                folder.toString());
    }

    @Test
    void a_folder_of_results_that_cannot_be_made_is_refused_before_the_run() {
        Path file = folder.resolve("batch.json");
        refuses(
                file.resolve("deep/out") + " cannot be written: " + file + " is not a folder.",
                "run",
                folder.toString(),
                "--out",
                file.resolve("deep/out").toString());
        Path system = Path.of("/proc/labelmill");
        assumeThat(Path.of("/proc")).exists();
        refuses(
                system + " cannot be written: no file can be made in /proc.",
                "run",
                folder.toString(),
                "--out",
                system.toString());
    }

    @Test
    void a_port_that_is_none_is_refused() {
        refuses("--port must be 0 to 65535, not 70000.", "serve", "--port", "70000");
        refuses("--page-port must be 0 to 65535, not -1.", "serve", "--page-port", "-1");
        refuses("--page-port must be 0 to 65535, not 70000.", "run", folder.toString(), "--page-port", "70000");
    }

    @Test
    void a_port_that_is_taken_is_refused_before_anything_is_started() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            refuses("--port " + port + " is taken by another program.", "serve", "--port", port);
        }
    }

    private void copyBatchJson() throws IOException {
        Files.copy(
                BATCHES.resolve("birds/batch.json"), folder.resolve("batch.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void prelabel(String rules) throws IOException {
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(
                folder.resolve("batch.json"),
                settings.replace("\"overlap\"", "\"prelabel\": {\"labeler\": \"rules\", " + rules + "}, \"overlap\""));
    }

    private static void refuses(String sentence, String... arguments) {
        Terminal terminal = labelmill(arguments);
        assertThat(terminal.err()).isEqualTo("labelmill: " + sentence + System.lineSeparator());
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
    }
}
