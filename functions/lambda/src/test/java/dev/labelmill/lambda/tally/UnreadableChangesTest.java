package dev.labelmill.lambda.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that can never be folded must not hold up those behind them. */
class UnreadableChangesTest {

    private final Stage stage = new Stage();

    private void label(String item) {
        stage.labels().store(Samples.label("b", item, "w1", 1, 1));
    }

    private static ObjectNode image(JsonNode record) {
        return (ObjectNode) record.at("/dynamodb/NewImage");
    }

    private void fold(List<JsonNode> changes) {
        stage.services().tally().handle(Events.windowed("s", changes));
    }

    private long labels() {
        return stage.tallies().total("TALLY#b").get("labels.label");
    }

    private boolean isDirty(String tally) {
        return stage.tallies().needsRebuild(tally, Stage.START);
    }

    @Test
    void they_are_set_aside_and_their_batch_is_counted_anew() {
        label("i1");
        label("i2");
        label("i3");
        List<JsonNode> changes = stage.changes();
        image(changes.get(0)).putObject("purpose").put("S", "DANCE");
        image(changes.get(1)).putObject("tags").putArray("NS").add("1");

        fold(changes);
        fold(changes);

        assertThat(labels()).isEqualTo(1);
        assertThat(isDirty("TALLY#b")).isTrue();
        assertThat(stage.rejections("tally/b"))
                .hasSize(2)
                .extracting(r -> r.reason())
                .anyMatch(r -> r.contains("DANCE"))
                .anyMatch(r -> r.contains("NS"));
    }

    @Test
    void a_dispatch_tells_its_batch_itself() {
        stage.dispatches().insert(Dispatch.claiming("d-1", "b", "crowd", List.of("i1"), Stage.START));
        stage.dispatches().insert(Dispatch.claiming("d-2", "b", "crowd", List.of("i1"), Stage.START));
        label("i1");
        List<JsonNode> changes = stage.changes();
        image(changes.get(0)).putObject("deadline").put("S", "soon");
        image(changes.get(1)).remove("batch");

        fold(changes);

        assertThat(labels()).isEqualTo(1);
        assertThat(isDirty("TALLY#b")).isTrue();
        assertThat(stage.rejections("tally/b")).hasSize(1);
        assertThat(stage.rejections("tally/?")).as("whose batch nothing tells").hasSize(1);
    }

    @Test
    void one_that_could_not_be_set_aside_brings_the_delivery_again() {
        label("i1");
        label("i2");
        List<JsonNode> changes = stage.changes();
        image(changes.get(0)).remove("purpose");

        assertThatThrownBy(() -> stage.services(Crash.before(2)).tally().handle(Events.windowed("s", changes)))
                .isInstanceOf(Crash.Dead.class);
        assertThat(labels()).isZero();

        fold(changes);
        assertThat(labels()).isEqualTo(1);
        assertThat(stage.rejections("tally/b")).hasSize(1);
    }
}
