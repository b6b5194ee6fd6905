package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.VendorSkill;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Given;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.work.PriceModel;
import dev.labelmill.core.work.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VendorChoiceTest {

    private static final Vendor CHEAP = vendor("cheap", 5_000_000);
    private static final Vendor GOOD = vendor("good", 10_000_000);
    private static final Vendor DEAR = vendor("dear", 100_000_000);
    private static final List<Vendor> ALL = List.of(CHEAP, GOOD, DEAR);

    private static Vendor vendor(String name, long nanos) {
        return new Vendor(name, Tier.CROWD, Vendor.Format.LABELMILL, nanos, 100, Duration.ofSeconds(20), false);
    }

    private static Skills skills(double cheap, double good, double dear) {
        return Skills.uninformed(2, 0.7)
                .withVendors(Map.of("cheap", skill(cheap), "good", skill(good), "dear", skill(dear)));
    }

    private static VendorSkill skill(double accuracy) {
        return new VendorSkill(Confusion.symmetric(2, accuracy), 100, OptionalDouble.empty());
    }

    private static VendorChoice choice(Routing.By by, Skills skills) {
        GivenSettings given = new GivenSettings();
        given.vendors = ALL;
        given.routing = new Routing(by, OptionalLong.empty());
        return VendorChoice.of(given.build(), () -> Optional.of(skills));
    }

    private static Task task(int i) {
        return Task.forPeople("b", "i" + i, Given.PLACE, 0, 0.5, null, 2);
    }

    private static double share(VendorChoice choice, Vendor of) {
        return IntStream.range(0, 2000)
                        .filter(i -> choice.first(task(i), ALL, v -> true)
                                .orElseThrow()
                                .equals(of))
                        .count()
                / 2000.0;
    }

    @Test
    void cheapest_takes_the_lowest_price_and_best_the_best_answers_whatever_they_cost() {
        Skills skills = skills(0.6, 0.9, 0.95);

        assertThat(share(choice(Routing.By.CHEAPEST, skills), CHEAP)).isEqualTo(1);
        assertThat(share(choice(Routing.By.BEST, skills), DEAR)).isEqualTo(1);
    }

    @Test
    void value_takes_the_most_information_for_a_dollar_and_tries_the_others_now_and_then() {
        VendorChoice choice = choice(Routing.By.VALUE, skills(0.6, 0.9, 0.95));

        assertThat(share(choice, GOOD)).isBetween(0.95, 0.985);
        assertThat(share(choice, CHEAP)).isPositive();
        assertThat(share(choice, DEAR)).isPositive();
        assertThat(share(choice(Routing.By.VALUE, skills(0.89, 0.9, 0.95)), CHEAP))
                .isGreaterThan(0.95);
    }

    /** At eighteen dollars an hour, of which two minutes are paid at most, and half a minute where nobody knows. */
    private static final PriceModel HOURLY = new PriceModel(
            new Rate.PerHour(18_000_000_000L, 120_000, 30_000),
            Map.of("hard", new Rate.PerLabel(900_000_000)),
            0,
            Optional.empty());

    private static long hourly(Optional<String> tier, Optional<VendorSkill> known) {
        Vendor vendor = new Vendor(
                "good",
                Tier.CROWD,
                Vendor.Format.LABELMILL,
                Delivery.OUTBOX,
                HOURLY,
                100,
                Duration.ofSeconds(20),
                false);
        Skills skills = Skills.uninformed(2, 0.7)
                .withVendors(known.map(skill -> Map.of("good", skill)).orElse(Map.of()));
        GivenSettings given = new GivenSettings();
        given.vendors = List.of(vendor);
        assertThat(new Market(skills, given.build()).offer(vendor, tier).dollars())
                .isCloseTo(Market.nanos(vendor, tier, Optional.of(skills)) / 1e9, Offset.offset(1e-12));
        return Market.nanos(vendor, tier, Optional.of(skills));
    }

    @Test
    void a_vendor_paid_by_the_hour_is_expected_to_cost_its_median_time_and_its_own_rate_of_an_items_tier() {
        Confusion same = Confusion.symmetric(2, 0.9);
        Optional<VendorSkill> quick = Optional.of(new VendorSkill(same, 100, OptionalDouble.of(10)));
        Optional<VendorSkill> untold = Optional.of(new VendorSkill(same, 100, OptionalDouble.empty()));

        assertThat(hourly(Optional.empty(), quick)).isEqualTo(50_000_000);
        assertThat(hourly(Optional.of("easy"), quick)).isEqualTo(50_000_000);
        assertThat(hourly(Optional.of("hard"), quick)).isEqualTo(900_000_000);
        assertThat(hourly(Optional.empty(), untold)).isEqualTo(150_000_000);
        assertThat(hourly(Optional.empty(), Optional.empty())).as("the most").isEqualTo(600_000_000);
    }

    private static Vendor within(String name, long nanos, Duration turnaround) {
        return new Vendor(
                name,
                Tier.CROWD,
                Vendor.Format.LABELMILL,
                Delivery.OUTBOX,
                PriceModel.perLabel(nanos),
                100,
                Duration.ofDays(7),
                false,
                Set.of(),
                Optional.empty(),
                turnaround,
                true);
    }

    @Test
    void where_waiting_costs_something_a_quick_vendor_is_worth_more_than_a_slow_one_that_is_as_good_and_cheaper() {
        Vendor slow = within("cheap", 5_000_000, Duration.ofDays(2));
        Vendor quick = within("good", 10_000_000, Duration.ofHours(1));
        Skills skills = skills(0.9, 0.9, 0.9);
        for (long hourNanos : new long[] {0, 100_000, 1_000_000}) {
            GivenSettings given = new GivenSettings();
            given.vendors = List.of(slow, quick);
            given.routing = new Routing(Routing.By.VALUE, OptionalLong.empty(), hourNanos);
            BatchSettings settings = given.build();
            VendorChoice choice = VendorChoice.of(settings, () -> Optional.of(skills));

            // Half a cent apart: 47 hours of waiting are worth that from some 0.000106 dollars an hour on.
            Vendor better = hourNanos * 47 > 5_000_000 ? quick : slow;
            assertThat(IntStream.range(0, 500)
                            .filter(i -> choice.first(task(i), given.vendors, v -> true)
                                    .orElseThrow()
                                    .equals(better))
                            .count())
                    .as("at %d nano-dollars an hour", hourNanos)
                    .isGreaterThan(450);
            assertThat(new Market(skills, settings)
                            .offer(quick, Optional.empty())
                            .dollars())
                    .isCloseTo((10_000_000 + hourNanos) / 1e9, Offset.offset(1e-12));
        }
    }

    @Test
    void where_a_snapshot_knows_how_long_labels_take_to_come_that_counts_and_not_what_vendors_say() {
        Vendor boasting = within("cheap", 10_000_000, Duration.ofMinutes(5));
        Vendor modest = within("good", 10_000_000, Duration.ofDays(2));
        GivenSettings given = new GivenSettings();
        given.vendors = List.of(boasting, modest);
        given.routing = new Routing(Routing.By.VALUE, OptionalLong.empty(), 1_000_000);
        Skills said = skills(0.9, 0.9, 0.9);
        Skills learnt = said.withTurnarounds(Map.of("cheap", Duration.ofHours(30), "good", Duration.ofMinutes(20)));

        assertThat(chosen(given, said, boasting)).isGreaterThan(450);
        assertThat(chosen(given, learnt, modest)).isGreaterThan(450);
        assertThat(new Market(learnt, given.build())
                        .offer(boasting, Optional.empty())
                        .dollars())
                .isCloseTo(0.01 + 30 * 0.001, Offset.offset(1e-12));
        assertThat(new Market(said.withTurnarounds(Map.of("cheap", Duration.ofHours(30))), given.build())
                        .offer(modest, Optional.empty())
                        .dollars())
                .as("of which nothing is known")
                .isCloseTo(0.01 + 48 * 0.001, Offset.offset(1e-12));
    }

    /** Of five hundred tasks. */
    private static long chosen(GivenSettings given, Skills skills, Vendor vendor) {
        VendorChoice choice = VendorChoice.of(given.build(), () -> Optional.of(skills));
        return IntStream.range(0, 500)
                .filter(i -> choice.first(task(i), given.vendors, v -> true)
                        .orElseThrow()
                        .equals(vendor))
                .count();
    }

    @Test
    void a_vendor_that_nobody_knows_is_taken_for_as_good_as_the_best_known_one() {
        Skills skills = Skills.uninformed(2, 0.7).withVendors(Map.of("good", skill(0.9)));

        assertThat(share(choice(Routing.By.VALUE, skills), CHEAP)).isGreaterThan(0.95);
    }

    @Test
    void before_anything_is_known_value_buys_the_cheapest() {
        assertThat(share(choice(Routing.By.VALUE, Skills.uninformed(2, 0.8)), CHEAP))
                .isGreaterThan(0.95);
    }

    @Test
    void equally_good_vendors_share_by_capacity_and_capacity_needs_no_snapshot() {
        VendorChoice best = choice(Routing.By.BEST, skills(0.9, 0.9, 0.9));
        VendorChoice capacity = VendorChoice.of(new GivenSettings().build(), () -> {
            throw new AssertionError("nobody should look");
        });

        assertThat(ALL).allSatisfy(vendor -> assertThat(share(best, vendor)).isBetween(0.28, 0.39));
        assertThat(IntStream.range(0, 50))
                .allSatisfy(i -> assertThat(capacity.first(task(i), ALL, v -> true))
                        .isEqualTo(new VendorOrder(new Draw(42)).first(task(i), ALL, v -> true)));
    }

    @Test
    void a_vendor_that_let_the_task_expire_or_is_not_usable_leaves_it_to_the_next_best() {
        VendorChoice best = choice(Routing.By.BEST, skills(0.6, 0.9, 0.95));
        Task expired = task(1).claim("d-1", "dear", false).expire("d-1");

        assertThat(best.first(expired, ALL, v -> true)).contains(GOOD);
        assertThat(best.first(task(1), ALL, v -> !v.equals(DEAR))).contains(GOOD);
        assertThat(best.first(task(1), ALL, v -> false)).isEmpty();
    }

    @Test
    void the_same_task_goes_to_the_same_vendor_in_whatever_order_they_are_listed() {
        VendorChoice choice = choice(Routing.By.VALUE, skills(0.8, 0.8, 0.8));

        assertThat(IntStream.range(0, 300))
                .allSatisfy(i -> assertThat(choice.first(task(i), List.of(DEAR, GOOD, CHEAP), v -> true))
                        .isEqualTo(choice.first(task(i), ALL, v -> true)));
    }
}
