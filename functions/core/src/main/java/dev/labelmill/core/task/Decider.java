package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Decision;
import dev.labelmill.core.draw.Draw;
import java.util.OptionalInt;

/** What decides a task by its ballots. All it goes by is fixed, so that the same ballots give the same decision. */
public sealed interface Decider permits Judge, ValueJudge {

    /** What happens to a task that has all the ballots it waited for. */
    Decision decide(Task voted);

    /** What happens to a task of which the crowd can be asked no more: it is resolved, or left to an expert. There is a ballot at least. */
    Decision conclude(Task voted);

    /** The answer that the ballots give as they are, enough or not; there is at least one. */
    Decision.Resolve answer(Task voted);

    /** What a resolved task keeps of its auditor's label. */
    int auditAnswer(Task resolved, Label label);

    /** Whether what the ballots say breaks a check that the label alone can break, whatever the item. */
    boolean breaksCheck(Task voted, int answer);

    /** The same of one label that is no tombstone. */
    boolean breaksCheck(Label label);

    /** The step of its scale that a label is which is no tombstone, from 0; empty where labels are no ratings. */
    default OptionalInt step(Label label) {
        return OptionalInt.empty();
    }

    /** The batch's draw. */
    Draw draw();

    /** Probability that a task people resolved is audited, 0 to 1. */
    double auditRate();

    /** Whether a task that people resolved is audited. */
    default boolean drawsAudit(Task task) {
        return drawsAudit(draw(), auditRate(), task);
    }

    /** The same by the batch's draw and rate themselves. */
    static boolean drawsAudit(Draw draw, double rate, Task task) {
        return draw.uniform("audit", task.batch(), task.item()) < rate;
    }
}
