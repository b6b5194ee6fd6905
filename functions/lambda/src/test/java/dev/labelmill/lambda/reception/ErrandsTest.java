package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

/** Deliveries that only tell of labels: the vendor hears of success when its errands are on the queue, and not before. */
class ErrandsTest {

    private final ClaimedTasks claimed = new ClaimedTasks();
    private final Stage stage = claimed.stage;

    @Test
    void each_errand_is_on_the_queue_when_the_vendor_is_answered() {
        assertThat(status(claimed.send("toloka/assignments-changed.json"))).isEqualTo(200);

        assertThat(stage.drain(stage.collectQueue))
                .extracting(ErrandMessage::read)
                .containsExactlyInAnyOrder(
                        new ErrandMessage(
                                "toloka",
                                new Errand(
                                        "assignment",
                                        "00022cfa46--637cf4098ccdeb4a260737de",
                                        "00000000-0000-0000-0000-000000000001")),
                        new ErrandMessage(
                                "toloka",
                                new Errand("assignment", "assignment-3", "00000000-0000-0000-0000-000000000003")));
    }

    @Test
    void a_queue_that_fails_has_the_vendor_send_again() {
        Crash before = Crash.before(1);
        assertThat(sentBy(before)).isEqualTo(500);
        assertThat(before.happened()).isTrue();
        assertThat(stage.drain(stage.collectQueue)).isEmpty();

        Crash after = Crash.after(1);
        assertThat(sentBy(after)).isEqualTo(500);
        assertThat(after.happened()).isTrue();
        assertThat(stage.drain(stage.collectQueue)).hasSize(2);

        assertThat(status(claimed.send("toloka/assignments-changed.json"))).isEqualTo(200);
        assertThat(stage.drain(stage.collectQueue)).hasSize(2);
    }

    private int sentBy(Crash crash) {
        return status(stage.services(crash).webhook().handle(Events.sample("toloka/assignments-changed.json")));
    }

    private static int status(JsonNode answer) {
        return answer.path("statusCode").asInt();
    }
}
