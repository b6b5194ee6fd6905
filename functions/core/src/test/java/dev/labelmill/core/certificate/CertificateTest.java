package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateTest {

    @Test
    void strata_share_alpha_and_weigh_by_size() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 900, 120, 1), new Stratum("human", 100, 50, 0)), .95);

        assertThat(certificate.errorBound())
                .isCloseTo(
                        .9 * ClopperPearson.upper(1, 120, .025) + .1 * ClopperPearson.upper(0, 50, .025),
                        within(1e-12));
        assertThat(certificate.errorEstimate()).hasValue(.9 / 120);
        assertThat(certificate.confidence()).isEqualTo(.95);
    }

    @Test
    void an_empty_stratum_takes_no_alpha() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 0, 0, 0), new Stratum("human", 1_000, 59, 0)), .95);

        assertThat(certificate.errorBound()).isCloseTo(.0495, within(5e-5));
        assertThat(certificate.strata()).hasSize(1);
    }

    @Test
    void a_stratum_audited_in_full_is_exact_and_takes_no_alpha() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 40, 40, 2), new Stratum("human", 60, 30, 0)), .95);

        assertThat(certificate.errorBound()).isCloseTo(.4 * .05 + .6 * ClopperPearson.upper(0, 30, .05), within(1e-12));
    }

    @Test
    void a_stratum_without_audits_may_be_all_wrong_and_has_no_estimate() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 50, 0, 0), new Stratum("human", 50, 50, 0)), .95);

        assertThat(certificate.errorBound()).isEqualTo(.5);
        assertThat(certificate.errorEstimate()).isEmpty();
    }

    @Test
    void confirmed_items_cannot_be_wrong() {
        Certificate certificate = Certificate.of(List.of(new Stratum("human", 10, 9, 0)), .95);

        assertThat(certificate.errorBound()).isEqualTo(.1);
    }

    @Test
    void no_items_certify_nothing() {
        assertThat(Certificate.of(List.of(), .95).errorBound()).isEqualTo(1);
        assertThat(Certificate.of(List.of(), .95).errorEstimate()).isEmpty();
    }

    @Test
    void impossible_audits_are_refused() {
        assertThatThrownBy(() -> new Stratum("auto", 10, 11, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stratum("auto", 10, 5, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Certificate.of(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void over_many_draws_of_small_audits_of_unequal_strata_the_bound_holds_as_often_as_it_says() {
        assertThat(coverage(.90, new int[] {900, 80, 20}, new int[] {40, 15, 10}, new double[] {.03, .2, .5}))
                .isGreaterThanOrEqualTo(.90);
        assertThat(coverage(.95, new int[] {500, 500}, new int[] {60, 25}, new double[] {.01, .10}))
                .isGreaterThanOrEqualTo(.95);
        assertThat(coverage(.95, new int[] {1_000}, new int[] {59}, new double[] {.05}))
                .isGreaterThanOrEqualTo(.95);
    }

    /** Share of 2,000 draws without replacement in which the true error is within the bound. */
    private static double coverage(double confidence, int[] sizes, int[] audits, double[] errorRates) {
        Random random = new Random(20261124);
        int draws = 2_000;
        int held = 0;
        for (int draw = 0; draw < draws; draw++) {
            List<Stratum> strata = new ArrayList<>();
            double wrong = 0;
            double all = 0;
            for (int s = 0; s < sizes.length; s++) {
                int wrongHere = (int) Math.round(sizes[s] * errorRates[s]);
                strata.add(
                        new Stratum("s" + s, sizes[s], audits[s], wrongAmong(audits[s], sizes[s], wrongHere, random)));
                wrong += wrongHere;
                all += sizes[s];
            }
            held += wrong / all <= Certificate.of(strata, confidence).errorBound() ? 1 : 0;
        }
        return (double) held / draws;
    }

    private static int wrongAmong(int drawn, int size, int wrong, Random random) {
        int found = 0;
        for (int i = 0; i < drawn; i++) {
            found += random.nextInt(size - i) < wrong - found ? 1 : 0;
        }
        return found;
    }
}
