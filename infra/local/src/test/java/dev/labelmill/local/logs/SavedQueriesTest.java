package dev.labelmill.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavedQueriesTest {

    @Test
    void the_deployed_queries_run_here_too() throws IOException {
        Path template = Path.of("../aws/templates/dev-watch.template.json");
        JsonNode resources =
                Json.parse(Files.readAllBytes(template)).orElseThrow().path("Resources");

        List<String> queries = resources.findValuesAsText("QueryString");

        assertThat(queries)
                .isNotEmpty()
                .allSatisfy(query -> assertThatCode(() -> LogQuery.parse(query).run(List.of()))
                        .doesNotThrowAnyException());
    }
}
