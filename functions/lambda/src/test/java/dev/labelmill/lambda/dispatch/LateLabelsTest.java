package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.reception.DeliveryMetrics;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.OpenDispatch;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Labels that come when their claims are over: they are taken and paid, and nobody waits for them. */
class LateLabelsTest {

    private final Desk desk = new Desk(Samples.SETTINGS, Stage.inMemory());

    private LabelDesk reception() {
        Table table = desk.stage.table();
        LabelIntake intake = Intakes.of(desk.stage);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        EmfLog log = new EmfLog(nowhere, () -> desk.stage.now, bytes -> {});
        return new LabelDesk(
                intake,
                new LeaseStore(table),
                new DeliveryMetrics(new ForgeryCounter(() -> desk.stage.now), log, "test", 20),
                () -> desk.stage.now);
    }

    /** Both annotators that a dispatch wants answer one of its tasks. */
    private void answered(int i, String dispatch) {
        for (String annotator : List.of("w1", "w2")) {
            IncomingLabel label = new IncomingLabel(
                    "b", "i" + i, dispatch, annotator, new LabelChange.Chosen("yes"), 1, 900L, "m-" + i + annotator);
            LabelDesk.Taken taken = reception().take("crowd", new ParsedPayload(List.of(label), List.of()));
            assertThat(taken.stored()).isEqualTo(1);
        }
    }

    private long owed() {
        return desk.stage.dispatches().open("b").stream()
                .mapToLong(OpenDispatch::labels)
                .sum();
    }

    /** Five tasks of two labels each, as many as the crowd may owe, are out for the second time, and the first labels come. */
    private void labels_come_late() {
        IntStream.range(0, 5).forEach(i -> desk.people(i, 0.9));
        desk.dispatch();
        String first = desk.open().get(0).id();
        desk.stage.now = Stage.START.plusSeconds(61);
        desk.sweep(desk.stage.now);
        desk.dispatch();
        assertThat(owed()).isEqualTo(10);
        IntStream.range(0, 5).forEach(i -> answered(i, first));
    }

    @Test
    void labels_that_come_late_give_their_vendor_no_room_for_more_than_it_may_owe() {
        labels_come_late();
        IntStream.range(5, 10).forEach(i -> desk.people(i, 0.5));
        desk.tally();

        desk.dispatch();

        assertThat(owed()).as("labels that the crowd owes").isEqualTo(10);
    }

    @Test
    void a_sweep_that_is_repeated_counts_what_came_late_meanwhile_among_what_expired() {
        IntStream.range(0, 5).forEach(i -> desk.people(i, 0.9));
        desk.dispatch();
        Dispatch first = desk.open().get(0);
        answered(0, first.id());
        IntStream.range(0, 5).forEach(i -> desk.stage.tasks().update("b", "i" + i, 2, task -> task.expire(first.id())));
        answered(1, first.id());

        desk.sweep(Stage.START.plusSeconds(61));

        Dispatch swept = desk.stage.dispatches().get(first.id()).orElseThrow();
        assertThat(swept.state()).isEqualTo(Dispatch.State.CLOSED);
        assertThat(swept.expiredLabels()).isEqualTo(8);
        assertThat(Contributions.of(swept).get("fulfilled.crowd")).isEqualTo(2);
    }
}
