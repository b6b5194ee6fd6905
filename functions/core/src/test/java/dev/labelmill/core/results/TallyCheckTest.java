package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyCheckTest {

    private final Chunk chunk = Chunk.cut("b", 0, "work/b/manifest.jsonl", 0, 100, "e")
            .routed(0, 1, 0, 0, 2, 1)
            .spend(Spend.of("prelabel", Kind.LAMBDA, 77));
    private final TallyCheck check = new TallyCheck()
            .expect(chunk)
            .expect(Tasks.people("a", 1, 1))
            .expect(Tasks.audited(Tasks.adjudicated("b", 0, 1, 0, 1), 1))
            .expect(Tasks.gold("g", 1, 1));
    private final Counters totals = new Counters();

    @BeforeEach
    void complete() {
        totals.addAll(Contributions.of(chunk))
                .add("tasks.human", 2)
                .add("state.human.resolved", 2)
                .add("tasks.gold", 1)
                .add("state.gold.resolved", 1)
                .add("audit.human.done", 1)
                .add("ballots.human", 5)
                .add("ballots.gold", 1)
                .add("labels.label", 5)
                .add("labels.gold", 1)
                .add("labels.adjudication", 1)
                .add("labels.audit", 1);
    }

    @Test
    void totals_with_every_fact_lack_nothing() {
        assertThat(check.lack(totals)).isEmpty();
    }

    @Test
    void a_label_that_came_late_is_no_lack() {
        totals.add("labels.label", 1).add("ballots.human", 1);

        assertThat(check.lack(totals)).isEmpty();
    }

    @Test
    void a_label_that_was_taken_back_after_it_decided_a_task_is_no_lack() {
        totals.add("labels.adjudication", -1).add("tombstones", 1);

        assertThat(check.lack(totals)).isEmpty();
    }

    @Test
    void an_audit_that_was_missed_when_its_chunk_was_gathered_and_is_answered_since_is_no_lack() {
        check.expect(Tasks.missed(Tasks.people("m", 1, 1)));
        totals.add("tasks.human", 1).add("state.human.resolved", 1).add("labels.label", 2);

        assertThat(check.lack(without("audit.human.missed", -1))).isEmpty();
        assertThat(check.lack(without("audit.human.done", -1))).isEmpty();
        assertThat(check.lack(totals)).hasValue("the tally's audit.human.done and .missed is 1, the facts' 2");
    }

    @Test
    void a_task_that_is_not_resolved_in_the_totals_is_a_lack() {
        totals.add("state.human.resolved", -1).add("state.human.claimed", 1);

        assertThat(check.lack(totals)).hasValue("the tally's state.human.resolved is 1, the facts' 2");
    }

    @Test
    void a_missing_label_and_a_missing_audit_are_lacks_and_money_that_goes_on_growing_is_none() {
        assertThat(check.lack(without("labels.adjudication", 1))).isPresent();
        assertThat(check.lack(without("audit.human.done", 1))).isPresent();
        assertThat(check.lack(without("spent.prelabel.lambda", 77))).isEmpty();
    }

    private Counters without(String name, long amount) {
        return new Counters().addAll(totals).add(name, -amount);
    }
}
