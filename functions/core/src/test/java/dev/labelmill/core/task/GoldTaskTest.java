package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.judge;
import static dev.labelmill.core.task.Given.label;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.StopRule;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks whose answer is known. */
class GoldTaskTest {

    private static final Vendor ANONYMOUS =
            new Vendor("scale", Tier.CROWD, Vendor.Format.SCALE, 1, 10, Duration.ofMinutes(1), false);

    @Test
    void a_known_item_that_is_held_back_is_over_until_it_goes_out_and_again_when_its_labels_have_come() {
        Task held = Task.heldGold("b", "i1", Given.PLACE, 0.5, null, 2, 2);
        assertThat(held.isSettled()).isTrue();
        assertThat(held.resolution()).isEqualTo(new Resolution(2, 1, Resolution.By.KNOWN));
        assertThat(held.need()).contains(new Need(Tier.CROWD, Purpose.GOLD, 2));
        assertThat(held.stop(drawn -> true)).isSameAs(held);

        Task out = held.claim("d-1", "crowd", false);
        assertThat(out.isSettled()).isFalse();
        assertThat(out.need()).isEmpty();

        Task heard = out.receive(label(Purpose.GOLD, "crowd", "w1", 1, 1), judge())
                .receive(label(Purpose.GOLD, "crowd", "w2", 2, 1), judge());
        assertThat(heard.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(heard.ballots()).hasSize(2);
        assertThat(heard.need()).isEmpty();
    }

    @Test
    void a_known_item_that_was_held_back_is_waited_for_no_longer_than_its_claim() {
        Task out = Task.heldGold("b", "i1", Given.PLACE, 0.5, null, 2, 2).claim("d-1", "crowd", false);

        assertThat(out.expire("d-1").state()).isEqualTo(TaskState.HELD);
        assertThat(out.refuse("d-1").isRefusedBy("crowd")).isTrue();
        Task heard = out.receive(label(Purpose.GOLD, "crowd", "w1", 1, 1), judge());
        assertThat(heard.state()).isEqualTo(TaskState.CLAIMED);
        assertThat(heard.expire("d-1").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(heard.expire("d-1").need()).isEmpty();
    }

    @Test
    void a_known_item_that_was_held_back_again_is_done_with_the_answer_that_comes_late() {
        Task back = Task.heldGold("b", "i1", Given.PLACE, 0.5, null, 2, 2)
                .claim("d-1", "crowd", false)
                .expire("d-1");

        Task heard = back.receive(label(Purpose.GOLD, "crowd", "w1", 1, 1), judge());

        assertThat(heard.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(heard.ballots()).hasSize(1);
        assertThat(heard.need()).as("nobody is asked for it once more").isEmpty();
    }

    @Test
    void a_known_item_that_was_claimed_in_part_asks_for_no_more() {
        Task heard = Given.gold(2, 2)
                .claim("d-1", "crowd", false, 1, Optional.empty())
                .receive(label(Purpose.GOLD, "crowd", "w1", 1, 1), judge());

        assertThat(heard.resolution()).isEqualTo(new Resolution(2, 1, Resolution.By.KNOWN));
    }

    @Test
    void a_known_item_of_which_a_vendor_gives_one_label_goes_on_to_others_like_any_other() {
        Task heard = Given.gold(2, 2)
                .claim("d-1", ANONYMOUS, Integer.MAX_VALUE, Optional.empty())
                .receive(label(Purpose.GOLD, "scale", "response-1", 1, 1), judge());

        assertThat(heard.need()).contains(new Need(Tier.CROWD, Purpose.GOLD, 1));
    }

    @Test
    void a_known_item_that_was_held_back_is_done_with_the_one_label_that_a_vendor_gives() {
        Task out = Task.heldGold("b", "i1", Given.PLACE, 0.5, null, 2, 2)
                .claim("d-1", ANONYMOUS, Integer.MAX_VALUE, Optional.empty());

        assertThat(out.expire("d-1").need()).contains(new Need(Tier.CROWD, Purpose.GOLD, 2));
        assertThat(out.receive(label(Purpose.GOLD, "scale", "response-1", 1, 1), judge())
                        .state())
                .isEqualTo(TaskState.RESOLVED);
    }

    @Test
    void gold_resolves_to_what_is_known_whatever_people_say_and_is_never_audited() {
        Judge auditing = judge(new StopRule(2, 4, 0.9, true), 1);
        Task gold = Given.gold(0, 2);
        assertThat(gold.need()).contains(new Need(Tier.CROWD, Purpose.GOLD, 2));

        Task task = gold.claim("d-1", "crowd", false)
                .receive(label(Purpose.GOLD, "crowd", "w1", 2, 1), auditing)
                .receive(label(Purpose.GOLD, "crowd", "w2", 2, 1), auditing);

        assertThat(task.resolution()).isEqualTo(new Resolution(0, 1, Resolution.By.KNOWN));
        assertThat(task.audit()).isEqualTo(AuditState.NONE);
        assertThat(task.isSettled()).isTrue();
    }
}
