package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

/** What is told of a hosted model that is given up in a batch with something else to say. */
class GivenUpNoteTest {

    private static final String OTHER = "the crowd has been slow";

    private final Stage stage = new Stage();

    private ModelTrial trial() {
        return new ModelTrial(stage.bucket(), stage.batches(), "b", "sagemaker/sentiment");
    }

    private AnswerPage page(int number, Reading reading) {
        AnswerPage page = new AnswerPage(stage.bucket(), Layout.answers("b", 0, number));
        for (int i = 0; i < ModelTrial.ENOUGH; i++) {
            page.add(ModelTrial.ENOUGH * number + i, reading);
        }
        page.store();
        return page;
    }

    private String note() {
        return stage.batches().get("b").orElseThrow().note();
    }

    @Test
    void it_is_told_once_beside_what_was_noted_before_and_taken_back_alone() {
        stage.batches().insert(Samples.received("b", Samples.SETTINGS).noting(OTHER));
        Reading useless = new Reading(null, "no JSON", null, true);

        trial().judge(page(0, useless).readings().values());
        assertThat(note())
                .startsWith(OTHER + "; also: sagemaker/sentiment gave")
                .contains("first 20 items");

        String told = note();
        trial().judge(page(1, useless).readings().values());
        assertThat(note()).as("told once").isEqualTo(told);

        trial().look(page(2, new Reading(new double[] {0.5, 0.5}, null, null, false))
                .readings()
                .values());
        assertThat(note()).isEqualTo(OTHER);
    }

    @Test
    void a_note_has_a_bounded_length() {
        stage.batches().insert(Samples.received("b", Samples.SETTINGS).noting(OTHER));

        trial().judge(page(0, new Reading(null, "x".repeat(5000), null, true))
                .readings()
                .values());

        assertThat(note()).startsWith(OTHER).contains("sagemaker/sentiment").hasSize(2000);
    }
}
