package dev.labelmill.lambda.finish.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void shares_are_percents_with_more_digits_where_they_are_small() {
        assertThat(Words.percent(0.9537)).isEqualTo("95.4 %");
        assertThat(Words.percent(0.95)).isEqualTo("95.0 %");
        assertThat(Words.chosen(0.95)).isEqualTo("95 %");
        assertThat(Words.chosen(0.6875)).isEqualTo("68.75 %");
        assertThat(Words.percent(0.00984)).isEqualTo("0.98 %");
        assertThat(Words.percent(0)).isEqualTo("0 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.percent(OptionalDouble.empty())).isEqualTo("–");
    }

    @Test
    void sentences_of_the_core_get_a_pages_apostrophes_and_minus_signs() {
        assertThat(Words.typeset("an annotator's answers (-0.8451, -1) of held-out ones from 1-2"))
                .isEqualTo("an annotator’s answers (−0.8451, −1) of held-out ones from 1-2");
    }

    @Test
    void a_bound_is_rounded_up() {
        assertThat(Words.atMost(0.0532)).isEqualTo("5.4 %");
        assertThat(Words.atMost(0.00521)).isEqualTo("0.53 %");
    }

    @Property
    void no_bound_is_said_to_be_smaller_than_it_is(@ForAll @DoubleRange(min = 0, max = 1) double bound) {
        String said = Words.atMost(bound).replace(" %", "");

        assertThat(Double.parseDouble(said) / 100).isGreaterThanOrEqualTo(bound - 1e-12);
    }

    @Test
    void money_is_said_to_the_cent_and_small_money_by_its_first_digits() {
        assertThat(Words.dollars(1_234_567_890_123L)).isEqualTo("$1,234.57");
        assertThat(Words.dollars(0)).isEqualTo("$0.00");
        assertThat(Words.dollars(6_730_000)).isEqualTo("$0.0067");
        assertThat(Words.dollars(12)).isEqualTo("$0.000000012");
        assertThat(Words.price(new BigDecimal("0.0190622"))).isEqualTo("$0.0191");
        assertThat(Words.price(new BigDecimal("0.080000000"))).isEqualTo("$0.08");
        assertThat(Words.price(new BigDecimal("0.10"))).isEqualTo("$0.10");
        assertThat(Words.price(new BigDecimal("3"))).isEqualTo("$3.00");
        assertThat(Words.price(BigDecimal.ZERO)).isEqualTo("$0.00");
    }

    @Test
    void money_below_zero_has_its_minus_before_the_dollar_sign() {
        assertThat(Words.exact(-20_000_000)).isEqualTo("-$0.020000000");
        assertThat(Words.exact(20_000_000)).isEqualTo("$0.020000000");
        assertThat(Words.dollars(-20_000_000)).isEqualTo("-$0.02");
        assertThat(Words.dollars(-1_234_567_890_123L)).isEqualTo("-$1,234.57");
        assertThat(Words.dollars(-6_730_000)).isEqualTo("-$0.0067");
        assertThat(Words.price(new BigDecimal("-3.456"))).isEqualTo("-$3.46");
    }

    @Test
    void times_are_said_in_the_unit_that_fits() {
        assertThat(Words.duration(Duration.ofSeconds(90))).isEqualTo("90 s");
        assertThat(Words.duration(Duration.ofMinutes(90))).isEqualTo("90 min");
        assertThat(Words.duration(Duration.ofMinutes(250))).isEqualTo("4 h 10 min");
        assertThat(Words.duration(Duration.ofDays(9))).isEqualTo("9 days");
        assertThat(Words.duration(Duration.ofMillis(90_500))).isEqualTo("91 s");
        assertThat(Words.duration(Duration.ofMillis(119_500))).isEqualTo("2 min");
        assertThat(Words.duration(Duration.ofSeconds(179))).isEqualTo("3 min");
        assertThat(Words.duration(Duration.ofSeconds(2 * 3600 - 1))).isEqualTo("2 h 0 min");
        assertThat(Words.duration(Duration.ofHours(60))).isEqualTo("3 days");
    }

    @Test
    void one_thing_is_not_two() {
        assertThat(Words.counted(1, "line", "lines")).isEqualTo("1 line");
        assertThat(Words.counted(1200, "line", "lines")).isEqualTo("1,200 lines");
    }
}
