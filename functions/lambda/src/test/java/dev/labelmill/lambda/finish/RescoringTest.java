package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Events;
import org.junit.jupiter.api.Test;

/** Scoring a batch again that is done: {@code _RESCORE}. */
class RescoringTest {

    @Test
    void a_batch_that_is_done_is_concluded_again_from_the_same_facts_to_the_same_labels() {
        LabelledBatch batch = FinishedBatch.finished(FinishedBatch.mixed());
        String labels = batch.text("labels.jsonl");
        batch.stage.upload(Layout.result(batch.id, "labels.jsonl"), "made by an older release");

        ask(batch);

        assertThat(batch.batch().phase()).isEqualTo(Phase.FINISHING);
        assertThat(batch.stage.batches().active()).containsExactly(batch.id);
        assertThat(batch.gather()).isZero();
        assertThat(batch.tallied().conclude()).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
        assertThat(batch.stage.batches().active()).isEmpty();
        assertThat(undated(batch.text("labels.jsonl"))).isEqualTo(undated(labels));
    }

    @Test
    void asked_twice_it_happens_once() {
        LabelledBatch batch = FinishedBatch.finished(FinishedBatch.mixed());

        ask(batch);
        batch.gather();
        long version = batch.batch().version();
        ask(batch);

        assertThat(batch.batch().version()).isEqualTo(version);
        assertThat(batch.stage.chunks().of(batch.id)).extracting(Chunk::state).containsOnly(Chunk.State.GATHERED);
    }

    @Test
    void a_batch_that_is_not_done_is_left_alone_and_the_reason_kept() {
        LabelledBatch batch = FinishedBatch.finished(FinishedBatch.mixed());
        batch.stage.batches().update(batch.id, b -> b.enter(Phase.FAILED, batch.stage.now));

        ask(batch);

        assertThat(batch.batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.stage.rejections("batch/" + batch.id))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason())
                        .isEqualTo("only a batch that is done can be scored again, and this one is FAILED"));
    }

    @Test
    void a_batch_whose_work_has_expired_keeps_the_results_it_has() {
        LabelledBatch batch = FinishedBatch.finished(FinishedBatch.mixed());
        batch.stage.s3.deleteObject(delete -> delete.bucket(batch.stage.name).key(Layout.routed(batch.id, 0, 0)));

        ask(batch);

        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
        assertThat(batch.stage.rejections("batch/" + batch.id)).hasSize(1);
    }

    /** Without the time at which they were made. */
    private static String undated(String labels) {
        return labels.replaceAll("\"creation-date\":\"[^\"]+\"", "");
    }

    private static void ask(LabelledBatch batch) {
        String key = Layout.uploads(batch.id) + Layout.RESCORE;
        batch.stage.upload(key, "");
        batch.stage.services().intake().handle(Events.created(key));
    }
}
