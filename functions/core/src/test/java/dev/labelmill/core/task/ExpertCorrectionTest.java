package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An expert's higher revision counts in whatever order it comes. */
class ExpertCorrectionTest {

    private static Task audited(Label... labels) {
        Task task = Given.auditOfAccepted(1).claim("d-1", "experts", false);
        for (Label label : labels) {
            task = task.receive(label, Given.judge());
        }
        return task;
    }

    private static Label audit(String annotator, int answer, long revision) {
        return Given.label(Purpose.AUDIT, "experts", annotator, answer, revision);
    }

    @Test
    void an_auditors_correction_takes_the_place_of_the_answer_in_any_order() {
        assertThat(audited(audit("e1", 0, 1), audit("e1", 1, 2)).auditAnswer()).hasValue(1);
        assertThat(audited(audit("e1", 1, 2), audit("e1", 0, 1)).auditAnswer()).hasValue(1);
    }

    @Test
    void another_experts_late_answer_does_not() {
        assertThat(audited(audit("e1", 0, 1), audit("e2", 1, 9)).auditAnswer()).hasValue(0);
    }
}
