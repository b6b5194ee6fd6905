package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DistanceAgreementTest {

    private static final Distance<Integer> DIFFERENT = (one, other) -> one.equals(other) ? 0 : 1;

    /** 1 - Jaccard similarity; two empty sets are alike. */
    private static final Distance<Set<String>> JACCARD = (one, other) -> {
        double common = one.stream().filter(other::contains).count();
        double all = one.size() + other.size() - common;
        return all == 0 ? 0 : 1 - common / all;
    };

    /**
     * Units {ab, ab}, {a, ab}, {c, c}. Within: 0, 1/2, 0, so similarity is (1 + 1/2 + 1) / 3 = 5/6 and D_o = 1/6 · 2 · 1/2
     * = 1/6. All 15 pairs of labels: 3 of ab with ab: 0; 3 of a with ab: 1/2; 1 of c with c: 0; 8 of c with others: 1. So
     * D_e = (3/2 + 8) / 15 = 19/30 and alpha = 1 - 5/19.
     */
    @Test
    void a_case_worked_by_hand() {
        Set<String> ab = Set.of("a", "b");
        DistanceAgreement agreement =
                of(List.of(List.of(ab, ab), List.of(Set.of("a"), ab), List.of(Set.of("c"), Set.of("c"))), JACCARD);

        assertThat(agreement.similarity().asOptional().orElseThrow()).isCloseTo(5 / 6.0, within(1e-12));
        assertThat(agreement.alpha().asOptional().orElseThrow()).isCloseTo(1 - 5 / 19.0, within(1e-12));
    }

    @Property(tries = 200)
    void with_classes_for_labels_it_is_nominal_alpha_and_observed_agreement(
            @ForAll @Size(max = 20) List<@Size(max = 6) List<@IntRange(max = 3) Integer>> units) {
        DistanceAgreement labels = of(units, DIFFERENT);
        Agreement classes = Agreement.of(ratings(units));

        assertSame(labels.alpha(), classes.alpha(Metric.nominal()));
        assertSame(labels.similarity(), classes.observed());
    }

    @Test
    void many_labels_are_compared_with_a_draw_that_repeats_and_comes_close() {
        Random random = new Random(7);
        List<List<Integer>> units = IntStream.range(0, 10_000)
                .mapToObj(unit -> random.ints(3, 0, 4)
                        .mapToObj(draw -> random.nextBoolean() ? unit % 4 : draw)
                        .toList())
                .toList();

        Estimate drawn = (Estimate) of(units, DIFFERENT).alpha();
        Estimate exact = (Estimate) Agreement.of(ratings(units)).alpha(Metric.nominal());

        assertThat(drawn).isEqualTo(of(units, DIFFERENT).alpha());
        assertThat(drawn.value()).isCloseTo(exact.value(), within(.002));
        assertThat(drawn.high() - drawn.low()).isCloseTo(exact.high() - exact.low(), within(.002));
    }

    @Test
    void without_a_pair_or_without_variation_there_is_no_alpha() {
        DistanceAgreement single = of(List.of(List.of(1), List.of(2)), DIFFERENT);
        DistanceAgreement alike = of(List.of(List.of(1, 1), List.of(1, 1)), DIFFERENT);

        assertThat(single.alpha()).isEqualTo(new Undefined(Reason.NO_PAIR));
        assertThat(single.similarity()).isEqualTo(new Undefined(Reason.NO_PAIR));
        assertThat(of(List.of(), DIFFERENT).alpha()).isEqualTo(new Undefined(Reason.NO_PAIR));
        assertThat(alike.alpha()).isEqualTo(new Undefined(Reason.NO_VARIATION));
        assertThat(alike.similarity()).isEqualTo(new Estimate(1, 1, 1));
    }

    @Test
    void a_distance_outside_its_range_is_refused() {
        assertThatThrownBy(() -> of(List.of(List.of(1, 2)), (one, other) -> 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(List.of(List.of(1, 2)), (one, other) -> Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_confidence_that_is_none_is_refused() {
        for (double confidence : new double[] {0, 1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> DistanceAgreement.of(List.of(), DIFFERENT, confidence, 1))
                    .hasMessageContaining("confidence");
        }
    }

    /** 1,414 labels have 998,991 pairs, and 1,416 have 1,001,820. */
    @Test
    void up_to_a_million_pairs_are_all_measured_and_beyond_no_more_than_a_million_are() {
        List<List<Integer>> most = units(707);
        List<List<Integer>> more = units(708);

        assertThat(of(most, DIFFERENT).alpha())
                .isEqualTo(DistanceAgreement.of(most, DIFFERENT, .95, 2).alpha());
        assertSame(of(most, DIFFERENT).alpha(), Agreement.of(ratings(most)).alpha(Metric.nominal()));
        assertThat(of(more, DIFFERENT).alpha())
                .isNotEqualTo(DistanceAgreement.of(more, DIFFERENT, .95, 2).alpha());
        assertThat(comparisons(most)).isEqualTo(998_991 + 707);
        assertThat(comparisons(more)).isBetween(998_000L, 1_000_000 + 708L);
        assertThat(comparisons(units(100_000))).as("sixteen for each label").isEqualTo(200_000 * 16 + 100_000);
    }

    private static List<List<Integer>> units(int number) {
        Random random = new Random(11);
        return IntStream.range(0, number)
                .mapToObj(unit -> List.of(unit % 4, random.nextInt(3) < 2 ? unit % 4 : random.nextInt(4)))
                .toList();
    }

    private static long comparisons(List<List<Integer>> units) {
        long[] comparisons = {0};
        of(units, (Distance<Integer>) (one, other) -> {
            comparisons[0]++;
            return DIFFERENT.between(one, other);
        });
        return comparisons[0];
    }

    /** Each label has a number of its own here: those compared are told apart. */
    @Test
    void no_label_is_compared_with_itself_and_each_of_the_others_may_be_drawn() {
        for (int units : new int[] {20, 708}) {
            int[] met = new int[2 * units];
            of(
                    IntStream.range(0, units)
                            .mapToObj(unit -> List.of(2 * unit, 2 * unit + 1))
                            .toList(),
                    (Distance<Integer>) (one, other) -> {
                        assertThat(one).isNotEqualTo(other);
                        met[one]++;
                        met[other]++;
                        return 1;
                    });

            double mean = Arrays.stream(met).average().orElseThrow();
            assertThat(Arrays.stream(met).min().orElseThrow()).isGreaterThan((int) (.85 * mean));
            assertThat(Arrays.stream(met).max().orElseThrow()).isLessThan((int) (1.15 * mean) + 1);
        }
    }

    private static <T> DistanceAgreement of(List<List<T>> units, Distance<T> distance) {
        return DistanceAgreement.of(units, distance, .95, 1);
    }

    private static Ratings ratings(List<List<Integer>> units) {
        return Ratings.of(
                4,
                IntStream.range(0, units.size())
                        .flatMap(unit -> units.get(unit).stream().mapToInt(answer -> unit))
                        .toArray(),
                units.stream()
                        .flatMapToInt(unit -> IntStream.range(0, unit.size()))
                        .toArray(),
                units.stream()
                        .flatMapToInt(unit -> unit.stream().mapToInt(Integer::intValue))
                        .toArray());
    }

    private static void assertSame(Coefficient one, Coefficient other) {
        if (one instanceof Estimate estimate) {
            Estimate same = (Estimate) other;
            assertThat(same.value()).isCloseTo(estimate.value(), within(1e-12));
            assertThat(same.low()).isCloseTo(estimate.low(), within(1e-6));
            assertThat(same.high()).isCloseTo(estimate.high(), within(1e-6));
        } else {
            assertThat(other).isEqualTo(one);
        }
    }
}
