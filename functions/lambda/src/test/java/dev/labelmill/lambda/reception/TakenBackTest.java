package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Labels that a vendor takes back and gives again, each time at our cost. */
class TakenBackTest {

    private final Stage stage = new Stage();
    private final LabelIntake intake = Intakes.of(stage);

    @Test
    void there_is_an_end_to_labels_that_are_taken_back_and_given_again() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        stage.claimed(Samples.task("b", "i1", 0.5), "d-1");
        for (int place = 0; place < VendorLabels.MOST; place++) {
            Label back = Samples.tombstone("b", "i1", "w" + place, 2);
            stage.labels().store(new VendorLabels(Collections.nCopies(place, back)), back);
        }

        LabelIntake.Outcome outcome = intake.take(
                "crowd", new IncomingLabel("b", "i1", "d-1", "w-new", new LabelChange.Chosen("yes"), 1, 900L, "m-1"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        LabelIntake.Refused.class,
                        refused -> assertThat(refused.reason()).contains("i1", "taken back and given again too often"));
        assertThat(stage.labels().of("b", "i1")).hasSize(VendorLabels.MOST);
    }
}
