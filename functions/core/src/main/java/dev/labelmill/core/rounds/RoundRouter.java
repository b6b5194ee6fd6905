package dev.labelmill.core.rounds;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.sampling.Selection;

/** Pass 2's decision about one waiting item: a pure function of the plan, the draw and the item. */
public final class RoundRouter {

    private final RoundPlan plan;
    private final Rest rest;
    private final Draw draw;
    private final String batch;
    private final String round;

    /**
     * @param rest  what becomes of the rest, as the batch's settings say
     * @param draw  of the batch's seed
     * @param round the round that the plan is for, as {@link RoundView#round} counts
     */
    public RoundRouter(RoundPlan plan, Rest rest, Draw draw, String batch, int round) {
        this.plan = plan;
        this.rest = rest;
        this.draw = draw;
        this.batch = batch;
        this.round = Integer.toString(round);
    }

    /**
     * What becomes of the item.
     *
     * @param confidenceBin bin of its calibrated confidence; any before there is a model
     * @param cell          its cell, 0 for none
     * @param score         by the strategy, as pass 1 counted it
     */
    public ItemRoute route(String item, int confidenceBin, int cell, double score) {
        return switch (plan.stage()) {
            case LEARN -> learns(item, cell, score) ? ItemRoute.LEARN : ItemRoute.WAIT;
            case CALIBRATE -> calibrates(item, confidenceBin) ? ItemRoute.CALIBRATE : ItemRoute.WAIT;
            case FINISH ->
                accepts(confidenceBin) ? ItemRoute.ACCEPT : rest == Rest.PEOPLE ? ItemRoute.PEOPLE : ItemRoute.LEFT;
        };
    }

    private boolean learns(String item, int cell, double score) {
        Selection chosen = plan.informative().orElseThrow();
        return chosen.chooses(cell, score, draw.uniform("learn", batch, round, item));
    }

    private boolean calibrates(String item, int confidenceBin) {
        CalibrationDraw range = plan.calibration().orElseThrow();
        return confidenceBin >= range.lowestBin() && draw.uniform("calibrate", batch, round, item) < range.rate();
    }

    private boolean accepts(int confidenceBin) {
        return plan.accept().isPresent() && confidenceBin >= plan.accept().get().bin();
    }
}
