package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Decision;
import dev.labelmill.core.consensus.Posterior;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import java.util.Set;

/**
 * What a decision on a single choice depends on besides its ballots: all of it fixed before the task was
 * dispatched, so that the same ballots give the same decision whenever they come.
 *
 * @param classes   number of classes
 * @param skills    the snapshot of annotator confusions that the task's wave uses
 * @param draw      the batch's draw
 * @param auditRate probability that a task people resolved is audited, 0 to 1
 * @param forbidden the classes that break a check
 */
public record Judge(int classes, StopRule stopRule, Skills skills, Draw draw, double auditRate, Set<Integer> forbidden)
        implements Decider {

    /** Copies the classes. */
    public Judge {
        forbidden = Set.copyOf(forbidden);
    }

    @Override
    public Decision decide(Task voted) {
        return stopRule.decide(voted.posterior(this), voted.ballots().size());
    }

    @Override
    public Decision.Resolve answer(Task voted) {
        double[] posterior = voted.posterior(this);
        int best = Posterior.argmax(posterior);
        return new Decision.Resolve(best, posterior[best]);
    }

    @Override
    public int auditAnswer(Task resolved, Label label) {
        return label.kept();
    }

    @Override
    public boolean breaksCheck(Task voted, int answer) {
        return forbidden.contains(answer);
    }

    @Override
    public boolean breaksCheck(Label label) {
        return forbidden.contains(label.kept());
    }
}
