package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.stage.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What heads learn from. */
class PeoplesAnswersTest {

    private static final Judge ONE_LABEL =
            new Judge(2, new StopRule(1, 1, 0.9, false), Skills.uninformed(2, 0.8), new Draw(7), 0, Set.of());

    private static Task decided(String item, Label... labels) {
        Task task = Samples.task("b", item, 0.5).claim("d-1", "crowd", false);
        for (Label label : labels) {
            task = task.receive(label, labels.length == 1 ? ONE_LABEL : Samples.judge(0));
        }
        return task;
    }

    private static Task alone(String item, String annotator, int answer) {
        Task task = Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 1)
                .claim("d-1", "crowd", false);
        return task.receive(Samples.label("b", item, annotator, answer, 1), ONE_LABEL);
    }

    /** One label each was worth the .8 that is assumed of strangers, and a head that learnt that could never be surer. */
    @Test
    void single_labels_are_taken_as_they_are() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tasks.add(alone("i" + i, "w" + i % 3, i % 2));
        }

        PeoplesAnswers answers = new PeoplesAnswers(tasks, 2);

        assertThat(tasks.get(0).resolution().confidence()).isCloseTo(.8, within(1e-9));
        for (int i = 0; i < 60; i++) {
            assertThat(answers.of(tasks.get(i))[i % 2]).as("item %s", i).isGreaterThan(.97);
        }
    }

    /** Six people who are seen once each: who of those that disagree is right, nothing tells. */
    @Test
    void what_strangers_say_is_worth_their_share_of_an_items_labels() {
        Task agreed = decided("i1", Samples.label("b", "i1", "w1", 1, 1), Samples.label("b", "i1", "w2", 1, 1));
        Task split = decided("i2", Samples.label("b", "i2", "w3", 1, 1), Samples.label("b", "i2", "w4", 1, 1))
                .receive(Samples.label("b", "i2", "w5", 0, 1), Samples.judge(0));

        PeoplesAnswers answers = new PeoplesAnswers(List.of(agreed, split, alone("i3", "w6", 0)), 2);

        assertThat(answers.of(agreed)).containsExactly(0, 1);
        assertThat(answers.of(split)).containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-9));
    }

    @Test
    void a_single_label_is_worth_what_known_items_show_of_its_annotator() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Task gold = Task.gold("b", "g" + i, new ItemPlace(0, 0, 10), 0.5, null, i % 2, 1)
                    .claim("d-1", "crowd", false);
            int said = i % 10 < 3 ? 1 - i % 2 : i % 2;
            tasks.add(gold.receive(Samples.label("b", "g" + i, "w", said, 1), ONE_LABEL));
        }
        Task task = alone("i", "w", 1);
        tasks.add(task);

        PeoplesAnswers answers = new PeoplesAnswers(tasks, 2);

        assertThat(answers.of(task)[1]).isCloseTo(.7, within(.05));
        assertThat(answers.of(tasks.get(1))).containsExactly(0, 1);
    }

    @Test
    void what_is_corrected_after_the_decision_is_learnt_and_what_is_taken_back_is_not() {
        Task agreed = decided("i1", Samples.label("b", "i1", "w1", 1, 1), Samples.label("b", "i1", "w2", 1, 1));
        Task corrected = agreed.receive(Samples.label("b", "i1", "w1", 0, 2), Samples.judge(0))
                .receive(Samples.label("b", "i1", "w2", 0, 2), Samples.judge(0));
        Task bare = agreed.receive(Samples.tombstone("b", "i1", "w1", 2), Samples.judge(0))
                .receive(Samples.tombstone("b", "i1", "w2", 2), Samples.judge(0));

        assertThat(new PeoplesAnswers(List.of(corrected), 2).of(corrected)[0]).isGreaterThan(.5);
        assertThat(PeoplesAnswers.say(corrected)).isTrue();
        assertThat(PeoplesAnswers.say(bare)).isFalse();
    }
}
