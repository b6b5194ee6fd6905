package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.results.Reading;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.HourStore.Hour;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a batch ends, and what repeated, early and late messages do. */
class FinishingTest {

    @Test
    void a_finished_batch_is_done_no_longer_active_and_published_once_more() {
        LabelledBatch batch = FinishedBatch.finished(FinishedBatch.mixed());

        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
        assertThat(batch.stage.batches().active()).isEmpty();
        assertThat(batch.metrics.toString(StandardCharsets.UTF_8))
                .contains("\"batch\":\"b\"")
                .contains("\"resolved\":15");
    }

    /** While it ran, audits were held against the labels of that time, and their bound might be looked at at any time. */
    @Test
    void the_last_metrics_say_of_audits_what_the_report_says() {
        LabelledBatch batch = FinishedBatch.finished(FinishedBatch.mixed());

        JsonNode certificate = batch.report().get("certificate");
        JsonNode last = batch.lastMetrics();
        assertThat(last.get("provisionalErrorBound").doubleValue())
                .isEqualTo(certificate.get("errorBound").doubleValue());
        assertThat(last.get("audits.errors").longValue())
                .isEqualTo(certificate.at("/strata/0/errors").longValue()
                        + certificate.at("/strata/1/errors").longValue());
        assertThat(last.get("audits.done").longValue())
                .isEqualTo(batch.report().get("audited").longValue());
    }

    /** To the nano-dollar: report, last metrics, and totals once the stream has brought the batch's last row. */
    @Test
    void report_last_metrics_and_totals_say_the_same_sum() {
        LabelledBatch batch = FinishedBatch.mixed();
        batch.stage.meter.time(777);
        batch.gather();
        batch.tallied();
        batch.stage.meter.s3Write();
        new HourStore(batch.stage.table())
                .keep(Hour.begin(batch.id, Reading.start(batch.stage.now.minusSeconds(7200)))
                        .with(40, Samples.spent(12_345)));
        batch.stage.services().tally().handle(Events.windowed("shard-1", batch.stage.changes()));

        assertThat(batch.conclude()).isZero();
        batch.stage.services().tally().handle(Events.windowed("shard-1", batch.stage.changes()));

        FinishedBatch.assertBooksAgree(batch);
        JsonNode cost = batch.report().get("cost");
        assertThat(cost.get("ledger").has("finish.metrics")).isTrue();
        assertThat(batch.lastMetrics().get("eta").decimalValue()).isZero();
    }

    @Test
    void a_row_whose_money_the_totals_lack_brings_the_conclusion_again() {
        LabelledBatch batch = FinishedBatch.mixed();
        batch.gather();
        batch.tallied();
        new HourStore(batch.stage.table())
                .keep(Hour.begin(batch.id, Reading.start(batch.stage.now)).with(40, Samples.spent(12_345)));

        assertThat(batch.conclude()).isEqualTo(1);
        assertThat(batch.tallied().conclude()).isZero();
    }

