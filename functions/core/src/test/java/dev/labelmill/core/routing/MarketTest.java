package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Offer;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Given;
import dev.labelmill.core.task.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What vendors' next answers are worth, and who comes first by it. */
class MarketTest {

    private static final Vendor A = vendor("a", Tier.CROWD, 5_000_000);
    private static final Vendor B = vendor("b", Tier.CROWD, 10_000_000);
    private static final Vendor NEW = vendor("new", Tier.CROWD, 20_000_000);
    private static final Vendor EXPERT = vendor("expert", Tier.EXPERT, 500_000_000);
    private static final Draw DRAW = new Draw(42);

    private static Vendor vendor(String name, Tier tier, long nanos) {
        return new Vendor(name, tier, Vendor.Format.LABELMILL, nanos, 100, Duration.ofSeconds(20), false);
    }

    private static Market market(Map<String, Confusion> known, Vendor... vendors) {
        Map<String, VendorSkill> skills = new HashMap<>();
        known.forEach((name, confusion) -> skills.put(name, new VendorSkill(confusion, 100, OptionalDouble.empty())));
        GivenSettings given = new GivenSettings();
        given.vendors = List.of(vendors);
        return new Market(Skills.uninformed(2, 0.7).withVendors(skills), given.build());
    }

    @Test
    void a_tiers_offers_are_its_vendors_and_of_a_tier_without_vendors_there_are_none() {
        Market market = market(Map.of("a", Confusion.symmetric(2, 0.8)), A, EXPERT);

        assertThat(market.offers(Tier.CROWD)).containsExactly(new Offer(Confusion.symmetric(2, 0.8), 0.005));
        assertThat(market.offers(Tier.EXPERT)).containsExactly(new Offer(Confusion.symmetric(2, 0.95), 0.5));
        assertThat(market(Map.of(), A).offers(Tier.EXPERT)).isEmpty();
    }

    @Test
    void a_vendor_that_nobody_knows_is_taken_for_the_best_known_one_wherever_that_comes_by_name() {
        Confusion poor = Confusion.symmetric(2, 0.6);
        Confusion good = Confusion.symmetric(2, 0.9);

        assertThat(confusionOfNew(poor, good)).isEqualTo(good);
        assertThat(confusionOfNew(good, poor)).isEqualTo(good);
    }

    /** Right in four cases of five both, all classes being as likely: one as good at either, one better at the first. */
    @Test
    void of_equally_good_known_vendors_it_is_taken_for_the_first_by_name() {
        Confusion even = Confusion.symmetric(2, 0.75);
        Confusion uneven = Confusion.of(new double[][] {{1, 0}, {0.5, 0.5}});

        assertThat(confusionOfNew(even, uneven)).isEqualTo(even);
        assertThat(confusionOfNew(uneven, even)).isEqualTo(uneven);
    }

    private static Confusion confusionOfNew(Confusion a, Confusion b) {
        return market(Map.of("a", a, "b", b), A, B, NEW)
                .offer(NEW, Optional.empty())
                .confusion();
    }

    /** A label of 2 cents by somebody right in nine cases of ten: 1 - H(.9) = .531 bits, 26.55 a dollar. */
    @Test
    void in_a_replay_value_is_bits_for_a_dollar_and_what_costs_nothing_counts_as_a_billionth() {
        double[] even = {0.5, 0.5};
        Skills skills = Skills.uninformed(2, 0.7)
                .withVendors(Map.of("a", new VendorSkill(Confusion.symmetric(2, 0.9), 9, OptionalDouble.empty())));
        Map<String, Long> nanos = Map.of("a", 20_000_000L, "b", 0L, "c", 1L);

        Preference value = Preference.of(Routing.By.VALUE, skills, nanos);
        Preference cheapest = Preference.of(Routing.By.CHEAPEST, skills, nanos);

        assertThat(value.worth("a", even)).isCloseTo(26.55, within(0.005));
        assertThat(value.worth("b", even)).isEqualTo(value.worth("c", even));
        assertThat(cheapest.worth("a", even)).isEqualTo(-0.02);
        assertThat(Preference.of(Routing.By.BEST, skills, nanos).worth("a", even))
                .isCloseTo(0.9, within(1e-12));
        assertThat(Preference.of(Routing.By.CAPACITY, skills, nanos).worth("a", even))
                .isEqualTo(Preference.of(Routing.By.CAPACITY, skills, nanos).worth("b", even));
    }

    private static Task task(int i) {
        return Task.forPeople("b", "i" + i, Given.PLACE, 0, 0.5, null, 2);
    }

    private static MarketOrder order(double a, double b) {
        return new MarketOrder(new VendorOrder(DRAW), (task, vendor) -> vendor.equals(A) ? a : b);
    }

    private static long first(MarketOrder order, Vendor vendor) {
        return IntStream.range(0, 200)
                .filter(i -> order.first(task(i), List.of(A, B), v -> true).equals(Optional.of(vendor)))
                .count();
    }

    /** Of any size and sign: prices are worths too, and negative. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-4, 1e6, -1, -1e-4, -1e6})
    void worths_that_differ_by_less_than_a_billionth_part_are_the_same_and_go_by_capacity(double worth) {
        double hardlyLess = worth - Math.abs(worth) * 0.9e-9;
        double less = worth - Math.abs(worth) * 1.1e-9;

        assertThat(first(order(worth, hardlyLess), A)).isBetween(60L, 140L);
        assertThat(first(order(hardlyLess, worth), A)).isEqualTo(first(order(worth, hardlyLess), A));
        assertThat(first(order(worth, less), A)).isEqualTo(200);
        assertThat(first(order(less, worth), B)).isEqualTo(200);
    }

    @Test
    void who_alone_can_take_it_gets_it_and_where_all_let_it_expire_as_often_worth_decides_again() {
        MarketOrder order = order(1, 2);
        Task once = task(1).claim("d-1", "b", false).expire("d-1");
        Task both = once.claim("d-2", "a", false).expire("d-2");

        assertThat(order.first(task(1), List.of(A), v -> true)).contains(A);
        assertThat(order.first(task(1), List.of(A, B), v -> v.equals(A))).contains(A);
        assertThat(order.first(once, List.of(A, B), v -> true)).contains(A);
        assertThat(order.first(both, List.of(A, B), v -> true)).contains(B);
    }
}
