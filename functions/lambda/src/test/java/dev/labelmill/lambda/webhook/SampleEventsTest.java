package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.labelmill.lambda.stage.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleEventsTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void every_sample_is_json_and_listed_in_the_readme_and_nothing_else_is() throws IOException {
        String readme = Files.readString(Events.FOLDER.resolve("README.md"));
        for (Path file : samples()) {
            assertThat(MAPPER.readTree(Files.readAllBytes(file))).isNotNull();
            assertThat(readme).contains("`" + name(file) + "`");
        }
        assertThat(readme.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> Events.FOLDER.resolve(line.split("`")[1])))
                .allMatch(Files::exists);
    }

    @Test
    void the_bodies_of_queue_messages_are_json_of_their_own() throws IOException {
        for (Path file :
                samples().stream().filter(f -> name(f).startsWith("sqs/")).toList()) {
            for (JsonNode message : MAPPER.readTree(Files.readAllBytes(file)).get("Records")) {
                assertThat(MAPPER.readTree(message.get("body").textValue()).isObject())
                        .isTrue();
            }
        }
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Events.FOLDER)) {
            return files.filter(file -> name(file).endsWith(".json"))
                    .filter(file ->
                            !name(file).startsWith("batches/") && !name(file).startsWith("vendors/"))
                    .toList();
        }
    }

    private static String name(Path file) {
        return Events.FOLDER.relativize(file).toString().replace('\\', '/');
    }
}
