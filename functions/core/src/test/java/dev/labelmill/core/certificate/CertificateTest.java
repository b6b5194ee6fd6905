package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateTest {

    @Test
    void strata_share_alpha_and_weigh_by_size() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 900, 120, 1), new Stratum("human", 100, 50, 0)), .95);

        long auto = HypergeometricBound.upper(1, 120, 900, .025);
        long human = HypergeometricBound.upper(0, 50, 100, .025);
        assertThat(certificate.errorBound()).isCloseTo((auto + human) / 1_000.0, within(1e-12));
        assertThat(certificate.strata())
                .extracting(StratumBound::errorBound)
                .containsExactly(auto / 900.0, human / 100.0);
        assertThat(certificate.errorEstimate().getAsDouble()).isCloseTo(.9 / 120, within(1e-12));
        assertThat(certificate.confidence()).isEqualTo(.95);
    }

    @Test
    void an_empty_stratum_takes_no_alpha() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 0, 0, 0), new Stratum("human", 1_000, 59, 0)), .95);

        assertThat(certificate.errorBound()).isEqualTo(.048).isLessThan(ClopperPearson.upper(0, 59, .05));
        assertThat(certificate.strata()).hasSize(1);
    }

    @Test
    void a_stratum_audited_in_full_is_exact_and_takes_no_alpha() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 40, 40, 2), new Stratum("human", 60, 30, 0)), .95);

        assertThat(certificate.errorBound())
                .isCloseTo((2 + HypergeometricBound.upper(0, 30, 60, .05)) / 100.0, within(1e-12));
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

    /** 20 of 200 break a check; of the other 180 all were audited and 9 refuted: (20 + 9) / 200, without any doubt. */
    @Test
    void known_errors_count_as_they_are_and_need_no_audit() {
        Certificate certificate = Certificate.of(List.of(new Stratum("auto", 200, 180, 9, 20)), .95);

        assertThat(certificate.errorBound()).isCloseTo(.145, within(1e-12));
        assertThat(certificate.errorEstimate().getAsDouble()).isCloseTo(.145, within(1e-12));
        assertThat(certificate.strata().get(0).alpha()).isZero();
    }

    @Test
    void known_errors_are_added_to_the_bound_of_the_rest() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 900, 120, 1, 60), new Stratum("human", 100, 50, 0)), .95);

        long auto = 60 + HypergeometricBound.upper(1, 120, 840, .025);
        long human = HypergeometricBound.upper(0, 50, 100, .025);
        assertThat(certificate.errorBound()).isCloseTo((auto + human) / 1_000.0, within(1e-12));
        assertThat(certificate.errorEstimate().getAsDouble()).isCloseTo((60 + 840 / 120.0) / 1_000, within(1e-12));
    }

    @Test
    void where_every_label_breaks_a_check_everything_is_wrong() {
        Certificate certificate =
                Certificate.of(List.of(new Stratum("auto", 30, 0, 0, 30), new Stratum("human", 70, 70, 0)), .95);

        assertThat(certificate.errorBound()).isCloseTo(.3, within(1e-12));
        assertThat(certificate.errorEstimate()).hasValue(.3);
    }

    @Test
    void a_provisional_bound_shares_alpha_among_all_strata_whatever_is_left_of_them() {
        List<Stratum> strata = List.of(new Stratum("auto", 0, 0, 0), new Stratum("human", 300, 80, 2));

        Certificate provisional = Certificate.provisional(strata, .95);

        assertThat(provisional.errorBound()).isEqualTo(AnytimeBound.upper(2, 80, 300, .025) / 300.0);
        assertThat(provisional.errorBound())
                .isGreaterThan(Certificate.of(strata, .95).errorBound());
    }

    @Test
    void a_provisional_bound_ends_in_the_exact_error_when_everything_is_audited() {
        Certificate provisional = Certificate.provisional(
                List.of(new Stratum("auto", 60, 60, 3, 0), new Stratum("human", 40, 30, 1, 10)), .95);

        assertThat(provisional.errorBound()).isCloseTo(.14, within(1e-12));
    }

    @Test
    void impossible_audits_are_refused() {
        assertThatThrownBy(() -> new Stratum("auto", 10, 11, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stratum("auto", 10, 5, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stratum("auto", 10, 5, 0, 6))
                .hasMessage("stratum auto needs 0 <= errors <= audited <= size without known errors, not 0, 5, 4");
        assertThatThrownBy(() -> new Stratum("auto", 10, 0, 0, 11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stratum("auto", 10, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Certificate.provisional(List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Certificate.of(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
