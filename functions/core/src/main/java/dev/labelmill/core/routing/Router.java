package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.draw.Draw;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Pass 2's decision about one item: a pure function of the plan, the draw and the item. */
public final class Router {

    private final String batch;
    private final Plan plan;
    private final Draw draw;
    private final boolean mixed;

    /** @param mixed whether known items go out with the pilot: then in no order that would tell them apart */
    public Router(String batch, Plan plan, Draw draw, boolean mixed) {
        this.batch = batch;
        this.plan = plan;
        this.draw = draw;
        this.mixed = mixed;
    }

    /**
     * @param known      the item's gold answer, if it has one: gold is never auto-accepted
     * @param confidence the labeler's raw confidence, 0 to 1; empty without a pre-label
     */
    public Route route(String item, OptionalInt known, OptionalDouble confidence) {
        if (known.isPresent()) {
            boolean held = draw.uniform("held-gold", batch, item) < plan.heldGold();
            return new Route.Gold(known.getAsInt(), draw.uniform("gold", batch, item), held);
        }
        if (confidence.isPresent() && accepts(confidence.getAsDouble())) {
            return new Route.Accept(draw.uniform("audit", batch, item) < plan.autoAuditRate());
        }
        int wave = draw.uniform("pilot", batch, item) < plan.pilotShare() ? 0 : 1;
        boolean byDraw = confidence.isEmpty() || mixed && wave == 0;
        double priority = byDraw ? draw.uniform("priority", batch, item) : 1 - confidence.getAsDouble();
        return new Route.ToPeople(wave, priority);
    }

    private boolean accepts(double confidence) {
        return plan.cutoffBin().isPresent()
                && ConfidenceBins.bin(confidence) >= plan.cutoffBin().getAsInt();
    }
}
