package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What labels that break a check do to a bound. */
class KnownErrorsTest {

    private static final double ALPHA = 0.05;

    private static double bound(Stratum stratum) {
        return Certificate.of(List.of(stratum), 1 - ALPHA).errorBound();
    }

    private static double provisional(Stratum stratum) {
        return Certificate.provisional(List.of(stratum), 1 - ALPHA).errorBound();
    }

    /**
     * One more item that is known to be wrong, and was not audited, takes an error from the rest: of the others as many
     * as before are bounded in one fewer, so that the sum is no less.
     */
    @Property(tries = 300)
    void violations_of_items_that_nobody_audited_never_lower_the_bound(
            @ForAll @IntRange(min = 2, max = 400) int size,
            @ForAll @IntRange(max = 400) int audits,
            @ForAll @IntRange(max = 400) int wrong,
            @ForAll @IntRange(max = 400) int violations) {
        int audited = audits % size;
        int errors = wrong % (audited + 1);
        int known = violations % (size - audited);

        Stratum before = new Stratum("s", size, audited, errors);
        Stratum after = new Stratum("s", size, audited, errors, known);

        assertThat(bound(after)).isGreaterThanOrEqualTo(bound(before) - 1e-12);
        assertThat(bound(after)).isGreaterThanOrEqualTo((double) known / size);
        assertThat(provisional(after)).isGreaterThanOrEqualTo(provisional(before) - 1e-12);
    }

    /** That an auditor overlooked the violation is no reason to trust the label. */
    @Property(tries = 300)
    void violations_of_items_that_an_auditor_confirmed_never_lower_the_bound(
            @ForAll @IntRange(min = 3, max = 400) int size,
            @ForAll @IntRange(max = 400) int audits,
            @ForAll @IntRange(max = 400) int wrong,
            @ForAll @IntRange(max = 400) int violations) {
        int audited = 1 + audits % (size - 1);
        int errors = wrong % (audited + 1);
        int known = violations % (audited - errors + 1);

        Stratum before = new Stratum("s", size, audited, errors);
        Stratum after = new Stratum("s", size, audited - known, errors, known);

        assertThat(bound(after)).isGreaterThanOrEqualTo(bound(before) - 1e-12);
    }

    @Test
    void an_audited_violation_is_counted_once() {
        // Ten of ten judged: two break a check, one of the others was not confirmed.
        Stratum all = new Stratum("s", 10, 8, 1, 2);

        assertThat(bound(all)).isCloseTo(0.3, within(1e-12));
        assertThat(all.errorEstimate().getAsDouble()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void where_every_label_breaks_a_check_the_error_is_one_without_any_audit() {
        assertThat(bound(new Stratum("s", 7, 0, 0, 7))).isEqualTo(1);
    }
}
