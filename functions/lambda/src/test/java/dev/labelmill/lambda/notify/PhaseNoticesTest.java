package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseNoticesTest {

    private final Stage stage = new Stage();
    private final List<Notice> told = new ArrayList<>();

    private List<StreamRecord> changes() {
        var event = Json.object();
        stage.changes().forEach(event.putArray("Records")::add);
        return StreamRecord.of(event);
    }

    @Test
    void each_phase_that_a_batch_enters_is_told_under_an_id_of_its_own() {
        stage.batches().insert(Samples.received("b", Samples.SETTINGS));
        stage.batches().update("b", batch -> batch.noting("nothing else"));
        stage.batches().update("b", batch -> batch.enter(Phase.LABELLING, stage.now));
        stage.batches().update("b", batch -> batch.noting("why").enter(Phase.FAILED, stage.now));

        List<StreamRecord> changes = changes();
        new PhaseNotices(told::addAll).tell(changes);

        assertThat(told)
                .extracting(notice -> notice.data().path("phase").asText())
                .endsWith("LABELLING", "FAILED");
        assertThat(told).hasSize(3);
        assertThat(told.get(2).data().path("before").asText()).isEqualTo("LABELLING");
        assertThat(told.get(2).data().path("note").asText()).contains("why");
        assertThat(told).extracting(Notice::id).doesNotHaveDuplicates();

        List<Notice> again = new ArrayList<>();
        new PhaseNotices(again::addAll).tell(changes);
        assertThat(again).isEqualTo(told);
    }

    @Test
    void tally_puts_what_it_sees_of_phases_on_the_queue_of_notices() {
        stage.batches().insert(Samples.received("b", Samples.SETTINGS));
        var event = Json.object().put("shardId", "shard-1");
        stage.changes().forEach(event.putArray("Records")::add);

        stage.services().tally().handle(event);

        assertThat(stage.drain(stage.notifyQueue))
                .extracting(message -> Notice.read(message).data().path("phase").asText())
                .containsExactly("RECEIVED");
    }
}
