package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.calibration.Cutoff;
import dev.labelmill.core.prelabel.FeatureSettings;
import dev.labelmill.core.rounds.CalibrationDraw;
import dev.labelmill.core.rounds.Rest;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.sampling.Margin;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.sampling.Selection;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of items in the second round of a batch that learns. */
class RoundRoutesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final int SURE = ConfidenceBins.bin(.9);
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static RoundRoutes routes(RoundPlan plan, Rest rest, double autoAuditRate) {
        GivenSettings given = new GivenSettings();
        given.prelabel = new PrelabelSettings.Trained(new FeatureSettings.OfPixels(8, 8));
        given.rounds = Optional.of(new RoundSettings(10, 10, 5, 500, new Margin(), .4, .05, .95, rest));
        RoundPlan first = new RoundPlan(
                Stage.LEARN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "first");
        Plan now = new Plan(OptionalInt.empty(), "", 1, autoAuditRate, 0, 1, 0, Optional.of(plan));
        return new RoundRoutes(Batch.received(given.build(), "{}", "etag", NOW)
                .withDuplicates(Duplicates.NONE)
                .planned(now, RoundRecord.of(first, 0, 0))
                .nextRound(NOW)
                .planned(now, RoundRecord.of(plan, 0, 0)));
    }

    private static RoundPlan plan(
            Stage stage, Optional<Selection> informative, Optional<CalibrationDraw> draw, Optional<Cutoff> accept) {
        return new RoundPlan(stage, informative, draw, accept, Optional.empty(), "");
    }

    private static RoundRoutes learning() {
        Selection upper =
                new Selection(Collections.nCopies(ScoreCounts.CELLS, new Selection.Cut(ScoreCounts.bin(.5), 0)));
        return routes(plan(Stage.LEARN, Optional.of(upper), Optional.empty(), Optional.empty()), Rest.PEOPLE, 0);
    }

    private static RoundRoutes calibrating() {
        return routes(
                plan(Stage.CALIBRATE, Optional.empty(), Optional.of(new CalibrationDraw(SURE, 1)), Optional.empty()),
                Rest.PEOPLE,
                0);
    }

    private static RoundRoutes finishing(Rest rest, double autoAuditRate) {
        Cutoff cutoff = new Cutoff(ConfidenceBins.lowerEdge(SURE), SURE, 100, 0, .03, "");
        return routes(plan(Stage.FINISH, Optional.empty(), Optional.empty(), Optional.of(cutoff)), rest, autoAuditRate);
    }

    @Test
    void what_is_worth_a_label_is_learnt_from_the_least_sure_first_and_the_rest_waits() {
        assertThat(learning().route("i", OptionalDouble.of(.75), 0, .9)).isEqualTo(new Route.ToPeople(1, .25));
        assertThat(learning().route("i", OptionalDouble.of(.75), 0, .1)).isEqualTo(new Route.Wait());
    }

    @Test
    void without_a_confidence_an_item_can_be_learnt_from_in_an_order_by_draw() {
        double[] priorities = IntStream.range(0, 200)
                .mapToObj(i -> (Route.ToPeople) learning().route("i" + i, NONE, 0, .9))
                .mapToDouble(Route.ToPeople::priority)
                .toArray();

        assertThat(priorities).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 200)
                        .mapToDouble(i -> priorities[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(.5, within(.1));
        assertThat(learning().route("i7", NONE, 0, .9)).isEqualTo(new Route.ToPeople(1, priorities[7]));
    }

    @Test
    void what_could_be_accepted_calibrates_and_the_rest_waits() {
        assertThat(calibrating().route("i", OptionalDouble.of(ConfidenceBins.lowerEdge(SURE)), 0, 0))
                .isEqualTo(new Route.Calibrate(1, 1 - ConfidenceBins.lowerEdge(SURE)));
        assertThat(calibrating().route("i", OptionalDouble.of(.6), 0, 0)).isEqualTo(new Route.Wait());
    }

    @Test
    void without_a_confidence_an_item_neither_calibrates_nor_is_accepted() {
        assertThat(calibrating().route("i", NONE, 0, 0)).isEqualTo(new Route.Wait());
        assertThat(finishing(Rest.PEOPLE, 0).route("i", NONE, 0, 0)).isInstanceOf(Route.ToPeople.class);
        assertThat(finishing(Rest.LEFT, 0).route("i", NONE, 0, 0)).isInstanceOf(Route.ToPeople.class);
    }

    @Test
    void at_the_end_the_sure_ones_are_accepted_and_the_rest_goes_where_the_settings_say() {
        OptionalDouble sure = OptionalDouble.of(.95);
        OptionalDouble unsure = OptionalDouble.of(.6);

        assertThat(finishing(Rest.PEOPLE, 0).route("i", sure, 0, 0)).isEqualTo(new Route.Accept(false));
        assertThat(finishing(Rest.PEOPLE, 1).route("i", sure, 0, 0)).isEqualTo(new Route.Accept(true));
        assertThat(finishing(Rest.PEOPLE, 0).route("i", unsure, 0, 0)).isEqualTo(new Route.ToPeople(1, .4));
        assertThat(finishing(Rest.LEFT, 0).route("i", unsure, 0, 0)).isEqualTo(new Route.Wait());
    }

    @Test
    void accepted_items_are_audited_at_the_plans_rate() {
        RoundRoutes routes = finishing(Rest.PEOPLE, .2);

        assertThat(IntStream.range(0, 5000)
                        .filter(i -> routes.route("i" + i, OptionalDouble.of(.99), 0, 0)
                                .equals(new Route.Accept(true)))
                        .count())
                .isBetween(900L, 1100L);
    }
}
