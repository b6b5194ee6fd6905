package dev.labelmill.core.agreement;

import static dev.labelmill.core.agreement.EveryCoefficient.ALL;
import static dev.labelmill.core.agreement.EveryCoefficient.agreement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Ratings of which there is nothing to measure, and those that are refused. */
class AgreementLimitsTest {

    @Test
    void one_annotator_or_no_rating_is_no_pair() {
        for (Function<Agreement, Coefficient> coefficient : ALL) {
            assertThat(coefficient.apply(agreement(new int[] {0, 1, 2, 3}))).isEqualTo(new Undefined(Reason.NO_PAIR));
            assertThat(coefficient.apply(agreement(new int[0]))).isEqualTo(new Undefined(Reason.NO_PAIR));
        }
    }

    @Test
    void when_all_ratings_are_alike_agreement_is_full_but_only_gwets_coefficient_is_more_than_chance() {
        Agreement alike = agreement(new int[] {1, 1, 1}, new int[] {1, 1, 1});

        assertThat(alike.observed()).isEqualTo(new Estimate(1, 1, 1));
        assertThat(alike.gwet(Weights.IDENTITY)).isEqualTo(new Estimate(1, 1, 1));
        assertThat(alike.gwet(Weights.ORDINAL)).isEqualTo(new Estimate(1, 1, 1));
        assertThat(alike.fleissKappa(Weights.LINEAR)).isEqualTo(new Undefined(Reason.NO_VARIATION));
        assertThat(alike.cohenKappa(Weights.IDENTITY)).isEqualTo(new Undefined(Reason.NO_VARIATION));
        assertThat(alike.alpha(Metric.ordinal())).isEqualTo(new Undefined(Reason.NO_VARIATION));
        assertThat(Reason.NO_VARIATION.sentence()).contains("0/0");
    }

    @Test
    void a_single_class_leaves_nothing_to_measure_beyond_chance() {
        Agreement single = Agreement.of(Ratings.ofRaters(1, new int[] {0, 0}, new int[] {0, 0}));

        assertThat(single.observed()).isEqualTo(new Estimate(1, 1, 1));
        assertThat(single.gwet(Weights.LINEAR)).isEqualTo(new Undefined(Reason.ONE_CLASS));
        assertThat(single.fleissKappa(Weights.IDENTITY)).isEqualTo(new Undefined(Reason.ONE_CLASS));
        assertThat(single.cohenKappa(Weights.IDENTITY)).isEqualTo(new Undefined(Reason.ONE_CLASS));
        assertThat(single.alpha(Metric.nominal())).isEqualTo(new Undefined(Reason.NO_VARIATION));
    }

    @Test
    void a_single_unit_tells_nothing_about_others() {
        Agreement single = agreement(new int[] {0}, new int[] {1}, new int[] {1});

        assertThat(single.observed()).isEqualTo(new Estimate(1 - 2.0 / 3, 0, 1));
        assertThat(((Estimate) single.alpha(Metric.nominal())).low()).isEqualTo(-1);
        assertThat(((Estimate) single.alpha(Metric.nominal())).high()).isEqualTo(1);
    }

    @Test
    void ratings_that_are_no_class_or_ratio_metrics_of_negative_amounts_are_refused() {
        assertThatThrownBy(() -> Ratings.ofRaters(2, new int[] {2})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ratings.of(2, new int[1], new int[1], new int[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Metric.ratio(1, -1)).isInstanceOf(IllegalArgumentException.class);
        for (double confidence : new double[] {0, 1, -.5, Double.NaN}) {
            assertThatThrownBy(() -> Agreement.of(Ratings.ofRaters(2, new int[0]), confidence))
                    .hasMessageContaining("confidence must be in (0, 1)");
        }
    }

    @Test
    void a_rating_out_of_range_is_refused_with_its_index_and_what_is_allowed() {
        int[] one = {0};
        int[] below = {-1};

        assertThatThrownBy(() -> Ratings.of(2, one, one, new int[] {2})).hasMessage("class index 2 is not in 0..1");
        assertThatThrownBy(() -> Ratings.of(2, one, one, below)).hasMessage("class index -1 is not in 0..1");
        assertThatThrownBy(() -> Ratings.of(2, below, one, one)).hasMessageStartingWith("unit index -1 is not in 0..");
        assertThatThrownBy(() -> Ratings.of(2, one, below, one)).hasMessageStartingWith("rater index -1 is not in 0..");
    }

    /** A source from elsewhere, such as labels in storage. */
    private static RatingSource source(int classes, int rater, int answer) {
        return new RatingSource() {

            @Override
            public int classes() {
                return classes;
            }

            @Override
            public void forEach(Visitor visitor) {
                visitor.visit(new int[] {0, rater}, new int[] {0, answer}, 2);
            }
        };
    }

    @Test
    void an_answer_from_a_source_that_is_no_class_is_refused() {
        assertThatThrownBy(() -> Agreement.of(source(3, 1, 3))).hasMessage("class index 3 is none of 3");
        assertThatThrownBy(() -> Agreement.of(source(3, 1, -1))).hasMessage("class index -1 is none of 3");
    }

    /** Two pairs of raters must never share a place in kappa's table. */
    @Test
    void more_pairs_of_raters_and_classes_than_a_long_counts_are_refused() {
        Agreement crowd = Agreement.of(source(3, Integer.MAX_VALUE - 1, 1));

        assertThatThrownBy(() -> crowd.cohenKappa(Weights.IDENTITY)).isInstanceOf(ArithmeticException.class);
    }
}
