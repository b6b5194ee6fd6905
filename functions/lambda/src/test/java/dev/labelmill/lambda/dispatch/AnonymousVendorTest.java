package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Vendors whose answers name nobody, as Scale's: two of them may be one person's, so that each item has one of them only. */
class AnonymousVendorTest {

    private static final String SETTINGS = Samples.SETTINGS
            .replace("\"vendors\"", """
            "routing":"cheapest","vendors"\
            """)
            .replace(
                    "{\"name\":\"crowd\"",
                    "{\"name\":\"named\",\"tier\":\"crowd\",\"pricePerLabel\":PRICE,\"capacity\":10,\"deadlineSeconds\":60},"
                            + "{\"name\":\"crowd\",\"format\":\"scale\"");

    /** @param price what a label of the vendor that names people costs, in dollars; one of the other's costs 0.01 */
    private static Desk desk(String price) {
        return Desk.knowingNobody(SETTINGS.replace("PRICE", price));
    }

    private static void answer(Desk desk, String vendor, String annotator) {
        desk.label(0, vendor, annotator, 1);
        desk.stage.services().score().handle(Events.changed(desk.stage.changes()));
    }

    @Test
    void one_label_is_asked_of_it_and_paid_and_the_other_of_another_vendor() {
        Desk desk = desk("0.05");
        desk.people(0, 0.5);
        desk.dispatch();

        assertThat(desk.task(0).claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.vendor()).isEqualTo("crowd"));
        assertThat(desk.open()).singleElement().extracting(Dispatch::labels).isEqualTo(1L);
        answer(desk, "crowd", "response-1");
        assertThat(desk.task(0).state()).isEqualTo(TaskState.OPEN);
        desk.dispatch();

        assertThat(desk.task(0).claims()).extracting(Claim::vendor).containsExactly("crowd", "named");
        assertThat(desk.task(0).claims()).extracting(Claim::labels).containsExactly(1, 1);
        answer(desk, "named", "w1");
        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(0).ballots()).extracting(Ballot::annotator).hasSize(2);
    }

    @Test
    void another_vendor_is_asked_for_all_that_is_needed() {
        Desk desk = desk("0.005");
        desk.people(0, 0.5);
        desk.dispatch();

        assertThat(desk.task(0).claims()).singleElement().satisfies(claim -> {
            assertThat(claim.vendor()).isEqualTo("named");
            assertThat(claim.labels()).isEqualTo(2);
        });
    }

    @Test
    void its_room_is_for_as_many_items_as_labels() {
        Desk desk = Desk.knowingNobody(
                SETTINGS.replace("PRICE", "0.05").replaceFirst("(\"scale\".*?\"capacity\":)\\d+", "$13"));
        for (int i = 0; i < 4; i++) {
            desk.people(i, 0.5);
        }
        desk.dispatch();

        assertThat(desk.lines("crowd")).hasSize(3);
        assertThat(desk.open()).extracting(Dispatch::labels).containsExactly(3L);
    }

    @Test
    void known_items_go_on_to_the_other_vendor_as_those_do_that_nothing_is_known_of() {
        Desk desk = desk("0.05");
        desk.gold(0, 0.5);
        desk.people(1, 0.5);
        desk.dispatch();
        answer(desk, "crowd", "response-1");
        desk.label(1, "crowd", "response-1", 1);
        desk.stage.services().score().handle(Events.changed(desk.stage.changes()));
        desk.dispatch();

        assertThat(desk.items("named")).containsExactlyInAnyOrder("i0", "i1");
        answer(desk, "named", "w1");
        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(0).resolution().by()).isEqualTo(Resolution.By.KNOWN);
    }

    @Test
    void what_it_does_not_answer_is_asked_of_another_vendor_whole() {
        Desk desk = desk("0.05");
        desk.people(0, 0.5);
        desk.dispatch();
        desk.stage.now = Stage.START.plusSeconds(61);
        desk.sweep(desk.stage.now);
        desk.dispatch();

        assertThat(desk.task(0).claims()).extracting(Claim::vendor).containsExactly("crowd", "named");
        assertThat(desk.task(0).claims()).extracting(Claim::labels).containsExactly(1, 2);
    }

    private static final String JUDGED = "\"gold\":{\"overlap\":2,\"rate\":0.5},\"annotators\":{\"minAccuracy\":0.7,"
            + "\"confidence\":0.95},\"routing\"";

    /** A batch whose snapshot pauses the one annotator that all of the vendor's people are. */
    private static Desk found(String settings) {
        Desk desk = Desk.knowingNobody(settings.replace("\"routing\"", JUDGED));
        desk.stage
                .bucket()
                .put(
                        "work/b/skills/0.json",
                        "application/json",
                        SkillsFile.write(Skills.uninformed(2, 0.8).pausing(Set.of("crowd/response-1"))));
        return desk;
    }

    @Test
    void while_its_people_fail_another_vendor_is_asked_though_it_is_dearer() {
        Desk desk = found(SETTINGS.replace("PRICE", "0.05"));
        desk.people(0, 0.5);
        desk.dispatch();

        assertThat(desk.task(0).claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.vendor()).isEqualTo("named"));
    }

    @Test
    void where_the_others_cannot_be_paid_its_people_are_asked_though_they_fail() {
        Desk desk = found(SETTINGS.replace("PRICE", "0.05")
                .replace("\"routing\"", "\"budget\":{\"dollars\":0.04,\"stop\":true},\"routing\""));
        desk.people(0, 0.5);
        desk.dispatch();

        assertThat(desk.task(0).claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.vendor()).isEqualTo("crowd"));
    }
}
