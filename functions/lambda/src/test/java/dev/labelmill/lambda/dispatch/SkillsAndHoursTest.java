package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may be given what, and when. */
class SkillsAndHoursTest {

    private static final String DOCTORS = Samples.SETTINGS.replace(
            "\"vendors\":[",
            "\"vendors\":[{\"name\":\"doctors\",\"tier\":\"crowd\",\"pricePerLabel\":0.9,\"capacity\":2,\"deadlineSeconds\":60,"
                    + "\"skills\":[\"radiology\"]},");

    private final Stage stage = new Stage();
    private final Flow flow = new Flow(stage);

    private void labelling(String settings, String... lines) {
        flow.upload("batches/b/batch.json", settings);
        flow.upload("batches/b/manifest.jsonl", String.join("\n", lines) + "\n");
        flow.untilLabelling("b");
    }

    private static String item(String id, String more) {
        return "{\"id\":\"" + id + "\",\"source\":\"s\"" + more + "}";
    }

    private void dispatch() {
        stage.services().dispatch().handle(Events.tick());
    }

    private List<String> items(String vendor) {
        return stage.bucket()
                .list("outbox/" + vendor + "/b/")
                .flatMap(object -> stage.text(object.key()).lines())
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .map((JsonNode line) -> line.path("task").asText())
                .toList();
    }

    @Test
    void an_item_that_asks_for_a_skill_goes_to_a_vendor_that_has_it_or_waits_for_one() {
        labelling(
                DOCTORS,
                item("x1", ",\"skill\":\"radiology\""),
                item("x2", ",\"skill\":\"radiology\""),
                item("p1", ""),
                item("p2", ""));

        dispatch();
        dispatch();

        assertThat(items("doctors")).as("of capacity for one item").hasSize(1);
        assertThat(items("crowd")).doesNotContain("x1", "x2");
        assertThat(Stream.of("crowd", "doctors").flatMap(vendor -> items(vendor).stream()))
                .as("plain items may go to both")
                .contains("p1", "p2");
    }

    @Test
    void many_items_of_a_vendor_that_has_no_room_hide_none_of_anothers_whatever_routing() {
        String[] lines = IntStream.range(0, 501)
                .mapToObj(i -> i < 500 ? item("x" + i, ",\"skill\":\"radiology\"") : item("plain", ""))
                .toArray(String[]::new);
        labelling(DOCTORS.replaceFirst("\\{", "{\"routing\":\"cheapest\","), lines);

        dispatch();

        assertThat(items("doctors")).hasSize(1).doesNotContain("plain");
        assertThat(items("crowd")).containsExactly("plain");
    }

    @Test
    void a_line_whose_skill_no_vendor_of_the_crowd_has_is_rejected_and_says_what_to_do() {
        labelling(DOCTORS, item("x1", ",\"skill\":\"radiologie\""), item("p1", ""));

        String rejected = stage.bucket()
                .list("rejected/b/")
                .map(object -> stage.text(object.key()))
                .collect(Collectors.joining());
        assertThat(rejected)
                .contains(
                        "skill \\\"radiologie\\\" is not among the skills of any vendor of tier \\\"crowd\\\": spell it as"
                                + " batch.json does, or send the item in a batch with a vendor that has it");
        assertThat(stage.tasks().get("b", "x1")).isEmpty();
        assertThat(stage.tasks().get("b", "p1")).isPresent();
    }

    @Test
    void a_vendor_is_given_nothing_outside_its_hours_and_keeps_what_it_has() {
        String hours = ",\"hours\":{\"zone\":\"Europe/Berlin\",\"days\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],"
                + "\"from\":\"08:00\",\"to\":\"17:00\"}";
        labelling(
                Samples.SETTINGS
                        .replaceFirst("\"capacity\":10", "\"capacity\":2" + hours)
                        .replaceFirst("\"deadlineSeconds\":60", "\"deadlineSeconds\":864000"),
                item("i1", ""),
                item("i2", ""));

        stage.now = Instant.parse("2026-11-27T06:59:00Z");
        dispatch();
        assertThat(items("crowd")).isEmpty();

        stage.now = Instant.parse("2026-11-27T07:00:00Z");
        dispatch();
        List<String> out = items("crowd");
        assertThat(out).hasSize(1);

        stage.now = Instant.parse("2026-11-28T12:00:00Z");
        dispatch();
        assertThat(items("crowd")).isEqualTo(out);
        assertThat(stage.tasks().get("b", out.get(0)).orElseThrow().claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.expired()).isFalse());
    }
}
