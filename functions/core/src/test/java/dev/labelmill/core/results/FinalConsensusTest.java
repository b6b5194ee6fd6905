package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.results.FinalLabel.By;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinalConsensusTest {

    @Test
    void each_kind_of_task_is_decided_by_whom_it_belongs_to() {
        List<SettledTask> tasks = List.of(
                Tasks.people("crowd", 1, 1, 1),
                Tasks.adjudicated("expert", 0, 0, 1, 0),
                Tasks.gold("gold", 1, 1),
                Tasks.accepted("auto", 1));

        FinalConsensus consensus = FinalConsensus.of(tasks, 2);

        assertThat(tasks)
                .extracting(consensus::label)
                .extracting(FinalLabel::by, FinalLabel::answer, FinalLabel::labels)
                .containsExactly(
                        tuple(By.CROWD, 1, 3), tuple(By.EXPERT, 0, 4), tuple(By.KNOWN, 1, 1), tuple(By.PRELABEL, 1, 0));
    }

    @Test
    void an_auditors_answer_replaces_the_label_but_not_what_it_was_before() {
        SettledTask audited = Tasks.audited(Tasks.people("i", 1, 1, 1), 0);

        FinalConsensus consensus = FinalConsensus.of(List.of(audited), 2);

        assertThat(consensus.beforeAudit(audited).answer()).isEqualTo(1);
        assertThat(consensus.label(audited)).isEqualTo(new FinalLabel(0, 1, By.AUDIT, 4));
    }

    @Test
    void audits_never_enter_the_consensus() {
        List<SettledTask> plain = mixed();
        List<SettledTask> contradicted = new ArrayList<>();
        plain.forEach(task ->
                contradicted.add(Tasks.audited(task, 1 - task.ballots().get(0).answer())));

        FinalConsensus one = FinalConsensus.of(plain, 2);
        FinalConsensus other = FinalConsensus.of(contradicted, 2);

        for (int i = 0; i < plain.size(); i++) {
            assertThat(other.beforeAudit(contradicted.get(i))).isEqualTo(one.beforeAudit(plain.get(i)));
        }
        assertThat(other.accuracy("crowd/w2")).isEqualTo(one.accuracy("crowd/w2"));
    }

    @Test
    void who_errs_on_gold_and_against_experts_counts_for_less() {
        FinalConsensus consensus = FinalConsensus.of(mixed(), 2);

        assertThat(consensus.accuracy("crowd/w2")).isLessThan(consensus.accuracy("crowd/w0") - 0.2);
        assertThat(consensus.beforeAudit(Tasks.people("new", 1, 1, 0)).confidence())
                .isGreaterThan(
                        consensus.beforeAudit(Tasks.people("new", 1, 0, 1)).confidence());
    }

    @Test
    void a_batch_without_people_has_nobody_to_learn_about() {
        FinalConsensus consensus = FinalConsensus.of(List.of(Tasks.accepted("auto", 1)), 2);

        assertThat(consensus.accuracy("crowd/w0")).isEqualTo(0.7, within(1e-9));
    }

    /** The third annotator is wrong half of the time, and always where it is known. */
    private static List<SettledTask> mixed() {
        List<SettledTask> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int truth = i % 2;
            int third = i % 4 < 2 ? truth : 1 - truth;
            if (i % 5 == 0) {
                tasks.add(Tasks.gold("i" + i, truth, truth, truth, 1 - truth));
            } else if (i % 5 == 1) {
                tasks.add(Tasks.adjudicated("i" + i, truth, truth, truth, 1 - truth));
            } else {
                tasks.add(Tasks.people("i" + i, truth, truth, third));
            }
        }
        return tasks;
    }
}
