package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.webhook.IncomingLabel;
import dev.labelmill.lambda.webhook.LabelChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelIntakeTest {

    private final Stage stage = new Stage();
    private final LabelIntake intake = new LabelIntake(stage.batches(), stage.tasks(), stage.labels(), stage.meter);

    @BeforeEach
    void a_task_claimed_for_two_labels() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        stage.claimed(Samples.task("b", "i1", 0.5), "d-1");
    }

    private LabelIntake.Outcome take(String vendor, String item, String annotator, String choice, long revision) {
        return intake.take(
                vendor,
                new IncomingLabel("b", item, "d-1", annotator, new LabelChange.Chosen(choice), revision, 900L, "m-1"));
    }

    @Test
    void a_label_is_stored_once_with_the_price_and_purpose_of_its_claim() {
        assertThat(take("crowd", "i1", "w1", "yes", 1)).isEqualTo(LabelIntake.Kept.STORED);
        assertThat(take("crowd", "i1", "w1", "yes", 1)).isEqualTo(LabelIntake.Kept.DUPLICATE);

        assertThat(stage.labels().of("b", "i1")).singleElement().satisfies(label -> {
            assertThat(label.priceNanos()).isEqualTo(10_000_000);
            assertThat(label.purpose()).isEqualTo(Purpose.LABEL);
            assertThat(label.answer()).hasValue(1);
        });
    }

    @Test
    void more_labels_than_the_dispatch_asked_for_are_refused_but_corrections_are_not() {
        take("crowd", "i1", "w1", "yes", 1);
        take("crowd", "i1", "w2", "no", 1);

        assertThat(take("crowd", "i1", "w3", "yes", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("crowd", "i1", "w2", "yes", 2)).isEqualTo(LabelIntake.Kept.STORED);
        assertThat(stage.labels().of("b", "i1")).hasSize(2);
    }

    @Test
    void an_unknown_task_an_unknown_class_and_a_vendor_that_was_not_asked_are_refused() {
        assertThat(take("crowd", "i9", "w1", "yes", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("crowd", "i1", "w1", "perhaps", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("experts", "i1", "e1", "yes", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(stage.labels().of("b", "i1")).isEmpty();
    }
}
