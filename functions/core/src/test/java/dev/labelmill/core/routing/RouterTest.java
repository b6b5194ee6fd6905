package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.draw.Draw;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final int CUTOFF = ConfidenceBins.bin(0.9);

    private static Router router(OptionalInt cutoff, double auditRate, double pilot) {
        return new Router("b", new Plan(cutoff, "", 1, auditRate, 0, pilot), new Draw(3), false);
    }

    @Test
    void in_a_pilot_with_gold_the_order_tells_nothing_of_what_is_gold() {
        Router mixed = new Router("b", new Plan(OptionalInt.empty(), "", 1, 0, 0, 0.5), new Draw(3), true);
        double[] gold = IntStream.range(0, 4000)
                .mapToObj(i -> mixed.route("g" + i, OptionalInt.of(1), OptionalDouble.of(0.9)))
                .mapToDouble(route -> ((Route.Gold) route).priority())
                .sorted()
                .toArray();
        double[] pilot = IntStream.range(0, 8000)
                .mapToObj(i -> (Route.ToPeople) mixed.route("p" + i, OptionalInt.empty(), OptionalDouble.of(0.9)))
                .filter(route -> route.wave() == 0)
                .mapToDouble(Route.ToPeople::priority)
                .sorted()
                .toArray();

        for (int percent = 5; percent < 100; percent += 5) {
            assertThat(gold[gold.length * percent / 100])
                    .as("percentile %d", percent)
                    .isCloseTo(pilot[pilot.length * percent / 100], within(0.05));
        }
        assertThat(mixed.route("after", OptionalInt.empty(), OptionalDouble.of(0.25)))
                .isIn(new Route.ToPeople(1, 0.75), mixed.route("after", OptionalInt.empty(), OptionalDouble.of(0.9)));
    }

    @Test
    void the_cut_off_bin_itself_is_accepted_and_the_one_below_is_not() {
        Router router = router(OptionalInt.of(CUTOFF), 0, 1);

        assertThat(router.route("i", OptionalInt.empty(), OptionalDouble.of(ConfidenceBins.lowerEdge(CUTOFF))))
                .isEqualTo(new Route.Accept(false));
        assertThat(router.route(
                        "i", OptionalInt.empty(), OptionalDouble.of(Math.nextDown(ConfidenceBins.lowerEdge(CUTOFF)))))
                .isInstanceOf(Route.ToPeople.class);
        assertThat(router.route("i", OptionalInt.empty(), OptionalDouble.of(1))).isInstanceOf(Route.Accept.class);
    }

    @Test
    void gold_is_never_accepted_however_sure_the_labeler_is() {
        assertThat(router(OptionalInt.of(0), 1, 1).route("i", OptionalInt.of(4), OptionalDouble.of(1)))
                .isInstanceOfSatisfying(
                        Route.Gold.class, gold -> assertThat(gold.known()).isEqualTo(4));
    }

    @Test
    void known_items_are_held_back_by_a_draw_of_their_own_in_no_order_that_would_tell_them() {
        Plan plan = new Plan(OptionalInt.empty(), "", 1, 0, 0, 0.5, 0.3, Optional.empty());
        Router router = new Router("b", plan, new Draw(3), true);

        List<Route.Gold> held = IntStream.range(0, 4000)
                .mapToObj(i -> (Route.Gold) router.route("g" + i, OptionalInt.of(1), OptionalDouble.of(0.9)))
                .filter(Route.Gold::held)
                .toList();

        assertThat(held.size() / 4000.0).isCloseTo(0.3, within(0.02));
        assertThat(held.stream().mapToDouble(Route.Gold::priority).average().orElseThrow())
                .isCloseTo(0.5, within(0.03));
    }

    @Test
    void without_a_cut_off_or_a_pre_label_everything_goes_to_people() {
        assertThat(router(OptionalInt.empty(), 1, 1).route("i", OptionalInt.empty(), OptionalDouble.of(1)))
                .isEqualTo(new Route.ToPeople(0, 0));
        assertThat(router(OptionalInt.of(0), 1, 1).route("i", OptionalInt.empty(), OptionalDouble.empty()))
                .isInstanceOfSatisfying(
                        Route.ToPeople.class,
                        people -> assertThat(people.priority()).isBetween(0.0, 1.0));
    }

    @Test
    void the_less_sure_the_labeler_the_higher_the_priority() {
        Router router = router(OptionalInt.empty(), 0, 1);

        assertThat(router.route("i", OptionalInt.empty(), OptionalDouble.of(0.25)))
                .isEqualTo(new Route.ToPeople(0, 0.75));
    }

    @Test
    void audits_and_the_pilot_are_drawn_at_their_rates_and_again_the_same() {
        Router router = router(OptionalInt.of(CUTOFF), 0.2, 0.3);
        long audited = IntStream.range(0, 5000)
                .mapToObj(i -> router.route("i" + i, OptionalInt.empty(), OptionalDouble.of(0.99)))
                .filter(new Route.Accept(true)::equals)
                .count();
        long pilot = IntStream.range(0, 5000)
                .mapToObj(i -> (Route.ToPeople) router.route("i" + i, OptionalInt.empty(), OptionalDouble.of(0.1)))
                .filter(route -> route.wave() == 0)
                .count();

        assertThat(audited).isBetween(900L, 1100L);
        assertThat(pilot).isBetween(1370L, 1630L);
        assertThat(router.route("i7", OptionalInt.empty(), OptionalDouble.empty()))
                .isEqualTo(router(OptionalInt.of(CUTOFF), 0.2, 0.3)
                        .route("i7", OptionalInt.empty(), OptionalDouble.empty()));
    }
}
