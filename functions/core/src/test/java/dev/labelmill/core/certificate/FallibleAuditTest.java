package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FallibleAuditTest {

    private static final int RUNS = 2_000;

    @Test
    void disagreements_may_be_errors_or_false_alarms_and_agreements_may_hide_errors() {
        Stratum stratum = new Stratum("s", 5_000, 200, 20);

        FallibleAudit audit = FallibleAudit.of(List.of(stratum), .95, new AuditorError.Assumed(.02));

        assertThat(audit.errorAtMost()).isCloseTo(ClopperPearson.upper(20, 200, .05) / .98, within(1e-12));
        assertThat(audit.errorAtLeast()).isCloseTo((ClopperPearson.lower(20, 200, .05) - .02) / .98, within(1e-12));
        assertThat(audit.auditorErrorAtMost()).isEqualTo(.02);
    }

    @Test
    void strata_and_a_measured_rate_share_alpha_and_strata_weigh_by_size() {
        List<Stratum> strata = List.of(new Stratum("auto", 900, 120, 1), new Stratum("human", 100, 50, 9));

        FallibleAudit audit = FallibleAudit.of(strata, .94, new AuditorError.OnGold(1, 200));

        double rate = ClopperPearson.upper(1, 200, .02);
        assertThat(audit.auditorErrorAtMost()).isCloseTo(rate, within(1e-12));
        assertThat(audit.errorAtMost())
                .isCloseTo(
                        (.9 * ClopperPearson.upper(1, 120, .02) + .1 * ClopperPearson.upper(9, 50, .02)) / (1 - rate),
                        within(1e-12));
        assertThat(audit.errorAtLeast())
                .isCloseTo(.1 * (ClopperPearson.lower(9, 50, .02) - rate) / (1 - rate), within(1e-12));
    }

    @Test
    void known_errors_are_certain_whatever_auditors_do() {
        FallibleAudit audit = FallibleAudit.of(
                List.of(new Stratum("auto", 100, 0, 0, 100), new Stratum("human", 100, 0, 0, 20)),
                .95,
                new AuditorError.Assumed(.5));

        assertThat(audit.errorAtLeast()).isEqualTo(.6);
        assertThat(audit.errorAtMost()).isEqualTo(1);
    }

    @Test
    void a_stratum_that_needs_no_audit_takes_no_share_of_alpha() {
        Stratum known = new Stratum("auto", 100, 0, 0, 100);
        Stratum audited = new Stratum("human", 100, 60, 6);

        FallibleAudit audit = FallibleAudit.of(List.of(known, audited), .95, new AuditorError.Assumed(.02));

        assertThat(audit.errorAtMost()).isCloseTo((1 + ClopperPearson.upper(6, 60, .05) / .98) / 2, within(1e-12));
    }

    /** A stratum is wrong as a whole at most, however often auditors err. */
    @Test
    void no_stratum_has_more_errors_than_items() {
        Stratum dark = new Stratum("auto", 100, 0, 0);
        Stratum seen = new Stratum("human", 300, 200, 2);

        FallibleAudit audit = FallibleAudit.of(List.of(dark, seen), .9, new AuditorError.Assumed(.5));

        assertThat(audit.errorAtMost())
                .isCloseTo((100 + 300 * ClopperPearson.upper(2, 200, .05) / .5) / 400, within(1e-12));
    }

    @Test
    void a_rate_measured_between_two_auditors_shares_alpha_too() {
        AuditorError.BetweenTwo auditors = new AuditorError.BetweenTwo(3, 200);

        FallibleAudit audit = FallibleAudit.of(List.of(new Stratum("s", 100, 50, 1)), .9, auditors);

        assertThat(audit.auditorErrorAtMost()).isEqualTo(auditors.atMost(.05));
    }

    @Test
    void auditors_who_may_always_err_show_nothing() {
        FallibleAudit audit =
                FallibleAudit.of(List.of(new Stratum("s", 100, 100, 50)), .95, new AuditorError.Assumed(1));

        assertThat(audit.errorAtLeast()).isZero();
        assertThat(audit.errorAtMost()).isEqualTo(1);
    }

    @Test
    void no_items_show_nothing() {
        FallibleAudit audit = FallibleAudit.of(List.of(), .95, new AuditorError.OnGold(0, 0));

        assertThat(audit.errorAtLeast()).isZero();
        assertThat(audit.errorAtMost()).isEqualTo(1);
        assertThat(audit.auditorErrorAtMost()).isEqualTo(1);
    }

    @Property
    void the_bounds_are_a_range_that_widens_with_the_auditors_error(
            @ForAll @IntRange(min = 1, max = 2_000) int audited,
            @ForAll @DoubleRange(min = 0, max = 1) double errorShare,
            @ForAll @DoubleRange(min = 0, max = 1) double rate) {
        List<Stratum> strata = List.of(new Stratum("s", 5_000, audited, (int) (errorShare * audited)));

        FallibleAudit good = FallibleAudit.of(strata, .95, new AuditorError.Assumed(rate / 2));
        FallibleAudit bad = FallibleAudit.of(strata, .95, new AuditorError.Assumed(rate));

        assertThat(bad.errorAtLeast()).isBetween(0.0, good.errorAtLeast());
        assertThat(bad.errorAtMost()).isBetween(good.errorAtMost(), 1.0);
        assertThat(good.errorAtLeast()).isLessThanOrEqualTo(good.errorAtMost());
    }

    /**
     * Two auditors at the same rate .1 on two classes disagree on 2 · .1 · .9 = .18 of the items. None of 59 bounds the
     * disagreement by .0495, and so the rate by (1 - √.9010) / 2 = .0254.
     */
    @Test
    void disagreement_of_two_auditors_tells_their_error() {
        assertThat(new AuditorError.BetweenTwo(1_800_000, 10_000_000).atMost(.5))
                .isCloseTo(.1, within(1e-6));
        assertThat(new AuditorError.BetweenTwo(0, 59).atMost(.05)).isCloseTo(.0254, within(5e-5));
        assertThat(new AuditorError.BetweenTwo(60, 100).atMost(.05)).isEqualTo(.5);
        assertThat(new AuditorError.BetweenTwo(0, 0).atMost(.05)).isEqualTo(.5);
    }

    @Test
    void impossible_rates_and_counts_are_refused() {
        assertThatThrownBy(() -> new AuditorError.Assumed(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AuditorError.Assumed(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AuditorError.OnGold(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AuditorError.BetweenTwo(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FallibleAudit.of(List.of(), 1, new AuditorError.Assumed(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Strata, their error rates and audits, and an auditor who errs at a rate and then picks among the other classes. */
    private record World(int[] sizes, double[] errorRates, int[] audits, int classes, double auditorError) {

        double error() {
            double wrong = 0;
            double size = 0;
            for (int s = 0; s < sizes.length; s++) {
                wrong += wrong(s);
                size += sizes[s];
            }
            return wrong / size;
        }

        private int wrong(int stratum) {
            return (int) Math.round(sizes[stratum] * errorRates[stratum]);
        }

        List<Stratum> audited(Random random) {
            List<Stratum> strata = new ArrayList<>();
            for (int s = 0; s < sizes.length; s++) {
                int wrong = Draws.errors(audits[s], sizes[s], wrong(s), random);
                int refused = 0;
                for (int item = 0; item < audits[s]; item++) {
                    refused += refuses(item < wrong, random) ? 1 : 0;
                }
                strata.add(new Stratum("s" + s, sizes[s], audits[s], refused));
            }
            return strata;
        }

        private boolean refuses(boolean wrong, Random random) {
            boolean errs = errs(random);
            boolean choosesTheSame = wrong && errs && random.nextInt(classes - 1) == 0;
            return wrong ? !choosesTheSame : errs;
        }

        boolean errs(Random random) {
            return random.nextDouble() < auditorError;
        }
    }

    private static World world(int classes, double auditorError) {
        return new World(new int[] {900, 120}, new double[] {.03, .2}, new int[] {150, 40}, classes, auditorError);
    }

    private interface Measurement {
        AuditorError of(World world, Random random);
    }

    private static void assertBothBoundsHold(World world, Measurement measurement) {
        Random random = new Random(20261124);
        int low = 0;
        int high = 0;
        for (int run = 0; run < RUNS; run++) {
            AuditorError auditors = measurement.of(world, random);
            FallibleAudit audit = FallibleAudit.of(world.audited(random), .9, auditors);
            low += audit.errorAtLeast() <= world.error() ? 1 : 0;
            high += world.error() <= audit.errorAtMost() ? 1 : 0;
        }
        assertThat((double) low / RUNS).isGreaterThanOrEqualTo(.9);
        assertThat((double) high / RUNS).isGreaterThanOrEqualTo(.9);
    }

    @ParameterizedTest
    @Tag("draws")
    @CsvSource({"2, 0", "2, .02", "2, .1", "2, .3", "5, .1"})
    void with_an_assumed_rate_both_bounds_keep_the_confidence(int classes, double auditorError) {
        assertBothBoundsHold(world(classes, auditorError), (world, random) -> new AuditorError.Assumed(auditorError));
    }

    @ParameterizedTest
    @Tag("draws")
    @ValueSource(doubles = {.02, .1})
    void with_a_rate_measured_on_gold_both_bounds_keep_the_confidence(double auditorError) {
        assertBothBoundsHold(world(2, auditorError), (world, random) -> {
            int wrong = 0;
            for (int item = 0; item < 80; item++) {
                wrong += world.errs(random) ? 1 : 0;
            }
            return new AuditorError.OnGold(wrong, 80);
        });
    }

    @ParameterizedTest
    @Tag("draws")
    @ValueSource(doubles = {.02, .1})
    void with_a_rate_measured_between_two_auditors_both_bounds_keep_the_confidence(double auditorError) {
        assertBothBoundsHold(world(2, auditorError), (world, random) -> {
            int different = 0;
            for (int item = 0; item < 60; item++) {
                boolean firstErrs = world.errs(random);
                boolean secondErrs = world.errs(random);
                different += firstErrs != secondErrs ? 1 : 0;
            }
            return new AuditorError.BetweenTwo(different, 60);
        });
    }

    /** An auditor who misses three errors in ten makes the certificate, which believes them, promise too much. */
    @Test
    void a_certificate_that_believes_such_an_auditor_fails_where_the_range_holds() {
        Random random = new Random(20261124);
        double missed = .3;
        int certified = 0;
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            int wrong = Draws.errors(400, 2_000, 400, random);
            int refused = 0;
            for (int item = 0; item < wrong; item++) {
                refused += random.nextDouble() < missed ? 0 : 1;
            }
            List<Stratum> strata = List.of(new Stratum("s", 2_000, 400, refused));
            certified += .2 <= Certificate.of(strata, .9).errorBound() ? 1 : 0;
            held += .2
                            <= FallibleAudit.of(strata, .9, new AuditorError.Assumed(missed))
                                    .errorAtMost()
                    ? 1
                    : 0;
        }
        assertThat((double) certified / RUNS).isLessThan(.2);
        assertThat((double) held / RUNS).isGreaterThanOrEqualTo(.9);
    }
}