    @Test
    void the_sample_events_end_a_batch() {
        LabelledBatch batch = new LabelledBatch("digits", Samples.SETTINGS);
        for (int i = 0; i < 75; i++) {
            batch.people("p" + i, 1, 1);
        }
        batch.stored().tallied();
        assertThat(batch.batch().chunks()).isEqualTo(4);

        assertThat(Events.failures(batch.finishing().handle(Events.sample("sqs/gather-message.json"))))
                .isZero();
        assertThat(batch.stage.chunks().of("digits"))
                .extracting(Chunk::state)
                .containsExactly(Chunk.State.ROUTED, Chunk.State.ROUTED, Chunk.State.ROUTED, Chunk.State.GATHERED);
        assertThat(batch.gather()).isZero();
        batch.tallied();
        assertThat(Events.failures(batch.finishing().handle(Events.sample("sqs/conclude-message.json"))))
                .isZero();

        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_task_that_is_not_settled_brings_the_message_again_and_leaves_no_part() {
        LabelledBatch batch = FinishedBatch.mixed();
        Task open = Task.forPeople(batch.id, "late", new ItemPlace(0, 1, 1), 0, 0.5, null, 2);
        batch.stage.tasks().insert(open, 2);
        RoutedIds.write(
                batch.stage.bucket(),
                batch.id,
                0,
                0,
                List.of(new RoutedIds.Routed(0, "a1"), new RoutedIds.Routed(1, "late")));

        assertThat(batch.gather()).isEqualTo(1);
        assertThat(batch.stage.bucket().head(Layout.gathered(batch.id, 0))).isEmpty();
        assertThat(batch.stage.chunks().get(batch.id, 0).orElseThrow().state()).isEqualTo(Chunk.State.ROUTED);
    }

    /**
     * Totals had the item for unanswered, and its only people have answered a moment before labels were refused; or in time, and
     * score has heard of it when their claim was over.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_item_that_a_label_opens_again_when_nobody_is_asked_any_more_ends_with_that_label(boolean isLate) {
        LabelledBatch batch = FinishedBatch.mixed();
        Label label = isLate ? Samples.late(batch.id, "late", "w0", 1) : Samples.label(batch.id, "late", "w0", 1, 1);
        assertThat(label.isLate()).isEqualTo(isLate);
        Judge judge = new Judge(2, new StopRule(2, 3, 0.9, false), Skills.uninformed(2, 0.8), new Draw(7), 0, Set.of());
        Task open = Task.forPeople(batch.id, "late", new ItemPlace(0, 1, 1), 0, 0.5, null, 2)
                .claim(label.dispatch(), "crowd", false)
                .expire(label.dispatch())
                .receive(label, judge);
        assertThat(open.need()).isPresent();
        batch.stage.tasks().insert(open, 2);
        batch.stage.labels().store(label);
        RoutedIds.write(
                batch.stage.bucket(),
                batch.id,
                0,
                0,
                List.of(new RoutedIds.Routed(0, "a1"), new RoutedIds.Routed(1, "late")));

        assertThat(batch.gather()).isZero();
        Task end = batch.stage.tasks().get(batch.id, "late").orElseThrow();
        assertThat(end.isSettled()).isTrue();
        assertThat(end.resolution().answer()).isEqualTo(1);
    }

    @Test
    void totals_that_lag_bring_the_conclusion_again_until_they_have_caught_up() {
        LabelledBatch batch = FinishedBatch.mixed();
        batch.gather();

        assertThat(batch.conclude()).isEqualTo(1);
        assertThat(batch.batch().phase()).isEqualTo(Phase.FINISHING);
        assertThat(batch.stage.bucket().head(Layout.result(batch.id, "labels.jsonl")))
                .isEmpty();

        assertThat(batch.tallied().conclude()).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_conclusion_before_all_is_gathered_does_nothing() {
        LabelledBatch batch = FinishedBatch.mixed().tallied();

        assertThat(batch.conclude()).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void a_repeated_conclusion_writes_the_same_files_and_rows() {
        LabelledBatch batch = FinishedBatch.mixed();
        batch.gather();
        batch.tallied();
        Concluding concluding =
                new Concluding(batch.stage.bucket(), batch.stage.tallies(), new AnnotatorStore(batch.stage.table()));
        List<Chunk> chunks = batch.stage.chunks().of(batch.id);

        concluding.write(concluding.conclude(batch.batch(), chunks, 0));
        List<String> first = files(batch);
        batch.stage.now = batch.stage.now.plusSeconds(600);
        concluding.write(concluding.conclude(batch.batch(), chunks, 0));

        assertThat(files(batch)).isEqualTo(first);
    }

    private static List<String> files(LabelledBatch batch) {
        return List.of(
                batch.text("labels.jsonl"),
                batch.text("annotators.jsonl"),
                batch.text("report.json"),
                batch.text("report.html"),
                new AnnotatorStore(batch.stage.table()).of(batch.id).toString());
    }

    @Test
    void repeated_messages_after_the_end_change_nothing() {
        LabelledBatch batch = FinishedBatch.finished(FinishedBatch.mixed());
        long version = batch.batch().version();

        assertThat(batch.gather() + batch.conclude()).isZero();
        assertThat(batch.batch().version()).isEqualTo(version);
    }

    @Test
    void a_manifest_that_is_gone_fails_the_batch_with_its_reason() {
        LabelledBatch batch = FinishedBatch.mixed();
        batch.gather();
        batch.tallied();
        batch.stage.upload(Layout.manifest(batch.id), "another content");

        assertThat(batch.conclude()).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.stage.rejections("batch/" + batch.id)).hasSize(1);
    }
}
