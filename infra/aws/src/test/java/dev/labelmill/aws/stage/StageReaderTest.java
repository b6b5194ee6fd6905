package dev.labelmill.aws.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageReaderTest {

    private static final Path STAGES = Path.of(System.getProperty("labelmill.root", "../.."), "infra/aws/stages");

    @Test
    void the_files_are_read() throws IOException {
        Stage dev = StageReader.read(STAGES.resolve("dev.json"));
        Stage prod = StageReader.read(STAGES.resolve("prod.json"));

        assertThat(dev.named("intake")).isEqualTo("labelmill-dev-intake");
        assertThat(dev.door()).isEqualTo(new Door.FunctionUrl());
        assertThat(dev.function(FunctionName.TALLY))
                .isEqualTo(new FunctionSettings(512, 60, Optional.empty(), Runtime.NATIVE));
        assertThat(prod.door()).isInstanceOf(Door.HttpApi.class);
        assertThat(prod.customerKey()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "logDays": 14         | "logDays": 15          | dev.json.logDays must be one of [1, 3, 5
            "workDays": 90        | "workDay": 90          | dev.json.workDays is missing
            "tracing": true       | "tracing": "yes"       | dev.json.tracing must be true or false, not "yes"
            "name": "labelmill-dev" | "name": "Labelmill"  | dev.json.name must be a text of the form
            "arm64"               | "arm"                  | dev.json.architecture must be one of arm64, x86-64, not "arm"
            "memory": 256         | "memory": 64           | dev.json.functions.publish.memory must be a whole number from 128 to 10240, not 64
            "concurrency": 10     | "concurrency": 1       | dev.json.functions.prelabel.concurrency must be a whole number from 2
            "concurrency": 10     | "runtime": "java"      | dev.json.functions.prelabel.runtime must be one of native, snap-start, snap-start-onnx, not "java"
            "concurrency": 10     | "cores": 10            | dev.json.functions.prelabel.cores is no known key; known are concurrency, memory, runtime, timeout
            "sourceBuckets": []   | "sourceBuckets": "a"   | dev.json.sourceBuckets must be a list, not "a"
            "vendors": []         | "secrets": "file", "vendors": [] | dev.json.secrets must be one of one-secret, parameters, not "file"
            "vendors": []         | "vendors": [{"name": "crowd"}] | dev.json.vendors[0].principal is missing
            "minutesBetween": {   | "minutesBetween": { "tally": 1, | dev.json.minutesBetween.tally is no known key
            "function-url"        | "http-api"             | dev.json.webhook.requestsPerSecond is missing
            "https:               | "http:                 | dev.json.alarms.runbook must be a text of the form https://
            "runbook":            | "topic": "me", "runbook": | dev.json.alarms.topic must be a text of the form arn:
            "stage": "dev",       | "stage": "dev", "stage": "dev", | dev.json is no JSON: Duplicate field 'stage'
            """)
    void a_slip_is_told_with_its_key(String right, String wrong, String message) throws IOException {
        String json = Files.readString(STAGES.resolve("dev.json"));
        assertThat(json).contains(right);

        assertThatThrownBy(() -> StageReader.parse("dev.json", json.replaceFirst(Pattern.quote(right), wrong)))
                .isInstanceOf(InvalidStage.class)
                .hasMessageContaining(message);
    }
}
