package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.labelmill.lambda.stage.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TaskFilesTest {

    private static final String STUDIO = Samples.SETTINGS.replace(
            "{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"format\":\"label-studio\",\"seesPrelabel\":true");

    @Test
    void a_line_is_what_its_schema_says() throws IOException {
        Desk desk = new Desk(Samples.SETTINGS);
        desk.people(3, 0.5);
        desk.dispatch();
        JsonNode line = desk.lines("crowd").get(0);

        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of(
                        System.getProperty("labelmill.root"),
                        "functions/lambda/src/main/resources/schema/labelmill.task.v1.schema.json")));
        assertThat(schema.validate(line.toString(), InputFormat.JSON)).isEmpty();
        assertThat(line.path("task").asText()).isEqualTo("i3");
        assertThat(line.path("source").asText()).isEqualTo("text \u00e9 3");
        assertThat(line.path("dispatch").asText()).isEqualTo(desk.open().get(0).id());
        assertThat(line.path("deadline").asText())
                .isEqualTo(desk.open().get(0).deadline().toString());
        assertThat(line.has("secret")).isFalse();
        assertThat(line.has("prelabel")).isFalse();
    }

    @Test
    void a_vendor_whose_annotators_see_the_pre_label_gets_it_and_the_task_remembers() {
        Desk desk =
                new Desk(Samples.SETTINGS.replace("{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"seesPrelabel\":true"));
        desk.people(3, 0.5);
        desk.dispatch();

        assertThat(desk.lines("crowd").get(0).path("prelabel").path("choice").asText())
                .isEqualTo("yes");
        assertThat(desk.task(3).prelabelShown()).isTrue();
    }

    @Test
    void label_studio_gets_an_import_task_with_its_pre_label_as_a_prediction() {
        Desk desk = new Desk(STUDIO);
        desk.people(3, 0.5);
        desk.dispatch();
        JsonNode line = desk.lines("crowd").get(0);

        JsonNode data = line.path("data");
        assertThat(data.path("labelmill_batch").asText()).isEqualTo("b");
        assertThat(data.path("labelmill_task").asText()).isEqualTo("i3");
        assertThat(data.path("labelmill_dispatch").asText())
                .isEqualTo(desk.open().get(0).id());
        assertThat(data.path("labelmill_labels").asInt()).isEqualTo(2);
        assertThat(data.path("labelmill_exclude").isArray()).isTrue();
        assertThat(data.path("text").asText()).isEqualTo("text \u00e9 3");
        assertThat(data.has("image")).isFalse();
        JsonNode result = line.path("predictions").get(0).path("result").get(0);
        assertThat(result.path("type").asText()).isEqualTo("choices");
        assertThat(result.path("value").path("choices").get(0).asText()).isEqualTo("yes");
    }
}
