package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

class BatchStoreTest {

    private static final Stage STAGE = Stage.onServers();

    private final BatchStore batches = STAGE.batches();

    private static Batch received(String id) {
        return Samples.received(id, Samples.SETTINGS);
    }

    @Test
    void of_two_first_uploads_that_race_one_makes_the_batch() {
        assertThat(batches.insert(received("raced").noting("first"))).isTrue();
        assertThat(batches.insert(received("raced").noting("second"))).isFalse();

        assertThat(batches.get("raced"))
                .hasValueSatisfying(b -> assertThat(b.note()).isEqualTo("first"));
        assertThat(batches.get("raced").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void a_batch_is_active_from_its_first_write_to_its_final_phase() {
        batches.insert(received("active"));
        assertThat(batches.active()).contains("active");

        batches.update("active", b -> b.enter(Phase.SCORING, Stage.START));
        assertThat(batches.active()).contains("active");

        batches.update("active", b -> b.enter(Phase.DONE, Stage.START));
        assertThat(batches.active()).doesNotContain("active");
    }

    @Test
    void a_batch_that_is_over_does_not_become_active_when_it_is_uploaded_again() {
        batches.insert(received("over"));
        batches.update("over", b -> b.enter(Phase.CANCELLED, Stage.START));

        assertThat(batches.insert(received("over"))).isFalse();
        assertThat(batches.active()).doesNotContain("over");
    }

    @Test
    void a_step_from_an_old_version_changes_nothing_not_even_the_active_list() {
        batches.insert(received("stale"));
        Batch old = batches.get("stale").orElseThrow();
        batches.update("stale", b -> b.enter(Phase.SCORING, Stage.START));

        assertThat(batches.replace(old, old.enter(Phase.ROUTING, Stage.START))).isFalse();
        assertThat(batches.replace(old, old.enter(Phase.FAILED, Stage.START))).isFalse();

        assertThat(batches.get("stale").orElseThrow().phase()).isEqualTo(Phase.SCORING);
        assertThat(batches.active()).contains("stale");
    }

    @Test
    void an_update_is_tried_again_on_what_somebody_else_wrote_meanwhile() {
        batches.insert(received("busy"));
        boolean[] disturbed = {false};

        batches.update("busy", b -> {
            if (!disturbed[0]) {
                disturbed[0] = true;
                batches.update("busy", other -> other.spend(Spend.of("score", Kind.LAMBDA, 5)));
            }
            return b.spend(Spend.of("score", Kind.LAMBDA, 7));
        });

        assertThat(batches.get("busy").orElseThrow().spent().total()).isEqualTo(12);
    }

    @Test
    void an_update_that_changes_nothing_writes_nothing() {
        batches.insert(received("same"));

        assertThat(batches.update("same", b -> b)).isFalse();

        assertThat(batches.get("same").orElseThrow().version()).isEqualTo(1);
        assertThat(batches.update("nobody", b -> b)).isFalse();
    }
}
