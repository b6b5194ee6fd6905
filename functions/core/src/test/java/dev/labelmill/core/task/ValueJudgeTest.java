package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.check.Checks;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.work.Postings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Ratings of 1 to 5, two to four labels, sure at .9, experts behind. */
class ValueJudgeTest {

    private static final StopRule RULE = new StopRule(2, 4, 0.9, true);

    private static ValueJudge<Grade> judge(List<Label> stored, double auditRate) {
        return new ValueJudge<>(
                new Checks<>(new Rating(1, 5), List.of()), RULE, new Draw(5), auditRate, 0, stored, Optional.empty());
    }

    private static Label label(Purpose purpose, String vendor, String annotator, Optional<LabelValue> value, long rev) {
        return new Label(
                "b",
                "demo",
                "i1",
                vendor,
                annotator,
                value,
                rev,
                "m",
                "d",
                purpose,
                Postings.undated(1),
                1,
                OptionalInt.empty(),
                Spend.NONE,
                Optional.empty(),
                0);
    }

    private static Label crowd(String annotator, int step) {
        return label(Purpose.LABEL, "crowd", annotator, Optional.of(new Grade(step)), 1);
    }

    private static Label expert(Purpose purpose, String annotator, int step) {
        return label(purpose, "experts", annotator, Optional.of(new Grade(step)), 1);
    }

    private static Task after(Task task, double auditRate, List<Label> stored) {
        Task now = task;
        for (Label label : stored) {
            now = now.receive(label, judge(stored, auditRate));
        }
        return now;
    }

    @Test
    void labels_that_agree_resolve_a_task_with_their_agreement_as_confidence() {
        Task task = after(Given.people(2), 0, List.of(crowd("w1", 4), crowd("w2", 4)));

        assertThat(task.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(task.resolution()).isEqualTo(new Resolution(Unclassed.VALUE, 1, Resolution.By.CROWD));
        assertThat(task.ballots())
                .allSatisfy(ballot -> assertThat(ballot.answer()).isEqualTo(Unclassed.VALUE));
    }

    @Test
    void labels_far_apart_ask_for_one_more_until_the_last_and_then_for_an_expert() {
        List<Label> two = List.of(crowd("w1", 1), crowd("w2", 5));
        List<Label> four = List.of(crowd("w1", 1), crowd("w2", 5), crowd("w3", 2), crowd("w4", 4));

        assertThat(after(Given.people(2), 0, two).wanted()).isEqualTo(3);
        assertThat(after(Given.people(4), 0, four).state()).isEqualTo(TaskState.ADJUDICATE);
    }

    @Test
    void a_withdrawn_label_is_no_part_of_the_decision() {
        Task split = after(Given.people(2), 0, List.of(crowd("w1", 1), crowd("w2", 5)));
        List<Label> stored = List.of(
                label(Purpose.LABEL, "crowd", "w1", Optional.empty(), 2),
                crowd("w2", 5),
                crowd("w3", 5),
                crowd("w4", 5));

        Task task = after(split, 0, stored);

        assertThat(task.resolution().confidence()).isEqualTo(1);
        assertThat(new TaskValues<>(task, stored, Grade.class).ballots()).hasSize(3);
    }

    @Test
    void who_takes_a_label_back_and_gives_another_is_heard_with_the_last() {
        List<Label> stored = List.of(
                label(Purpose.LABEL, "crowd", "w1", Optional.empty(), 2),
                label(Purpose.LABEL, "crowd", "w1", Optional.of(new Grade(5)), 3),
                crowd("w2", 5));

        Task task = after(Given.people(2), 0, stored);

        assertThat(task.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(new TaskValues<>(task, stored, Grade.class).ballots()).hasSize(2);
    }

    @Test
    void an_audit_is_held_against_the_consensus_or_the_experts_word() {
        List<Label> agreed = List.of(crowd("w1", 4), crowd("w2", 4));
        List<Label> decided = List.of(
                crowd("w1", 1), crowd("w2", 5), crowd("w3", 1), crowd("w4", 5), expert(Purpose.ADJUDICATION, "x1", 2));

        assertThat(audited(Given.people(2), agreed, 4)).isEqualTo(Unclassed.VALUE);
        assertThat(audited(Given.people(2), agreed, 3)).isEqualTo(Unclassed.OTHER_VALUE);
        assertThat(audited(Given.people(4), decided, 2)).isEqualTo(Unclassed.VALUE);
        assertThat(audited(Given.people(4), decided, 3)).isEqualTo(Unclassed.OTHER_VALUE);
    }

    private static int audited(Task task, List<Label> before, int step) {
        List<Label> stored = new ArrayList<>(before);
        stored.add(expert(Purpose.AUDIT, "x2", step));
        Task now = after(task, 1, stored);
        assertThat(now.audit()).isEqualTo(AuditState.DONE);
        return now.auditAnswer().getAsInt();
    }

    @Property(tries = 200)
    void taking_the_stored_labels_in_again_changes_nothing(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 5) Integer> steps) {
        List<Label> stored = IntStream.range(0, steps.size())
                .mapToObj(i -> crowd("w" + i, steps.get(i)))
                .toList();
        Task once = after(Given.people(2), 0.5, stored);

        assertThat(after(once, 0.5, stored)).isSameAs(once);
    }

    @Test
    void an_answer_that_breaks_a_check_says_so() {
        List<Label> split = List.of(crowd("w1", 1), crowd("w2", 5), crowd("w3", 1), crowd("w4", 5));
        List<Label> decided = new ArrayList<>(split);
        decided.add(expert(Purpose.ADJUDICATION, "x", 9));

        assertThat(after(Given.people(2), 0, decided).resolution())
                .isEqualTo(new Resolution(Unclassed.VALUE, 1, Resolution.By.EXPERT, true));
        assertThat(after(Given.people(2), 0, List.of(crowd("w1", 5), crowd("w2", 5)))
                        .resolution()
                        .breaksCheck())
                .isFalse();
    }

    @Test
    void an_auditor_of_a_pre_label_that_stands_is_held_against_the_pre_label() {
        Task task = Task.auditOfAccepted(
                "b", "i1", null, 0.5, null, new Resolution(Unclassed.VALUE, 0.95, Resolution.By.PRELABEL));
        Label same = expert(Purpose.AUDIT, "x1", 3);
        Label other = expert(Purpose.AUDIT, "x1", 4);
        ValueJudge<Grade> judge = new ValueJudge<>(
                new Checks<>(new Rating(1, 5), List.of()),
                RULE,
                new Draw(5),
                0,
                0,
                List.of(same),
                Optional.of(new Grade(3)));

        assertThat(judge.auditAnswer(task, same)).isEqualTo(Unclassed.VALUE);
        assertThat(judge.auditAnswer(task, other)).isEqualTo(Unclassed.OTHER_VALUE);
    }
}
