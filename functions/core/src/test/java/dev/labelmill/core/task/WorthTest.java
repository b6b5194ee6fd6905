package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.ExpertRule;
import dev.labelmill.core.consensus.Offer;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ballots that count for nothing, and experts who are worth the money or not. */
class WorthTest {

    private static final Skills SKILLS = Skills.uninformed(Given.CLASSES, 0.8);
    private static final Offer EXPERT = new Offer(Confusion.symmetric(Given.CLASSES, 0.95), 0.1);

    private static Judge judge(Skills skills, Optional<ExpertRule> experts) {
        return new Judge(Given.CLASSES, new StopRule(2, 3, 0.9, true), skills, new Draw(5), 0, Set.of(), experts);
    }

    private static Judge pricing(double crowdDollars, double errorDollars) {
        Offer crowd = new Offer(Confusion.symmetric(Given.CLASSES, 0.8), crowdDollars);
        return judge(SKILLS, Optional.of(new ExpertRule(List.of(crowd), List.of(EXPERT), errorDollars)));
    }

    private static Task answered(Judge judge, int... answers) {
        Task task = Given.people(2).claim("d-1", "crowd", false);
        for (int i = 0; i < answers.length; i++) {
            task = task.receive(Given.label(Purpose.LABEL, "crowd", "w" + i, answers[i], 1), judge);
            task = task.state() == TaskState.OPEN ? task.claim("d-2" + i, "crowd", false) : task;
        }
        return task;
    }

    @Test
    void a_paused_annotators_ballot_neither_moves_the_answer_nor_stands_for_one_of_the_wanted() {
        Judge judge = judge(SKILLS.pausing(Set.of("crowd/w1")), Optional.empty());

        Task one = answered(judge, 0, 0);
        assertThat(one.resolution()).isNull();
        assertThat(one.wanted()).isEqualTo(3);
        Task three = answered(judge, 0, 2, 0);
        assertThat(three.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(three.resolution().answer()).isZero();
        assertThat(three.resolution().confidence())
                .isEqualTo(answered(judge(SKILLS, Optional.empty()), 0, 0)
                        .resolution()
                        .confidence());
    }

    @Test
    void an_expert_takes_the_crowds_place_where_the_crowd_is_dear_and_the_error_too() {
        assertThat(answered(pricing(0.01, 10), 0, 1).state()).isEqualTo(TaskState.CLAIMED);
        assertThat(answered(pricing(0.09, 10), 0, 1).state()).isEqualTo(TaskState.ADJUDICATE);
        assertThat(answered(pricing(0.09, 0.15), 0, 1).state())
                .as("half an error of fifteen cents costs less than an expert")
                .isEqualTo(TaskState.CLAIMED);
    }

    @Test
    void what_the_crowd_cannot_decide_stands_where_no_expert_pays() {
        Task cheap = answered(pricing(0.01, 0.1), 0, 1, 2);

        assertThat(cheap.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(cheap.resolution().confidence()).isLessThan(0.5);
        assertThat(answered(pricing(0.01, 10), 0, 1, 2).state()).isEqualTo(TaskState.ADJUDICATE);
    }
}
