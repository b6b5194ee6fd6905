package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.certificate.AuditSplit.Part;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AuditSplitTest {

    /**
     * As many as {@link SampleSize} finds for a population without end, and fewer for one that is small: of 300 items 9 may
     * remain possible, so 10 must not; C(290, n) / C(300, n) is .0511 for 76 audits and .0488 for 77.
     */
    @Test
    void one_large_stratum_needs_what_the_binomial_says_and_a_small_one_less() {
        assertThat(AuditSplit.cheapest(List.of(new Part(10_000_000, 0, 1)), .03, .95, .9)
                        .audits())
                .containsExactly(99);
        assertThat(AuditSplit.cheapest(List.of(new Part(10_000_000, .01, 1)), .05, .95, .9)
                        .audits())
                .containsExactly(153);
        assertThat(AuditSplit.cheapest(List.of(new Part(300, 0, 1)), .03, .95, .9)
                        .audits())
                .containsExactly(77);
    }

    /**
     * Of 10 items, without errors, 3 may remain possible at alpha .05: 5 audits leave 3, as in the test of the bound; 4
     * audits leave 4, as C(6, 4) / C(10, 4) = 15/210 is more than .05.
     */
    @Test
    void the_smallest_case_is_reckoned_by_hand() {
        AuditSplit split = AuditSplit.cheapest(List.of(new Part(10, 0, 7)), .3, .95, .9);

        assertThat(split.audits()).containsExactly(5);
        assertThat(split.price()).isEqualTo(35);
        assertThat(split.chance()).isEqualTo(1);
    }

    @Test
    void equal_strata_at_equal_prices_share_alike() {
        Part part = new Part(50_000, 0, 1);

        AuditSplit split = AuditSplit.cheapest(List.of(part, part), .02, .95, .9);

        assertThat(split.audits().get(0)).isCloseTo(split.audits().get(1), within(20));
        assertThat(split.price()).isBetween(2 * 182L, 2 * 183L);
    }

    @Test
    void a_dearer_stratum_is_audited_less() {
        AuditSplit alike = AuditSplit.cheapest(List.of(new Part(5_000, 0, 1), new Part(5_000, 0, 1)), .03, .95, .9);
        AuditSplit dearer = AuditSplit.cheapest(List.of(new Part(5_000, 0, 1), new Part(5_000, 0, 4)), .03, .95, .9);

        assertThat(dearer.audits().get(1)).isLessThan(alike.audits().get(1));
        assertThat(dearer.audits().get(0)).isGreaterThan(alike.audits().get(0));
        assertThat(dearer.price())
                .isLessThan(alike.audits().get(0) + 4L * alike.audits().get(1));
    }

    @Test
    void a_small_stratum_is_audited_in_full_where_that_frees_alpha_for_the_other() {
        AuditSplit split = AuditSplit.cheapest(List.of(new Part(5_000, 0, 1), new Part(3, 0, 1)), .03, .95, .9);

        assertThat(split.audits().get(1)).isEqualTo(3);
        assertThat(split.audits().get(0)).isLessThanOrEqualTo(99);
    }

    @Test
    void a_part_without_items_takes_no_audits() {
        assertThat(AuditSplit.cheapest(List.of(new Part(0, 0, 1), new Part(10, 0, 1)), .3, .95, .9)
                        .audits())
                .containsExactly(0, 5);
    }

    @Test
    void if_nothing_less_will_do_everything_is_audited() {
        AuditSplit split = AuditSplit.cheapest(List.of(new Part(20, .1, 3)), .1, .95, .9);

        assertThat(split.audits()).containsExactly(20);
        assertThat(split.price()).isEqualTo(60);
        assertThat(split.chance()).isEqualTo(1);
    }

    /** Against all splits of small strata, each judged by the certificates of all that its audits may find. */
    @RepeatedTest(12)
    void no_cheaper_split_has_the_chance(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Part> parts = List.of(
                new Part(5 + random.nextInt(30), random.nextDouble() * .1, 1 + random.nextInt(3)),
                new Part(5 + random.nextInt(30), random.nextDouble() * .1, 1 + random.nextInt(3)));
        double limit = .15 + random.nextDouble() * .3;

        AuditSplit split = AuditSplit.cheapest(parts, limit, .9, .8);

        assertThat(chance(parts, split.audits().get(0), split.audits().get(1), limit))
                .isCloseTo(split.chance(), within(1e-9))
                .isGreaterThanOrEqualTo(.8);
        assertThat(split.price()).isEqualTo(cheapest(parts, limit));
    }

    private static long cheapest(List<Part> parts, double limit) {
        long best = Long.MAX_VALUE;
        for (int a = 0; a <= parts.get(0).size(); a++) {
            for (int b = 0; b <= parts.get(1).size(); b++) {
                long price = a * parts.get(0).price() + b * parts.get(1).price();
                best = price < best && chance(parts, a, b, limit) >= .8 ? price : best;
            }
        }
        return best;
    }

    private static double chance(List<Part> parts, int a, int b, double limit) {
        HypergeometricDistribution first = errors(parts.get(0), a);
        HypergeometricDistribution second = errors(parts.get(1), b);
        double chance = 0;
        for (int x = first.getSupportLowerBound(); x <= first.getSupportUpperBound(); x++) {
            for (int y = second.getSupportLowerBound(); y <= second.getSupportUpperBound(); y++) {
                Certificate certificate = Certificate.of(
                        List.of(
                                new Stratum("a", parts.get(0).size(), a, x),
                                new Stratum("b", parts.get(1).size(), b, y)),
                        .9);
                chance += certificate.errorBound() <= limit + 1e-9 ? first.probability(x) * second.probability(y) : 0;
            }
        }
        return chance;
    }

    private static HypergeometricDistribution errors(Part part, int audits) {
        return HypergeometricDistribution.of(
                part.size(), (int) Math.ceil(part.size() * part.errorRate() - 1e-9), audits);
    }

    @Test
    void errors_beyond_the_limit_cannot_be_audited_away() {
        assertThatThrownBy(() -> AuditSplit.cheapest(List.of(new Part(100, .06, 1)), .05, .95, .9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 errors in 100 items");
        assertThatThrownBy(() -> AuditSplit.cheapest(List.of(), .05, .95, .9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Part(10, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Part(10, 1.5, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
