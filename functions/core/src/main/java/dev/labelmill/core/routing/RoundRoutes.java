package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.rounds.ItemRoute;
import dev.labelmill.core.rounds.RoundRouter;
import dev.labelmill.core.rounds.Stage;
import java.util.OptionalDouble;

/** Pass 2's decision about one item that waits, in a batch that learns in rounds. Tasks of a round are a wave. */
public final class RoundRoutes {

    private final Batch batch;
    private final Stage stage;
    private final RoundRouter router;
    private final Draw draw;

    /** @param batch with the round's plan */
    public RoundRoutes(Batch batch) {
        this.batch = batch;
        this.stage = batch.plan().round().orElseThrow().stage();
        this.draw = new Draw(batch.settings().seed());
        this.router = new RoundRouter(
                batch.plan().round().get(),
                batch.settings().rounds().orElseThrow().rest(),
                draw,
                batch.id(),
                batch.round());
    }

    /**
     * @param confidence the head's, 0 to 1; empty where it has none: then the item is neither accepted nor does it calibrate
     * @param cell       its cell for the strategy
     * @param score      what a label for it is worth
     */
    public Route route(String item, OptionalDouble confidence, int cell, double score) {
        if (confidence.isEmpty() && stage != Stage.LEARN) {
            return stage == Stage.FINISH ? toPeople(item, confidence) : new Route.Wait();
        }
        int bin = ConfidenceBins.bin(confidence.orElse(0));
        ItemRoute route = router.route(item, bin, cell, score);
        return switch (route) {
            case ACCEPT ->
                new Route.Accept(
                        draw.uniform("audit", batch.id(), item) < batch.plan().autoAuditRate());
            case LEARN, PEOPLE -> toPeople(item, confidence);
            case CALIBRATE -> new Route.Calibrate(batch.round(), priority(item, confidence));
            case WAIT, LEFT -> new Route.Wait();
        };
    }

    private Route toPeople(String item, OptionalDouble confidence) {
        return new Route.ToPeople(batch.round(), priority(item, confidence));
    }

    private double priority(String item, OptionalDouble confidence) {
        return confidence.isPresent() ? 1 - confidence.getAsDouble() : draw.uniform("priority", batch.id(), item);
    }
}
