package dev.labelmill.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PriceModelTest {

    private static final long DOLLAR = 1_000_000_000L;
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-30");
    private static final LocalDate DECEMBER = LocalDate.parse("2026-12-01");

    @Example
    void an_hour_is_paid_by_the_millisecond_up_to_the_most_and_half_a_nano_dollar_is_a_whole_one() {
        Rate hour = new Rate.PerHour(18 * DOLLAR, 120_000, 30_000);

        assertThat(hour.price(60_000)).isEqualTo(300_000_000);
        assertThat(hour.price(1)).isEqualTo(5_000);
        assertThat(hour.price(500_000)).isEqualTo(hour.most()).isEqualTo(600_000_000);
        assertThat(hour.price(0)).as("a time that nobody knows").isEqualTo(150_000_000);
        assertThat(new Rate.PerHour(1_800_000, 10, 0).price(1)).isEqualTo(1);
        assertThat(new Rate.PerHour(1_799_999, 10, 0).price(1)).isZero();
    }

    @Example
    void an_item_of_a_tier_has_the_tiers_price_and_any_other_the_ordinary_one() {
        PriceModel price = new PriceModel(
                new Rate.PerLabel(10),
                Map.of("hard", new Rate.PerLabel(50), "easy", new Rate.PerLabel(4)),
                0,
                Optional.empty());

        assertThat(price.price(Optional.of("hard"), 9)).isEqualTo(50);
        assertThat(price.price(Optional.of("odd"), 9)).isEqualTo(10);
        assertThat(price.price(Optional.empty(), 9)).isEqualTo(10);
        assertThat(price.most()).isEqualTo(50);
        assertThat(price.most(Optional.of("easy"))).isEqualTo(4);
    }

    @Property
    void no_label_costs_more_than_the_most_and_none_less_for_taking_longer(
            @ForAll @LongRange(max = 1_000_000_000_000L) long nanos,
            @ForAll @LongRange(min = 1, max = 86_400_000) long most,
            @ForAll @LongRange(min = 1, max = 200_000_000) long millis,
            @ForAll @LongRange(min = 1, max = 200_000_000) long more) {
        Rate hour = new Rate.PerHour(nanos, most, most / 3);

        assertThat(hour.price(millis)).isBetween(0L, hour.most());
        assertThat(hour.price(millis + more)).isGreaterThanOrEqualTo(hour.price(millis));
        assertThat(hour.price(0)).isLessThanOrEqualTo(hour.most());
    }

    @Example
    void what_is_out_of_range_is_refused() {
        assertThatThrownBy(() -> new Rate.PerHour(1, 0, 0)).hasMessageContaining("most seconds");
        assertThatThrownBy(() -> new Rate.PerHour(1, 5, 6)).hasMessageContaining("unknown time");
        assertThatThrownBy(() -> new Rate.PerLabel(-1)).hasMessageContaining("negative");
        assertThatThrownBy(() -> new Bonus(BigDecimal.ZERO, 1, BigDecimal.ONE)).hasMessageContaining("goldAccuracy");
        assertThatThrownBy(() -> new Bonus(BigDecimal.ONE, 1, new BigDecimal("1.1")))
                .hasMessageContaining("share");
        assertThatThrownBy(() -> new Bonus(BigDecimal.ONE, 0, BigDecimal.ONE)).hasMessageContaining("minGold");
        assertThatThrownBy(() -> new Rate.PerHour(-1, 5, 0)).hasMessageContaining("negative");
        assertThatThrownBy(() -> new Rate.PerHour(1, 86_400_001, 0)).hasMessageContaining("most seconds");
        assertThatThrownBy(() -> new PriceModel(new Rate.PerLabel(1), Map.of(), -1, Optional.empty()))
                .hasMessageContaining("minimumFee");
    }

    @Example
    void the_most_of_a_label_whose_time_is_known_is_that_of_the_dearest_tier_at_that_time() {
        PriceModel price = new PriceModel(
                new Rate.PerHour(18 * DOLLAR, 120_000, 30_000),
                Map.of("easy", new Rate.PerLabel(100_000_000)),
                0,
                Optional.empty());

        assertThat(price.most(60_000)).isEqualTo(300_000_000);
        assertThat(price.most(1_000)).isEqualTo(100_000_000);
        assertThat(price.dependsOnTime()).isTrue();
        assertThat(PriceModel.perLabel(1).dependsOnTime()).isFalse();
    }

    @Example
    void a_bonus_is_a_share_of_the_labels_money_from_an_accuracy_on_gold_on() {
        Bonus bonus = new Bonus(new BigDecimal("0.95"), 20, new BigDecimal("0.1"));

        assertThat(bonus.of(new Work(1_005, 0, 20, 19))).as("100.5 half up").isEqualTo(101);
        assertThat(bonus.of(new Work(1_005, 0, 20, 18))).isZero();
        assertThat(bonus.of(new Work(1_005, 0, 19, 19))).isZero();
        assertThat(bonus.of(new Work(-5, 0, 20, 20))).isZero();
    }

    @Example
    void a_day_that_is_over_keeps_what_was_booked_on_it() {
        Postings postings = Postings.NONE
                .becomes(NOVEMBER, Posting.Kind.LABEL, new Work(100, 60, 1, 1))
                .becomes(DECEMBER, Posting.Kind.CORRECTION, new Work(120, 70, 1, 0))
                .becomes(DECEMBER, Posting.Kind.DELETION, Work.NONE);

        assertThat(postings.list())
                .containsExactly(
                        new Posting(NOVEMBER, Posting.Kind.LABEL, 1, new Work(100, 60, 1, 1)),
                        new Posting(DECEMBER, Posting.Kind.CORRECTION, 1, new Work(20, 10, 0, -1)),
                        new Posting(DECEMBER, Posting.Kind.DELETION, 1, new Work(-120, -70, -1, 0)));
        assertThat(postings.sum()).isEqualTo(Work.NONE);
    }

    @Property
    void the_sum_of_all_days_is_what_the_label_amounts_to_now(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(max = 1_000_000_000_000L) Long> prices) {
        Postings postings = Postings.NONE;
        for (long price : prices) {
            postings = postings.becomes(
                    NOVEMBER.plusDays(price % 3), Posting.Kind.CORRECTION, new Work(price, price / 7, 1, price % 2));
        }
        long last = prices.get(prices.size() - 1);

        assertThat(postings.sum()).isEqualTo(new Work(last, last / 7, 1, last % 2));
        assertThat(postings.list()).hasSizeLessThanOrEqualTo(3);
    }
}
