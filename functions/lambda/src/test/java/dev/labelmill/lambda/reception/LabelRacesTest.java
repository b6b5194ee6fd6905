package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.task.Label;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.LabelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many deliveries at once for a claim of two labels: every environment of the function reads and writes as it likes. */
class LabelRacesTest {

    private static final int AT_ONCE = 24;

    private final Stage stage = Stage.onServers();

    @BeforeEach
    void tasks_claimed_for_two_labels() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        IntStream.range(0, 12).forEach(i -> stage.claimed(Samples.task("b", "i" + i, 0.5), "d-1"));
    }

    private LabelIntake intake(Meter units) {
        return Intakes.of(stage, new LabelStore(stage.meteredTable(units)), units);
    }

    private static IncomingLabel label(String item, String annotator, LabelChange change, long revision) {
        return new IncomingLabel("b", item, "d-1", annotator, change, revision, 900L, "m-" + annotator);
    }

    private static List<LabelIntake.Outcome> atOnce(List<Callable<LabelIntake.Outcome>> deliveries) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<LabelIntake.Outcome> outcomes = new ArrayList<>();
            for (Future<LabelIntake.Outcome> outcome : threads.invokeAll(deliveries)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Label> standing(String item) {
        return stage.labels().of("b", item).stream()
                .filter(label -> !label.isTombstone())
                .toList();
    }

    @Test
    void of_many_annotators_at_once_just_as_many_are_stored_as_were_asked_for() throws Exception {
        for (int i = 0; i < 10; i++) {
            String item = "i" + i;
            List<LabelIntake.Outcome> outcomes = atOnce(IntStream.range(0, AT_ONCE)
                    .<Callable<LabelIntake.Outcome>>mapToObj(w -> () ->
                            intake(stage.meter).take("crowd", label(item, "w" + w, new LabelChange.Chosen("yes"), 1)))
                    .toList());

            assertThat(standing(item)).hasSize(2);
            assertThat(outcomes)
                    .filteredOn(LabelIntake.Kept.STORED::equals)
                    .as("nobody is told that it is stored whose label is not")
                    .hasSize(2);
        }
    }

    @Test
    void one_delivery_that_comes_many_times_at_once_is_one_label() throws Exception {
        List<LabelIntake.Outcome> outcomes = atOnce(IntStream.range(0, AT_ONCE)
                .<Callable<LabelIntake.Outcome>>mapToObj(time ->
                        () -> intake(stage.meter).take("crowd", label("i1", "w1", new LabelChange.Chosen("yes"), 1)))
                .toList());

        assertThat(stage.labels().of("b", "i1")).hasSize(1);
        assertThat(outcomes).filteredOn(LabelIntake.Kept.STORED::equals).hasSize(1);
        assertThat(outcomes).filteredOn(LabelIntake.Kept.DUPLICATE::equals).hasSize(AT_ONCE - 1);
    }

    @Test
    void who_takes_back_and_gives_again_while_others_answer_leaves_no_claim_with_more_than_it_asked_for()
            throws Exception {
        List<Callable<LabelIntake.Outcome>> deliveries = new ArrayList<>();
        for (int w = 0; w < 6; w++) {
            String annotator = "w" + w;
            for (long revision = 1; revision <= 4; revision++) {
                LabelChange change = revision % 2 == 0 ? new LabelChange.Deleted() : new LabelChange.Chosen("yes");
                long sent = revision;
                deliveries.add(() -> intake(stage.meter).take("crowd", label("i2", annotator, change, sent)));
            }
        }
        atOnce(deliveries);

        assertThat(standing("i2")).hasSizeLessThanOrEqualTo(2);
        assertThat(standing("i2")).extracting(Label::annotator).doesNotHaveDuplicates();
    }

    @Test
    void a_label_without_a_race_takes_one_write() {
        Meter units = new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});
        LabelIntake intake = intake(units);

        intake.take("crowd", label("i3", "w1", new LabelChange.Chosen("yes"), 1));
        intake.take("crowd", label("i3", "w2", new LabelChange.Chosen("yes"), 1));

        assertThat(units.totalWriteUnits()).isEqualTo(2);
    }
}
