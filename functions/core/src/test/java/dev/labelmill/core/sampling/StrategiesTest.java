package dev.labelmill.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.draw.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StrategiesTest {

    private static final Draw DRAW = new Draw(3);
    private static final double[] NONE = {};
    private static final List<Strategy> ALL = List.of(
            new RandomOrder(),
            new Stratified("source"),
            new LeastConfidence(),
            new Margin(),
            new Entropy(),
            new Diverse(),
            new UncertainDiverse(),
            new ActiveLab(1, .5));

    @Test
    void uncertainty_is_measured_as_its_papers_say() {
        Candidate item = Candidate.waiting("i", new double[] {.6, .3, .1}, 0);

        assertThat(new LeastConfidence().score(item, DRAW)).isCloseTo(.4 * 3 / 2, within(1e-12));
        assertThat(new Margin().score(item, DRAW)).isCloseTo(.7, within(1e-12));
        assertThat(new UncertainDiverse().score(item, DRAW)).isCloseTo(.7, within(1e-12));
        assertThat(new Entropy().score(item, DRAW))
                .isCloseTo(-(.6 * Math.log(.6) + .3 * Math.log(.3) + .1 * Math.log(.1)) / Math.log(3), within(1e-12));
    }

    @Property
    void every_score_lies_between_0_and_1(
            @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 0, max = 1) Double> weights) {
        double[] raw = weights.stream().mapToDouble(w -> w + 1e-9).toArray();
        double sum = Arrays.stream(raw).sum();
        Candidate item =
                Candidate.waiting("i", Arrays.stream(raw).map(w -> w / sum).toArray(), 0);

        assertThat(ALL).allSatisfy(s -> assertThat(s.score(item, DRAW)).isBetween(0.0, 1.0));
    }

    @Test
    void the_even_distribution_is_the_most_uncertain_and_a_sure_one_the_least() {
        Candidate even = Candidate.waiting("i", new double[] {.25, .25, .25, .25}, 0);
        Candidate sure = Candidate.waiting("i", new double[] {0, 1, 0, 0}, 0);

        assertThat(List.of(new LeastConfidence(), new Margin(), new Entropy())).allSatisfy(s -> {
            assertThat(s.score(even, DRAW)).isCloseTo(1, within(1e-12));
            assertThat(s.score(sure, DRAW)).isZero();
        });
    }

    @Property
    void each_strategy_chooses_as_many_as_wanted_in_expectation(
            @ForAll @IntRange(max = 400) int items, @ForAll @IntRange(max = 500) int wanted, @ForAll long seed) {
        ScoreCounts counts = counts(items, new Random(seed));

        assertThat(ALL)
                .allSatisfy(s -> assertThat(s.select(counts, wanted).expected(counts))
                        .isCloseTo(Math.min(wanted, items), within(1e-6)));
    }

    @Property
    void chunks_that_choose_apart_choose_what_one_would(@ForAll long seed, @ForAll @IntRange(max = 60) int wanted) {
        ScoreCounts one = counts(100, new Random(seed));
        ScoreCounts other = counts(100, new Random(seed + 1));

        assertThat(one.plus(other).minus(other)).isEqualTo(one);
        assertThat(ScoreCounts.of(one.plus(other).asCounters())).isEqualTo(one.plus(other));
        Selection chosen = new UncertainDiverse().select(one.plus(other), wanted);
        assertThat(chosen.expected(one) + chosen.expected(other)).isCloseTo(wanted, within(1e-6));
    }

    @Test
    void the_draw_in_the_boundary_bin_makes_up_the_number() {
        ScoreCounts.Builder counts = new ScoreCounts.Builder();
        for (int i = 0; i < 10_000; i++) {
            counts.add(0, i % 4 == 0 ? .9 : .5);
        }
        Selection chosen = new Margin().select(counts.build(), 4_000);

        assertThat(chosen.chooses(0, .9, .999)).isTrue();
        assertThat(chosen.chooses(0, .5, .19)).isTrue();
        assertThat(chosen.chooses(0, .5, .21)).isFalse();
        assertThat(chosen.chooses(0, .4, 0)).isFalse();
    }

    @Test
    void strata_keep_their_proportion() {
        ScoreCounts.Builder counts = new ScoreCounts.Builder();
        for (int i = 0; i < 900; i++) {
            counts.add(1, i / 900.0);
        }
        for (int i = 0; i < 100; i++) {
            counts.add(2, i / 100.0);
        }
        ScoreCounts built = counts.build();
        Selection chosen = new Stratified("source").select(built, 50);

        assertThat(chosen.expected(built, 1)).isCloseTo(45, within(1e-9));
        assertThat(chosen.expected(built, 2)).isCloseTo(5, within(1e-9));
        assertThat(Stratified.cell("web")).isBetween(0, ScoreCounts.CELLS - 1).isEqualTo(Stratified.cell("web"));
    }

    @Property
    void each_stratum_gets_its_share_exactly_in_expectation_and_to_within_a_bin_by_any_draw(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 300) Integer> sizes,
            @ForAll @IntRange(max = 200) int wanted,
            @ForAll long seed) {
        Stratified strata = new Stratified("source");
        Draw draw = new Draw(seed);
        ScoreCounts.Builder counting = new ScoreCounts.Builder();
        forEach(sizes, (cell, item) -> counting.add(cell, strata.score(Candidate.waiting(item, NONE, cell), draw)));
        ScoreCounts counts = counting.build();
        Selection chosen = strata.select(counts, wanted);
        int[] drawn = new int[sizes.size()];
        forEach(sizes, (cell, item) -> {
            double score = strata.score(Candidate.waiting(item, NONE, cell), draw);
            drawn[cell] += chosen.chooses(cell, score, draw.uniform("learn", item)) ? 1 : 0;
        });

        double share = counts.total() == 0 ? 0 : Math.min(1, (double) wanted / counts.total());
        for (int cell = 0; cell < drawn.length; cell++) {
            assertThat(chosen.expected(counts, cell)).isCloseTo(share * sizes.get(cell), within(1e-6));
            int ends = Math.min(chosen.cuts().get(cell).bin(), ScoreCounts.BINS - 1);
            assertThat((double) drawn[cell])
                    .isCloseTo(share * sizes.get(cell), within(counts.count(cell, ends) + 1e-6));
        }
    }

    private static void forEach(List<Integer> sizes, BiConsumer<Integer, String> visitor) {
        for (int cell = 0; cell < sizes.size(); cell++) {
            for (int i = 0; i < sizes.get(cell); i++) {
                visitor.accept(cell, cell + "-" + i);
            }
        }
    }

    @Test
    void the_first_sample_stands_for_the_batch_whatever_the_strategy() {
        assertThat(ALL).allSatisfy(s -> assertThat(s.first()).isIn(new RandomOrder(), new Stratified("source")));
        assertThat(new Stratified("source").first()).isEqualTo(new Stratified("source"));
    }

    @Test
    void clusters_give_equal_numbers_as_far_as_they_have_them() {
        assertThat(EvenQuotas.of(new double[] {10, 0, 2, 50}, 12)).containsExactly(5, 0, 2, 5);
        assertThat(EvenQuotas.of(new double[] {1, 2}, 9)).containsExactly(1, 2);
    }

    @Test
    void uncertain_items_of_one_cluster_leave_room_for_those_of_others() {
        ScoreCounts.Builder counts = new ScoreCounts.Builder();
        for (int i = 0; i < 30; i++) {
            counts.add(1, .99);
        }
        for (int i = 0; i < 10; i++) {
            counts.add(2, .90);
            counts.add(3, .20);
        }
        ScoreCounts built = counts.build();
        Selection chosen = new UncertainDiverse().select(built, 20);

        assertThat(chosen.expected(built, 1)).isCloseTo(10, within(1e-9));
        assertThat(chosen.expected(built, 2)).isCloseTo(10, within(1e-9));
        assertThat(chosen.expected(built, 3)).isZero();
        assertThat(new Margin().select(built, 20).expected(built, 1)).isCloseTo(20, within(1e-9));
    }

    /** Weights 1 for the model and .5 for annotators; two classes. */
    @Test
    void active_lab_weighs_a_new_item_against_one_more_label() {
        ActiveLab activeLab = new ActiveLab(1, .5);
        double[] p = {.8, .2};
        Candidate fresh = Candidate.waiting("new", p, 0);
        Candidate agreed = new Candidate("agreed", p, 0, Optional.of(new Candidate.PeoplesLabel(0, 1, .9)));
        Candidate disputed = new Candidate("disputed", p, 0, Optional.of(new Candidate.PeoplesLabel(1, 1, .5)));

        assertThat(activeLab.score(fresh, DRAW)).isCloseTo(1 - (.8 + .25) / 1.5, within(1e-12));
        assertThat(activeLab.score(agreed, DRAW)).isCloseTo(1 - (.8 + .25 + .9) / 2.5, within(1e-12));
        assertThat(activeLab.score(disputed, DRAW)).isCloseTo(1 - (.2 + .25 + .5) / 2.5, within(1e-12));
        assertThat(activeLab.score(disputed, DRAW)).isGreaterThan(activeLab.score(fresh, DRAW));
        assertThat(activeLab.score(agreed, DRAW)).isLessThan(activeLab.score(fresh, DRAW));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new ActiveLab(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stratified(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScoreCounts.bin(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScoreCounts.Builder().add(ScoreCounts.CELLS, .5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Margin().score(Candidate.waiting("i", new double[0], 0), DRAW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ScoreCounts counts(int items, Random random) {
        ScoreCounts.Builder counts = new ScoreCounts.Builder();
        for (int i = 0; i < items; i++) {
            counts.add(random.nextInt(8), Math.pow(random.nextDouble(), 3));
        }
        return counts.build();
    }
}
