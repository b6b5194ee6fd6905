package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.core.task.Demand;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Stage;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an item's line asks of whoever labels it, on its way to the task. */
class DemandsTest {

    private final PrelabeledBatch prelabeled = new PrelabeledBatch();
    private final Stage stage = prelabeled.stage;

    private static String line(String id, String text, String more) {
        return "{\"id\":\"" + id + "\",\"source\":\"" + text + "\"," + more + "}";
    }

    private Task task(String item) {
        return stage.tasks().get("b", item).orElseThrow();
    }

    private static Demand hard() {
        return new Demand(Optional.empty(), Optional.of("hard"));
    }

    @Test
    void it_reaches_the_tasks_of_people_of_gold_and_of_audits_of_what_was_accepted() {
        Manifest manifest = Manifest.of(90);
        String gold = manifest.gold() + "{\"id\":\"known\",\"label\":\"good\"}\n";
        for (int i = 0; i < 30; i++) {
            manifest.line(line("fine" + i, "a fine thing", "\"tier\":\"hard\""));
        }
        manifest.line(line("open", "a thing", "\"tier\":\"hard\"")).line(line("known", "a thing", "\"tier\":\"hard\""));

        prelabeled.upload(manifest, gold, Manifest.SETTINGS);
        prelabeled.run();

        assertThat(prelabeled.reasons()).isEmpty();
        assertThat(task("open").demand()).isEqualTo(hard());
        assertThat(task("known").demand()).isEqualTo(hard());
        assertThat(task("known").stratum()).isEqualTo(Stratum.GOLD);
        assertThat(prelabeled.tasks())
                .filteredOn(
                        task -> task.stratum() == Stratum.AUTO && task.item().startsWith("fine"))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.demand()).isEqualTo(hard()));
        assertThat(prelabeled.tasks())
                .filteredOn(task -> task.item().startsWith("i"))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.demand()).isEqualTo(Demand.NONE));
    }

    @Test
    void a_line_that_asks_for_something_that_is_no_name_is_rejected_and_the_rest_goes_on() {
        Manifest manifest = Manifest.of(90)
                .line(line("a", "a thing", "\"tier\":\" \""))
                .line(line("b", "a thing", "\"skill\":\"" + "x".repeat(65) + "\""))
                .line(line("c", "a thing", "\"skill\":5"));

        prelabeled.run(manifest, Manifest.SETTINGS);

        String wanted = " must be 1 to 64 characters that can be printed, not all of them blank";
        assertThat(prelabeled.reasons()).containsOnlyKeys("tier" + wanted, "skill" + wanted, "skill must be a string");
        assertThat(prelabeled.sum(chunk -> chunk.items())).isEqualTo(90);
    }

    @Test
    void a_line_of_scores_keeps_it_through_rounds_and_one_without_is_read_as_ever() throws IOException {
        ScoreLine old = ScoreLine.read("{\"o\":3,\"l\":5,\"id\":\"i\",\"d\":[0.5,0.5]}");
        Demand both = new Demand(Optional.of("radiology"), Optional.of("h\u00e4rt"));

        StringWriter written = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.createGenerator(written)) {
            old.demanding(both).waiting(true).write(json);
        }

        assertThat(old.demand()).isSameAs(Demand.NONE);
        assertThat(ScoreLine.read(written.toString()).demand()).isEqualTo(both);
    }
}
