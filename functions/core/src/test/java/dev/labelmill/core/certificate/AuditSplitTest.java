package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.certificate.AuditSplit.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
    @RepeatedTest(40)
    void no_cheaper_split_has_the_chance(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int number = repetition.getCurrentRepetition() % 4 == 0 ? 3 : 2;
        List<Part> parts = new ArrayList<>();
        for (int part = 0; part < number; part++) {
            int size = number == 2 ? 5 + random.nextInt(30) : 1 + random.nextInt(9);
            parts.add(new Part(size, random.nextDouble() * .1, 1 + random.nextInt(3)));
        }
        double limit = (number == 2 ? .15 : .35) + random.nextDouble() * .3;

        AuditSplit split = AuditSplit.cheapest(parts, limit, .9, .8);

        assertThat(chance(parts, split.audits(), limit, List.of()))
                .isCloseTo(split.chance(), within(1e-9))
                .isGreaterThanOrEqualTo(.8);
        assertThat(split.price()).isEqualTo(price(parts, split.audits())).isEqualTo(cheapest(parts, limit, List.of()));
    }

    private static long price(List<Part> parts, List<Integer> audits) {
        return IntStream.range(0, audits.size())
                .mapToLong(part -> parts.get(part).price() * audits.get(part))
                .sum();
    }

    /** The least price of all splits that begin so and have the chance. */
    private static long cheapest(List<Part> parts, double limit, List<Integer> begun) {
        if (begun.size() == parts.size()) {
            return chance(parts, begun, limit, List.of()) >= .8 ? price(parts, begun) : Long.MAX_VALUE;
        }
        long best = Long.MAX_VALUE;
        for (int audits = 0; audits <= parts.get(begun.size()).size(); audits++) {
            best = Math.min(best, cheapest(parts, limit, with(begun, audits)));
        }
        return best;
    }

    /** That a certificate keeps the limit, its first strata having shown so many errors. */
    private static double chance(List<Part> parts, List<Integer> audits, double limit, List<Integer> found) {
        int part = found.size();
        if (part == parts.size()) {
            List<Stratum> strata = IntStream.range(0, part)
                    .mapToObj(p -> new Stratum("s" + p, parts.get(p).size(), audits.get(p), found.get(p)))
                    .toList();
            return Certificate.of(strata, .9).errorBound() <= limit + 1e-9 ? 1 : 0;
        }
        HypergeometricDistribution errors = errors(parts.get(part), audits.get(part));
        double chance = 0;
        for (int e = errors.getSupportLowerBound(); e <= errors.getSupportUpperBound(); e++) {
            chance += errors.probability(e) * chance(parts, audits, limit, with(found, e));
        }
        return chance;
    }

    private static List<Integer> with(List<Integer> numbers, int next) {
        List<Integer> longer = new ArrayList<>(numbers);
        longer.add(next);
        return longer;
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
        List<Part> parts = List.of(new Part(100, 0, 1));
        assertThatThrownBy(() -> AuditSplit.cheapest(parts, .05, 1, .9)).hasMessageContaining("confidence");
        assertThatThrownBy(() -> AuditSplit.cheapest(parts, .05, .95, 1)).hasMessageContaining("limit and chance");
        assertThatThrownBy(() -> AuditSplit.cheapest(parts, .05, .95, 0)).hasMessageContaining("limit and chance");
        assertThatThrownBy(() -> AuditSplit.cheapest(parts, 1, .95, .9)).hasMessageContaining("limit and chance");
        assertThatThrownBy(() -> new Part(-1, 0, 1)).hasMessageContaining("size of 0 or more");
        assertThatThrownBy(() -> new Part(10, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Part(10, 1.5, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
