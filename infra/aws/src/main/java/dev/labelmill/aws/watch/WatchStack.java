package dev.labelmill.aws.watch;

import dev.labelmill.aws.stack.NamedStack;
import dev.labelmill.aws.stage.Stage;
import software.constructs.Construct;

/**
 * What watches a stage. A stack of its own, so that the other's template stays small enough to go with a request, and because
 * a dashboard can be changed without touching a queue.
 */
public final class WatchStack extends NamedStack {

    /** @param scope the app */
    public WatchStack(Construct scope, Stage stage) {
        super(scope, stage.named("watch"), "Dashboards, alarms and queries of Labelmill, stage " + stage.stage());
        new Dashboards(this, stage).create();
        new Alarms(this, stage).create();
        new Queries(this, stage).create();
    }
}
