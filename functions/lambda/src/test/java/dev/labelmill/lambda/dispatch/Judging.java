package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Judge;

/** A judge as the sample settings make it. */
final class Judging {

    static final Judge PLAIN = new Judge(2, new StopRule(2, 3, 0.9, true), Skills.uninformed(2, 0.8), new Draw(7), 0);

    private Judging() {}
}
