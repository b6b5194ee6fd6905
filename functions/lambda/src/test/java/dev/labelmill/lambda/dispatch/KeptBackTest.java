package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.BudgetStore;
import org.junit.jupiter.api.Test;

/** What the crowd leaves of a batch's money to experts: nothing that is set aside for them already. */
class KeptBackTest {

    private static final long CENT = 10_000_000;

    private static Desk desk(String dollars) {
        return new Desk(Samples.SETTINGS.replace(
                "\"vendors\"", "\"budget\":{\"dollars\":" + dollars + ",\"stop\":true},\"vendors\""));
    }

    private static Account account(Desk desk) {
        return new BudgetStore(desk.stage.table()).of("b");
    }

    /** Three of the crowd do not agree on the first item, and an expert is asked: thirteen cents. */
    private static void adjudicating(Desk desk) {
        desk.people(0, 0.5);
        desk.dispatch();
        desk.disagree(0);
        desk.dispatch();
        desk.label(0, "crowd", "w3", 0);
        desk.hear(0);
        desk.tally();
        desk.dispatch();
        desk.tally();
        assertThat(desk.task(0).state()).isEqualTo(TaskState.ADJUDICATE);
        assertThat(desk.items("experts")).containsExactly("i0");
        assertThat(account(desk).committed()).isEqualTo(13 * CENT);
    }

    @Test
    void a_decision_that_an_expert_is_asked_for_is_paid_once_and_the_crowd_need_not_wait_for_it() {
        Desk desk = desk("0.25");
        adjudicating(desk);
        desk.people(1, 0.4);

        desk.dispatch();

        assertThat(desk.lines("crowd"))
                .as("two labels at a cent, and ten for the decision that all tasks came to so far")
                .filteredOn(line -> line.path("task").asText().equals("i1"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("labels").asInt()).isEqualTo(2));
    }

    @Test
    void an_audit_that_an_expert_is_asked_for_is_paid_once_as_well() {
        Desk desk = desk("0.12");
        desk.audit(0);
        desk.dispatch();
        desk.tally();
        assertThat(desk.task(0).audit()).isEqualTo(AuditState.OUT);
        desk.people(1, 0.4);

        desk.dispatch();

        assertThat(desk.items("crowd")).containsExactly("i1");
        assertThat(account(desk).committed()).isEqualTo(12 * CENT);
    }
}
