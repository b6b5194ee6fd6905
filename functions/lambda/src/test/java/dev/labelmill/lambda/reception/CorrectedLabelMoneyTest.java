package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Found by the fault suite: totals lost what storing a label had cost when it was corrected or taken back. */
class CorrectedLabelMoneyTest {

    private static final List<LabelChange> CHANGES =
            List.of(new LabelChange.Chosen("yes"), new LabelChange.Chosen("no"), new LabelChange.Deleted());

    private final Stage stage = new Stage();
    private final Meter meter = new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});

    @Test
    void a_label_that_is_corrected_and_taken_back_keeps_all_platform_money_that_it_has_cost() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        stage.claimed(Samples.task("b", "i1", 0.5), "d-1");
        LabelIntake intake = Intakes.of(stage, stage.labels(), meter);

        for (int i = 0; i < CHANGES.size(); i++) {
            meter.s3Write();
            intake.take("crowd", new IncomingLabel("b", "i1", "d-1", "w1", CHANGES.get(i), i + 1, 900L, "m-" + i));
        }

        assertThat(stage.labels().of("b", "i1"))
                .singleElement()
                .satisfies(label -> assertThat(label.spent().total() * 1000 + meter.untakenPicos())
                        .isEqualTo(meter.totalPicos()));
    }
}
