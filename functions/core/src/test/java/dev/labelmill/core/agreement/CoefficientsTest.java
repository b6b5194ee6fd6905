package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoefficientsTest {

    private static final Ratings RATINGS = Ratings.ofRaters(
            3, new int[] {0, 1, 2, 2, 0, 1}, new int[] {0, 1, 2, 1, 0, 2}, new int[] {0, 1, 1, 2, -1, 1});

    @Test
    void classes_without_an_order_have_five_coefficients() {
        Agreement agreement = Agreement.of(RATINGS);

        assertThat(Coefficients.ofNominal(RATINGS, 1000))
                .containsOnlyKeys("observed", "cohenKappa", "fleissKappa", "alphaNominal", "gwetAC1")
                .containsEntry("observed", agreement.observed())
                .containsEntry("cohenKappa", agreement.cohenKappa(Weights.IDENTITY))
                .containsEntry("fleissKappa", agreement.fleissKappa(Weights.IDENTITY))
                .containsEntry("alphaNominal", agreement.alpha(Metric.nominal()))
                .containsEntry("gwetAC1", agreement.gwet(Weights.IDENTITY));
    }

    @Test
    void ordered_ones_have_those_and_four_that_know_the_order() {
        double[] values = {1, 2, 4};
        Agreement agreement = Agreement.of(RATINGS);
        Map<String, Coefficient> all = Coefficients.ofOrdered(RATINGS, values, 1000);

        assertThat(all)
                .hasSize(9)
                .containsAllEntriesOf(Coefficients.ofNominal(RATINGS, 1000))
                .containsEntry("weightedKappa", agreement.cohenKappa(Weights.QUADRATIC))
                .containsEntry("alphaOrdinal", agreement.alpha(Metric.ordinal()))
                .containsEntry("alphaInterval", agreement.alpha(Metric.interval(values)))
                .containsEntry("gwetAC2", agreement.gwet(Weights.QUADRATIC));
    }

    @Test
    void kappa_alone_is_too_large_where_too_many_pairs_of_annotators_meet() {
        Map<String, Coefficient> all = Coefficients.ofOrdered(RATINGS, new double[] {1, 2, 3}, 15);

        assertThat(all.get("cohenKappa")).isEqualTo(new Undefined(Reason.TOO_LARGE));
        assertThat(all.get("weightedKappa")).isEqualTo(new Undefined(Reason.TOO_LARGE));
        assertThat(all.get("alphaNominal").asOptional()).isPresent();
        assertThat(Coefficients.ofNominal(RATINGS, 16).get("cohenKappa").asOptional())
                .isPresent();
    }

    /** Two annotators and three classes have nine pairs, however many tasks they meet on. */
    @Test
    void kappa_needs_no_more_room_than_there_are_pairs_of_annotators_and_classes() {
        int[] answers = IntStream.range(0, 60).map(task -> task % 3).toArray();
        Ratings two = Ratings.ofRaters(3, answers, answers);

        assertThat(Coefficients.ofNominal(two, 9).get("cohenKappa").asOptional())
                .hasValue(1);
        assertThat(Coefficients.ofNominal(two, 8).get("cohenKappa")).isEqualTo(new Undefined(Reason.TOO_LARGE));
    }

    @Test
    void everything_is_too_large_of_more_than_512_classes() {
        Ratings most = Ratings.ofRaters(512, new int[] {0, 511}, new int[] {0, 511});

        assertThat(Coefficients.ofNominal(most, 1000).values())
                .allSatisfy(coefficient -> assertThat(coefficient.asOptional()).hasValue(1));
        Ratings many = Ratings.ofRaters(513, new int[] {0, 1}, new int[] {0, 1});

        assertThat(Coefficients.ofNominal(many, 1000).values())
                .allSatisfy(coefficient -> assertThat(coefficient).isEqualTo(new Undefined(Reason.TOO_LARGE)));
    }

    @Test
    void nothing_to_compare_is_undefined_for_that_reason() {
        assertThat(Coefficients.ofNominal(Ratings.ofRaters(2, new int[] {0, 1}), 1000)
                        .values())
                .allSatisfy(coefficient -> assertThat(coefficient).isEqualTo(new Undefined(Reason.NO_PAIR)));
    }
}
