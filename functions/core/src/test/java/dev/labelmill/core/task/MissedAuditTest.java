package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.label;
import static dev.labelmill.core.task.GivenVendors.ALONE;
import static dev.labelmill.core.task.GivenVendors.ARGILLA;
import static dev.labelmill.core.task.GivenVendors.ARGILLANS;
import static dev.labelmill.core.task.GivenVendors.among;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Audits that nobody waits for any more. */
class MissedAuditTest {

    private static Task missed() {
        Task silent = Given.auditOfAccepted(1).claim("d-1", "argillans", false).expire("d-1");
        return among(ARGILLA, ARGILLANS).settle(silent, ALONE);
    }

    private static Label audit(String annotator, int answer, long revision) {
        return label(Purpose.AUDIT, "argillans", annotator, answer, revision);
    }

    @Test
    void what_an_auditor_says_late_counts_instead_of_an_error() {
        assertThat(missed().audit()).isEqualTo(AuditState.MISSED);

        Task audited = missed().receive(audit("e1", 1, 1), ALONE);

        assertThat(audited.audit()).isEqualTo(AuditState.DONE);
        assertThat(audited.auditAnswer()).hasValue(1);
        assertThat(audited.receive(audit("e1", 0, 2), ALONE).auditAnswer())
                .as("corrected")
                .hasValue(0);
        assertThat(audited.receive(audit("e2", 0, 1), ALONE))
                .as("the first has answered")
                .isSameAs(audited);
    }

    @Test
    void nobody_waits_for_it() {
        assertThat(missed().awaits(audit("e1", 1, 1))).isFalse();
        assertThat(missed().isSettled()).isTrue();
    }
}
