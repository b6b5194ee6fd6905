package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.StopRule;
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

    /** Adjudicated by e1, audited by e2. */
    private static Task adjudicatedAndAudited() {
        Judge judge = Given.judge(new StopRule(2, 2, 0.99, true), 1);
        return Given.people(2)
                .claim("d-1", "crowd", false)
                .receive(Given.crowd("w1", 0, 1), judge)
                .receive(Given.crowd("w2", 1, 1), judge)
                .claim("d-2", "experts", false)
                .receive(adjudication("e1", 0, 1), judge)
                .claim("d-3", "experts", false)
                .receive(audit("e2", 1, 1), judge);
    }

    private static Label adjudication(String annotator, int answer, long revision) {
        return Given.label(Purpose.ADJUDICATION, "experts", annotator, answer, revision);
    }

    @Test
    void an_adjudicator_never_changes_the_audit_of_their_own_decision() {
        Task corrected = adjudicatedAndAudited().receive(adjudication("e1", 2, 2), Given.judge());

        assertThat(corrected.resolution().answer()).isEqualTo(2);
        assertThat(corrected.receive(audit("e1", 2, 3), Given.judge()).auditAnswer())
                .hasValue(1);
    }

    @Test
    void an_auditors_correction_counts_whoever_was_heard_since() {
        Task heardSince = adjudicatedAndAudited()
                .receive(adjudication("e1", 2, 2), Given.judge())
                .receive(Given.tombstone(Purpose.LABEL, "crowd", "w1", 2), Given.judge());

        assertThat(heardSince.receive(audit("e2", 0, 2), Given.judge()).auditAnswer())
                .hasValue(0);
    }

    @Test
    void an_auditor_never_changes_the_adjudication() {
        assertThat(adjudicatedAndAudited()
                        .receive(adjudication("e2", 2, 9), Given.judge())
                        .resolution()
                        .answer())
                .isZero();
    }
}
