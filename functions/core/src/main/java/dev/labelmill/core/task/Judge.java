package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Decision;
import dev.labelmill.core.consensus.ExpertRule;
import dev.labelmill.core.consensus.Posterior;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import java.util.Optional;
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
 * @param experts   when an expert is worth the price; empty: only when the crowd has said all that it may
 */
public record Judge(
        int classes,
        StopRule stopRule,
        Skills skills,
        Draw draw,
        double auditRate,
        Set<Integer> forbidden,
        Optional<ExpertRule> experts)
        implements Decider {

    /** Experts decide what the crowd cannot. */
    public Judge(int classes, StopRule stopRule, Skills skills, Draw draw, double auditRate, Set<Integer> forbidden) {
        this(classes, stopRule, skills, draw, auditRate, forbidden, Optional.empty());
    }

    /** Copies the classes. */
    public Judge {
        forbidden = Set.copyOf(forbidden);
    }

    @Override
    public Decision decide(Task voted) {
        double[] posterior = voted.posterior(skills);
        int votes = trusted(voted);
        Decision decided = stopRule.decide(posterior, votes);
        return votes < stopRule.minOverlap()
                ? decided
                : experts.map(rule -> rule.instead(decided, posterior)).orElse(decided);
    }

    @Override
    public Decision conclude(Task voted) {
        double[] posterior = voted.posterior(skills);
        int best = Posterior.argmax(posterior);
        Decision decided = stopRule.conclude(best, posterior[best], trusted(voted));
        return experts.map(rule -> rule.instead(decided, posterior)).orElse(decided);
    }

    /** The ballots that count: a paused annotator's says nothing, and another one is asked for in its place. */
    private int trusted(Task voted) {
        return (int) voted.ballots().stream()
                .filter(ballot -> !skills.paused().contains(ballot.who()))
                .count();
    }

    @Override
    public Decision.Resolve answer(Task voted) {
        double[] posterior = voted.posterior(skills);
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
