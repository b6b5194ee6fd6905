package dev.labelmill.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.Demand;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What items ask for that have no line of their own, or none that says it. */
class ItemDefaultsTest {

    private static final String SKILLED = Samples.SETTINGS
            .replaceFirst("\\{", "{\"items\":{\"skill\":\"radiology\",\"tier\":\"hard\"},")
            .replace("\"tier\":\"crowd\"", "\"tier\":\"crowd\",\"skills\":[\"radiology\",\"German\"]");

    private final Stage stage = new Stage();
    private final Flow flow = new Flow(stage);

    private Demand demand(String item) {
        return stage.tasks().get("b", item).map(Task::demand).orElseThrow();
    }

    private static Demand asking(String skill, String tier) {
        return new Demand(Optional.of(skill), Optional.of(tier));
    }

    @Test
    void objects_uploaded_one_by_one_ask_for_the_batchs_skill_and_tier() {
        stage.upload("batches/b/items/one.png", "not looked at");
        stage.upload("batches/b/items/more/two.png", "not looked at");
        stage.upload("batches/b/_COMPLETE", "");
        flow.upload("batches/b/batch.json", SKILLED);
        flow.uploaded("batches/b/_COMPLETE");

        assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);

        assertThat(demand("one.png")).isEqualTo(asking("radiology", "hard"));
        assertThat(demand("more/two.png")).isEqualTo(asking("radiology", "hard"));
    }

    @Test
    void a_line_that_says_something_else_is_believed() {
        stage.upload(
                "batches/b/manifest.jsonl",
                "{\"id\":\"own\",\"source\":\"a\",\"skill\":\"German\"}\n{\"id\":\"none\",\"source\":\"b\"}\n");
        flow.upload("batches/b/batch.json", SKILLED);

        assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);

        assertThat(demand("own")).isEqualTo(asking("German", "hard"));
        assertThat(demand("none")).isEqualTo(asking("radiology", "hard"));
    }

    @Test
    void a_skill_that_no_vendor_of_the_crowd_has_is_refused_with_the_settings() {
        String nobodys = SKILLED.replace("\"skill\":\"radiology\"", "\"skill\":\"botany\"");

        assertThatThrownBy(() -> BatchSettingsReader.read("b", nobodys.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("skill \"botany\" is not among the skills");
    }
}
