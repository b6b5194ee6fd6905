package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.budget.Provision;
import dev.labelmill.core.task.Demand;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.BudgetStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a batch's money pays for nothing more: a crowd at five cents a label, and one at a cent that let its work expire. */
class BudgetStopTest {

    private static final String SETTINGS = Samples.SETTINGS
            .replace("\"vendors\":[", "\"budget\":{\"dollars\":DOLLARS,\"stop\":true},\"vendors\":[")
            .replaceFirst("\"pricePerLabel\":0.01", "\"pricePerLabel\":0.05")
            .replace(
                    "{\"name\":\"experts\"",
                    "{\"name\":\"ghost\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":10,\"deadlineSeconds\":60},"
                            + "{\"name\":\"experts\"");

    private static Desk silentGhost(String dollars) {
        Desk desk = new Desk(SETTINGS.replace("DOLLARS", dollars));
        desk.people(0, 0.5);
        desk.dispatch();
        desk.stage.now = desk.stage.now.plusSeconds(61);
        desk.sweep(desk.stage.now);
        desk.tally();
        return desk;
    }

    private static boolean isDue(Desk desk) {
        return new BudgetStop(desk.stage.tasks(), desk.stage.dispatches(), new BudgetStore(desk.stage.table()))
                .isDue(desk.batch(), Provision.NONE);
    }

    @Test
    void money_that_pays_for_a_vendor_that_has_been_silent_stops_nothing_and_buys_from_it() {
        Desk desk = silentGhost("0.02");

        assertThat(isDue(desk)).isFalse();
        desk.dispatch();

        assertThat(desk.lines("ghost")).hasSize(2);
        assertThat(desk.lines("crowd")).isEmpty();
    }

    @Test
    void money_that_pays_for_nobody_stops() {
        Desk desk = new Desk(SETTINGS.replace("DOLLARS", "0.009"));
        desk.people(0, 0.5);

        assertThat(isDue(desk)).isTrue();
    }

    /** After every vendor of the crowd has refused a task of its batch. */
    private static Desk refused(String dollars) {
        Desk desk = new Desk(SETTINGS.replace("DOLLARS", dollars));
        desk.people(0, 0.5);
        desk.stage
                .tasks()
                .update("b", "i0", 2, task -> task.claim("d-1", "crowd", false).refuse("d-1"));
        desk.stage
                .tasks()
                .update("b", "i0", 2, task -> task.claim("d-2", "ghost", false).refuse("d-2"));
        return desk;
    }

    @Test
    void what_every_vendor_refused_waits_for_its_line_to_be_mended_and_stops_no_batch_that_has_money() {
        assertThat(isDue(refused("500"))).isFalse();
        assertThat(isDue(refused("0.009")))
                .as("mended, nobody could be paid for it")
                .isTrue();
    }

    @Test
    void what_every_vendor_refused_does_not_keep_a_batch_whose_money_is_spent() {
        Desk desk = refused("0.009");
        desk.people(1, 0.4);

        assertThat(isDue(desk)).isTrue();
    }

    @Test
    void a_skill_that_no_vendor_has_is_no_want_of_money() {
        Desk desk = new Desk(SETTINGS.replace("DOLLARS", "500"));
        desk.people(0, 0.5);
        Demand signs = new Demand(Optional.of("sign-language"), Optional.empty());
        desk.stage.tasks().update("b", "i0", 2, task -> task.demanding(signs));

        assertThat(isDue(desk)).isFalse();
    }

    /** A crowd at a cent that cannot keep anybody from an item has given one of two labels, and the other crowd asks five. */
    private static Desk halfAnswered(String dollars) {
        Desk desk = new Desk(SETTINGS.replace("DOLLARS", dollars)
                .replace("{\"name\":\"ghost\"", "{\"name\":\"ghost\",\"format\":\"argilla\""));
        desk.people(0, 0.5);
        desk.stage.tasks().update("b", "i0", 2, task -> task.claim("d-1", "ghost", false));
        desk.label(0, "ghost", "w1", 1);
        desk.hear(0);
        desk.stage.tasks().update("b", "i0", 2, task -> task.expire("d-1"));
        return desk;
    }

    @Test
    void money_that_pays_only_for_whoever_must_not_have_an_item_again_stops() {
        assertThat(isDue(halfAnswered("0.02"))).isTrue();
        assertThat(isDue(halfAnswered("0.05"))).isFalse();
    }

    @Test
    void what_is_settled_because_nobody_is_left_for_it_is_no_want_of_money() {
        Desk desk = halfAnswered("0.02");
        desk.stage
                .tasks()
                .update("b", "i0", 2, task -> task.claim("d-2", "crowd", false).refuse("d-2"));

        assertThat(isDue(desk)).isFalse();
    }
}
